import { csvRecords } from '../ownership/csv-records.ts';
import { readerFinding } from '../ownership/reader-finding.ts';
import { gleifSource } from './gleif-codes.ts';
import { GleifStatements } from './gleif-statements.ts';
import type { GleifSink } from './gleif-statements.ts';
import type { CsvRecord } from '../ownership/csv-records.ts';
import type { OwnershipRead } from '../ownership/read-summary.ts';
import type { Chunks } from '../ownership/text-chunks.ts';
import type { OwnershipBuilder } from '@underpin/model';

const periodPlaces = [1, 2, 3, 4, 5] as const;

/**
 * Reads GLEIF level 1 (who is who, LEI-CDF golden copy CSV) into a builder: name, country of headquarters, category. One
 * record is in memory at a time. Natural persons in business (sole proprietors) keep no name.
 *
 * @example await readGleifLevel1(createReadStream('lei2-golden-copy.csv'), 'lei2-golden-copy.csv', builder)
 */
export async function readGleifLevel1(chunks: Chunks, file: string, builder: OwnershipBuilder): Promise<OwnershipRead> {
  return await readGleif(chunks, file, builder, ['LEI', 'Entity.LegalName'], addLevel1);
}

/** Hands a record of level 1 over. */
export function addLevel1(record: CsvRecord, sink: GleifSink): void {
  sink.entity(
    {
      lei: record.get('LEI'),
      name: record.get('Entity.LegalName'),
      headquarters: record.get('Entity.HeadquartersAddress.Country'),
      legal: record.get('Entity.LegalAddress.Country'),
      category: record.get('Entity.EntityCategory'),
      entityStatus: record.get('Entity.EntityStatus'),
      registrationStatus: record.get('Registration.RegistrationStatus'),
      successor: record.get('Entity.SuccessorEntity.1.SuccessorLEI'),
    },
    record.line,
  );
}

/**
 * Reads GLEIF level 2 (who consolidates whom, RR-CDF golden copy CSV) into a builder. Start node is the child, end node
 * the parent. It tells accounting consolidation only: no votes, no beneficial owners.
 *
 * @example await readGleifLevel2(createReadStream('rr-golden-copy.csv'), 'rr-golden-copy.csv', builder)
 */
export async function readGleifLevel2(chunks: Chunks, file: string, builder: OwnershipBuilder): Promise<OwnershipRead> {
  const needed = ['Relationship.StartNode.NodeID', 'Relationship.EndNode.NodeID', 'Relationship.RelationshipType'];
  return await readGleif(chunks, file, builder, needed, addLevel2);
}

/** Hands a record of level 2 over. */
export function addLevel2(record: CsvRecord, sink: GleifSink): void {
  sink.relationship(
    {
      child: record.get('Relationship.StartNode.NodeID'),
      parent: record.get('Relationship.EndNode.NodeID'),
      type: record.get('Relationship.RelationshipType'),
      status: record.get('Relationship.RelationshipStatus'),
      registrationStatus: record.get('Registration.RegistrationStatus'),
      lastUpdate: record.get('Registration.LastUpdateDate'),
      periods: periodPlaces.map((place) => ({
        type: record.get(`Relationship.Period.${place}.periodType`),
        start: record.get(`Relationship.Period.${place}.startDate`),
        end: record.get(`Relationship.Period.${place}.endDate`),
      })),
    },
    record.line,
  );
}

/**
 * Reads GLEIF reporting exceptions (CSV): why an entity states no parent. "None" (not consolidated, natural persons, no
 * known person) is kept apart from "not disclosed".
 *
 * @example await readGleifExceptions(createReadStream('repex-golden-copy.csv'), 'repex-golden-copy.csv', builder)
 */
export async function readGleifExceptions(
  chunks: Chunks,
  file: string,
  builder: OwnershipBuilder,
): Promise<OwnershipRead> {
  return await readGleif(chunks, file, builder, ['LEI', 'Exception.Category'], addException);
}

/** Hands a reporting exception over. */
export function addException(record: CsvRecord, sink: GleifSink): void {
  const reasons = periodPlaces.map((place) => record.get(`Exception.Reason.${place}`)).filter((text) => text !== '');
  sink.exception(record.get('LEI'), record.get('Exception.Category'), reasons, record.line);
}

async function readGleif(
  chunks: Chunks,
  file: string,
  builder: OwnershipBuilder,
  needed: readonly string[],
  onRecord: (record: CsvRecord, statements: GleifStatements) => void,
): Promise<OwnershipRead> {
  const statements = new GleifStatements(file, builder);
  const { records, columns } = await csvRecords(
    chunks,
    file,
    (record) => onRecord(record, statements),
    (finding) => statements.told(finding),
  );
  for (const column of needed) {
    if (columns.includes(column)) continue;
    statements.told(
      readerFinding(file, 1, {
        rule: 'gleif.column',
        severity: 'error',
        column,
        expected: needed.join(', '),
        message: `The column "${column}" is missing: expected a GLEIF golden copy CSV. Check that the right file was given`,
        source: gleifSource,
      }),
    );
  }
  return statements.done(records);
}
