export { minimalCutSets } from './minimal-cut-sets.ts';
export { cutSetsOf } from './cut-sets-of.ts';
export type { RequirementGraph } from './cut-sets-of.ts';
export { setsReaching } from './sets-reaching.ts';
export type { SetsReaching, SetsReachingRequest } from './sets-reaching.ts';
export type { CutSetOptions, CutSets } from './cut-sets.ts';
