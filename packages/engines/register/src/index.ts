export { assembleSector } from './assemble/assemble-sector.ts';
export type { AssemblyInput, AssemblyPart } from './assemble/assembly-input.ts';
