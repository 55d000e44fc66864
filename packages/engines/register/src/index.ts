export { checkPackage } from './checks/check-package.ts';
export type { CheckContext } from './checks/check-package.ts';
