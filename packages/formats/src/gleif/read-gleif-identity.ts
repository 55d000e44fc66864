import type { Finding, IdentityIndex, IdentityRecord } from '@underpin/model';
import { absenceMeaning, entityKind, hasLeiForm, ownershipKind } from '@underpin/model';
import { csvRecords } from '../ownership/csv-records.ts';
import type { CsvRecord } from '../ownership/csv-records.ts';
import { readerFinding } from '../ownership/reader-finding.ts';
import { textChunks } from '../ownership/text-chunks.ts';
import type { Chunks } from '../ownership/text-chunks.ts';
import { entityKindOf, exceptionKind, gleifSource, isVoid, reasonMeaning, relationshipKind } from './gleif-codes.ts';
import type { GleifSink, LeiRecord, RelationshipRecord } from './gleif-statements.ts';
import { addException, addLevel1, addLevel2 } from './read-gleif-csv.ts';
import { readGleifAnswer } from './read-gleif-json.ts';

/** A GLEIF file to be read: its name and its content in pieces. */
export interface GleifFile {
  readonly name: string;
  readonly chunks: Chunks;
}

/**
 * Reads GLEIF files into an index of legal entities and their ultimate parents: golden copy CSV of level 1, level 2 and
 * reporting exceptions, and answers of the GLEIF API (JSON), told apart by their content. What cannot be read is in
 * `findings`.
 *
 * @example const { index } = await readGleifIdentity([{ name: 'lei2.csv', chunks: createReadStream('lei2.csv') }])
 */
export async function readGleifIdentity(
  files: Iterable<GleifFile>,
): Promise<{ readonly index: IdentityIndex; readonly findings: readonly Finding[] }> {
  const sources: string[] = [];
  const sink = new IdentitySink();
  for (const { name, chunks } of files) {
    sources.push(name);
    const pieces = textChunks(chunks);
    const first = await pieces.next();
    const start = first.done === true ? '' : first.value;
    const whole = prepended(start, pieces);
    if (/^\uFEFF?\s*[[{]/.test(start)) await readGleifAnswer(whole, name, sink);
    else await readCsvFile(whole, name, sink);
  }
  return { index: { sources, records: sink.records, ultimateParents: sink.ultimateParents }, findings: sink.findings };
}

async function readCsvFile(chunks: Chunks, file: string, sink: IdentitySink): Promise<void> {
  let add: ((record: CsvRecord, sink: GleifSink) => void) | null | undefined;
  const { columns } = await csvRecords(
    chunks,
    file,
    (record) => {
      if (add === undefined) add = kindOf(record);
      add?.(record, sink);
    },
    (finding) => sink.told(finding),
  );
  if (columns.includes('LEI') || columns.includes('Relationship.StartNode.NodeID')) return;
  const message =
    'The file is no GLEIF golden copy: it has neither an LEI nor relationships. Give a CSV of level 1 or 2';
  sink.told(readerFinding(file, 1, { rule: 'gleif.column', severity: 'error', message, source: gleifSource }));
}

function kindOf(record: CsvRecord): ((record: CsvRecord, sink: GleifSink) => void) | null {
  if (record.get('Relationship.StartNode.NodeID') !== '') return addLevel2;
  if (record.get('Exception.Category') !== '') return addException;
  return record.get('LEI') === '' ? null : addLevel1;
}

async function* prepended(start: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield start;
  yield* rest;
}

class IdentitySink implements GleifSink {
  readonly records = new Map<string, IdentityRecord>();
  readonly ultimateParents = new Map<string, string>();
  readonly findings: Finding[] = [];

  entity(record: LeiRecord): void {
    if (!hasLeiForm(record.lei)) return;
    this.records.set(record.lei, {
      // A person in business keeps no name.
      name: entityKindOf(record.category) === entityKind.person ? '' : record.name,
      country: record.headquarters === '' ? record.legal : record.headquarters,
      entityStatus: record.entityStatus,
      registrationStatus: record.registrationStatus,
      successor: record.successor,
    });
  }

  relationship(record: RelationshipRecord): void {
    if (record.status === 'INACTIVE' || isVoid(record.registrationStatus)) return;
    if (relationshipKind(record.type) === ownershipKind.ultimateConsolidation)
      this.ultimateParents.set(record.child, record.parent);
  }

  // No natural or legal person above it: the entity is its own ultimate parent.
  exception(lei: string, category: string, reasons: readonly string[]): void {
    if (exceptionKind(category) !== ownershipKind.ultimateConsolidation) return;
    const none = reasons.length > 0 && reasons.every((reason) => reasonMeaning(reason) === absenceMeaning.none);
    if (none) this.ultimateParents.set(lei, lei);
  }

  told(finding: Finding): void {
    this.findings.push(finding);
  }
}
