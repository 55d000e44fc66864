import { at, listAt, numberAt, parsedJson, textAt } from '../ownership/json-values.ts';
import { readerFinding } from '../ownership/reader-finding.ts';
import { wholeText } from '../ownership/text-chunks.ts';
import { gleifSource } from './gleif-codes.ts';
import { GleifStatements } from './gleif-statements.ts';
import type { GleifSink } from './gleif-statements.ts';
import type { Json } from '../ownership/json-values.ts';
import type { OwnershipRead } from '../ownership/read-summary.ts';
import type { Chunks } from '../ownership/text-chunks.ts';
import type { Finding, OwnershipBuilder } from '@underpin/model';

const longestAnswer = 256 * 1024 * 1024;

/**
 * Reads one answer of the GLEIF API (JSON: LEI records, relationship records or reporting exceptions, one or a page of
 * them) into a builder. A page that is not the last is a finding: the answer is not the whole list.
 *
 * @example await readGleifJson([text], 'direct-parent-relationship.json', builder)
 */
export async function readGleifJson(chunks: Chunks, file: string, builder: OwnershipBuilder): Promise<OwnershipRead> {
  const statements = new GleifStatements(file, builder);
  return statements.done(await readGleifAnswer(chunks, file, statements));
}

/** Hands every record of an answer to a sink; answers how many there were. */
export async function readGleifAnswer(chunks: Chunks, file: string, statements: GleifSink): Promise<number> {
  const text = await wholeText(chunks, longestAnswer);
  const parsed = text === null ? { wrong: `it is longer than ${longestAnswer} characters` } : parsedJson(text);
  if ('wrong' in parsed) {
    statements.told(notRead(file, parsed.wrong));
    return 0;
  }
  const data = at(parsed.value, 'data');
  const records = Array.isArray(data) ? (data as readonly Json[]) : data === undefined || data === null ? [] : [data];
  if (data === undefined) statements.told(notRead(file, 'it has no "data"'));
  for (const record of records) addRecord(record, file, statements);
  const [page, last] = ['currentPage', 'lastPage'].map((name) => numberAt(parsed.value, 'meta', 'pagination', name));
  if (typeof page === 'number' && typeof last === 'number' && page < last) {
    statements.told(moreFollows(file, page, last));
  }
  return records.length;
}

function addRecord(record: Json, file: string, statements: GleifSink): void {
  const type = textAt(record, 'type');
  const attributes = at(record, 'attributes');
  if (type === 'lei-records') {
    statements.entity(
      {
        lei: textAt(attributes, 'lei'),
        name: textAt(attributes, 'entity', 'legalName', 'name'),
        headquarters: textAt(attributes, 'entity', 'headquartersAddress', 'country'),
        legal: textAt(attributes, 'entity', 'legalAddress', 'country'),
        category: textAt(attributes, 'entity', 'category'),
        entityStatus: textAt(attributes, 'entity', 'status'),
        registrationStatus: textAt(attributes, 'registration', 'status'),
        successor: textAt(attributes, 'entity', 'successorEntity', 'lei'),
      },
      1,
    );
  } else if (type === 'relationship-records') {
    statements.relationship(
      {
        child: textAt(attributes, 'relationship', 'startNode', 'id'),
        parent: textAt(attributes, 'relationship', 'endNode', 'id'),
        type: textAt(attributes, 'relationship', 'type'),
        status: textAt(attributes, 'relationship', 'status'),
        registrationStatus: textAt(attributes, 'registration', 'status'),
        lastUpdate: textAt(attributes, 'registration', 'lastUpdateDate'),
        periods: listAt(attributes, 'relationship', 'periods').map((period) => ({
          type: textAt(period, 'type'),
          start: textAt(period, 'startDate'),
          end: textAt(period, 'endDate'),
        })),
      },
      1,
    );
  } else if (type === 'reporting-exceptions') {
    const reason = textAt(attributes, 'reason');
    const reasons = reason === '' ? [] : [reason];
    statements.exception(textAt(attributes, 'lei'), textAt(attributes, 'category'), reasons, 1);
  } else {
    statements.told(notRead(file, `a record has the type "${type}"`));
  }
}

function notRead(file: string, why: string): Finding {
  return readerFinding(file, 1, {
    rule: 'gleif.json',
    severity: 'error',
    expected: 'an answer of the GLEIF API version 1',
    message: `Cannot read the file as an answer of the GLEIF API: ${why}. Fetch it again`,
    source: gleifSource,
  });
}

function moreFollows(file: string, page: number, last: number): Finding {
  return readerFinding(file, 1, {
    rule: 'gleif.page',
    severity: 'warning',
    value: `page ${page} of ${last}`,
    expected: 'all pages',
    message: `The file is page ${page} of ${last}: expected all of them. Fetch the other pages, or what they hold stays unobserved`,
    source: gleifSource,
  });
}
