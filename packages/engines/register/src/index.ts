export { checkPackage } from './checks/check-package.ts';
export type { CheckContext } from './checks/check-package.ts';
export { assembleSector } from './assemble/assemble-sector.ts';
export type { AssemblyInput, AssemblyPart } from './assemble/assembly-input.ts';
