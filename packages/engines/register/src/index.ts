export { checkPackage } from './checks/check-package.ts';
export type { CheckContext } from './checks/check-package.ts';
export { assembleSector } from './assemble/assemble-sector.ts';
export type { AssemblyInput, AssemblyPart } from './assemble/assembly-input.ts';
export { adviceRules, dpmRules } from './rules/built-in-rules.ts';
export { readNationalRules } from './rules/national-rules.ts';
export type { NationalRules } from './rules/national-rules.ts';
export type { RefusedRule, Rule, RuleSet } from './rules/rule-set.ts';
