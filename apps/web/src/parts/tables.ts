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

/** Rows that are asked for at a time. */
export const pageOfRows = 100;

/** The question for the first rows of a view of a table. */
export function firstRows(
  table: Table,
  view: {
    readonly where?: string | undefined;
    readonly sort?: string | undefined;
    readonly search?: string | undefined;
    readonly at?: string | undefined;
  },
) {
  const given = Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined));
  return { params: { table }, query: { ...given, offset: 0, limit: pageOfRows } };
}
