export { readOpenPsa } from './open-psa/read-open-psa.ts';
export type { OpenPsaReading } from './open-psa/read-open-psa.ts';
