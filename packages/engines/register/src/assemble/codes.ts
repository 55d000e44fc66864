import { criticality } from '@underpin/model';

/** A country, currency or service type without its list's prefix; `''` for "not applicable". */
export function plainCode(code: string): string {
  const plain = code.slice(code.indexOf(':') + 1);
  return plain === 'qx2007' || /^not applicable$/i.test(plain) ? '' : plain;
}

const reliance: Readonly<Record<string, number>> = { x794: 1, x795: 2, x796: 3, x797: 4 };

/** Index into `relianceLevels` of a declared level; 0 for anything else. */
export function relianceOf(code: string): number {
  return reliance[code.slice(code.indexOf(':') + 1)] ?? 0;
}

/** One of `criticality` for the answer to "critical or important?". */
export function criticalityOf(code: string): number {
  const plain = code.slice(code.indexOf(':') + 1);
  if (plain === 'x28') return criticality.yes;
  return plain === 'x29' ? criticality.no : criticality.unobserved;
}
