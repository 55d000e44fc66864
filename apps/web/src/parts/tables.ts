import type { SectorTableId } from '@underpin/contract';

// Named again so that the page loads no schema; the compiler holds it to the contract's list.
export const tables = [
  'institutions',
  'functions',
  'services',
  'providers',
  'arrangements',
  'systems',
  'assets',
  'products',
  'submissions',
] as const satisfies readonly SectorTableId[];
export type Table = (typeof tables)[number];

export function isTable(text: string): text is Table {
  return (tables as readonly string[]).includes(text);
}
