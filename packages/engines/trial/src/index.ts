export { mannWhitney, type RankOptions } from './estimators/mann-whitney.ts';
export type { Block, Shift } from './estimators/shift.ts';
export { signedRank } from './estimators/signed-rank.ts';
