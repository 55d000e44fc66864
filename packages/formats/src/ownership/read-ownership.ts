import type { OwnershipBuilder } from '@underpin/model';
import { readBods } from '../bods/read-bods.ts';
import { readGleifExceptions, readGleifLevel1, readGleifLevel2 } from '../gleif/read-gleif-csv.ts';
import { readGleifJson } from '../gleif/read-gleif-json.ts';
import { readOwnershipCsv } from './read-ownership-csv.ts';
import type { OwnershipRead } from './read-summary.ts';
import type { Chunks } from './text-chunks.ts';

type Reader = (chunks: Chunks, file: string, builder: OwnershipBuilder) => Promise<OwnershipRead>;

const headLength = 65_536;

/** Formats of ownership data, told apart by how a file begins. The first that fits reads it. */
const readers: readonly {
  readonly format: string;
  readonly begins: (head: string) => boolean;
  readonly read: Reader;
}[] = [
  {
    format: 'GLEIF API JSON',
    begins: (head) =>
      /^\s*\{/.test(head) &&
      /"type"\s*:\s*"(lei-records|[a-z-]*relationship-records|[a-z-]*reporting-exceptions)"/.test(head),
    read: readGleifJson,
  },
  {
    format: 'BODS 0.4',
    begins: (head) => /^\s*[[{]/.test(head) && /"(recordType|statementId|recordDetails)"/.test(head),
    read: readBods,
  },
  {
    format: 'GLEIF level 2 CSV',
    begins: (head) => firstLine(head).includes('Relationship.StartNode.NodeID'),
    read: readGleifLevel2,
  },
  {
    format: 'GLEIF reporting exceptions CSV',
    begins: (head) => /Exception\.?Category/.test(firstLine(head)),
    read: readGleifExceptions,
  },
  {
    format: 'GLEIF level 1 CSV',
    begins: (head) => firstLine(head).includes('Entity.LegalName'),
    read: readGleifLevel1,
  },
  { format: 'ownership CSV', begins: (head) => firstLine(head).includes('owner_id'), read: readOwnershipCsv },
];

/**
 * Reads one file of ownership data into a builder, whatever its format of {@link ownershipFormats} is. A file that none of
 * them fits is a finding and adds nothing.
 *
 * @example await readOwnership(await openAsBlob('shares.csv'), 'shares.csv', builder)
 */
export async function readOwnership(blob: Blob, file: string, builder: OwnershipBuilder): Promise<OwnershipRead> {
  const head = (await blob.slice(0, headLength).text()).replace(/^\uFEFF/, '');
  const reader = readers.find(({ begins }) => begins(head));
  if (reader !== undefined) return await reader.read(blob.stream(), file, builder);
  return {
    records: 0,
    edges: 0,
    absences: 0,
    findings: [
      {
        rule: 'UP-OWN-1',
        severity: 'error',
        location: { file },
        expected: ownershipFormats.join(', '),
        message: `Cannot tell what ownership data "${file}" holds. Give one of: ${ownershipFormats.join(', ')}.`,
        source: 'Underpin: formats of ownership data',
      },
    ],
  };
}

/** Names of the formats that {@link readOwnership} knows. */
export const ownershipFormats: readonly string[] = readers.map(({ format }) => format);

function firstLine(head: string): string {
  return head.slice(0, head.search(/\r?\n|$/));
}
