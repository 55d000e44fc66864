export { sampleInstitutions, sampleSector } from './sample-sector.ts';
export type { InstitutionKind, SampleInstitution, SampleOptions, SampleSector } from './sample-types.ts';
