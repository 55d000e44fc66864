import { absenceMeaning, entityKind, ownershipKind } from '@underpin/model';
import { listAt, textAt, at } from '../ownership/json-values.ts';
import { readerFinding } from '../ownership/reader-finding.ts';
import { wholeText } from '../ownership/text-chunks.ts';
import { bodsStatements } from './bods-statements.ts';
import { bodsEntityKind, bodsSource, interestKind, isLeiScheme, meansNone } from './interest-kind.ts';
import { interestPeriods } from './interest-periods.ts';
import type { OwnershipRead } from '../ownership/read-summary.ts';
import type { Chunks } from '../ownership/text-chunks.ts';
import type { BodsStatement } from './bods-statements.ts';
import type { DatedInterest } from './interest-periods.ts';
import type { EntityKind, Finding, OwnershipBuilder } from '@underpin/model';

const longestFile = 256 * 1024 * 1024;

interface Party {
  readonly index: number;
  readonly kind: EntityKind;
}

/**
 * Reads Beneficial Ownership Data Standard 0.4 statements (JSON array, or one per line) into a builder. Entities meet other
 * sources by LEI, then by scheme and number, else stand by their record id. Natural persons become numbered nodes without
 * a name. Indirect interests whose chain the file states are left to that chain; those without one count from zero up to
 * their share. Versions of a record give its dates.
 *
 * @example await readBods([text], 'bods.json', builder)
 */
export async function readBods(chunks: Chunks, file: string, builder: OwnershipBuilder): Promise<OwnershipRead> {
  const findings: Finding[] = [];
  const text = await wholeText(chunks, longestFile);
  const { statements, wrong } = text === null ? tooLong() : bodsStatements(text);
  for (const { line, why } of wrong) {
    findings.push(
      readerFinding(file, line, {
        rule: 'bods.statement',
        severity: 'error',
        value: why,
        expected: 'BODS 0.4 statements',
        message: `Cannot read a statement: ${why}. Correct it or ask its publisher`,
        source: bodsSource,
      }),
    );
  }
  const parties = partiesOf(statements, builder);
  const versions = new Map<string, BodsStatement[]>();
  for (const statement of statements) {
    if (statement.recordType !== 'relationship') continue;
    const known = versions.get(statement.recordId) ?? [];
    known.push(statement);
    versions.set(statement.recordId, known);
  }
  let edges = 0;
  let absences = 0;
  for (const record of versions.values()) {
    const ordered = record.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    const last = ordered.at(-1) as BodsStatement;
    const subject = partyOf(parties, textAt(last.details, 'subject'), last, 'subject', file, findings);
    if (subject === null) continue;
    const told = at(last.details, 'interestedParty');
    if (typeof told !== 'string') {
      absences += 1;
      const reason = textAt(told, 'reason');
      builder.addAbsence({
        entity: subject.index,
        kind: ownershipKind.voting,
        meaning: meansNone(reason) ? absenceMeaning.none : absenceMeaning.undisclosed,
        reason: reason === '' ? 'not stated' : reason,
        source: file,
        line: last.line,
      });
      continue;
    }
    const holder = partyOf(parties, told, last, 'interestedParty', file, findings);
    if (holder === null) continue;
    for (const dated of interestPeriods(ordered)) edges += addInterest(dated, holder, subject, file, builder, findings);
  }
  return { records: statements.length + wrong.length, edges, absences, findings };
}

function tooLong(): ReturnType<typeof bodsStatements> {
  return { statements: [], wrong: [{ line: 1, why: `the file is longer than ${longestFile} characters` }] };
}

function partiesOf(statements: readonly BodsStatement[], builder: OwnershipBuilder): ReadonlyMap<string, Party> {
  const parties = new Map<string, Party>();
  for (const { recordId, recordType, details } of statements) {
    if (recordType === 'person' && !parties.has(recordId)) {
      const country = textAt(details, 'placeOfResidence', 'country', 'code').slice(0, 2);
      const id = `person-${builder.entityCount + 1}`;
      const index = builder.entity(id, { kind: entityKind.person, ...(country === '' ? {} : { country }) });
      parties.set(recordId, { index, kind: entityKind.person });
    }
    if (recordType !== 'entity') continue;
    const kind = bodsEntityKind(textAt(details, 'entityType', 'type'));
    const name = textAt(details, 'name');
    const country = textAt(details, 'jurisdiction', 'code').slice(0, 2);
    const index = builder.entity(idOf(recordId, details), {
      kind,
      ...(name === '' ? {} : { name }),
      ...(country === '' ? {} : { country }),
    });
    parties.set(recordId, { index, kind });
  }
  return parties;
}

function idOf(recordId: string, details: unknown): string {
  const identifiers = listAt(details, 'identifiers');
  const lei = identifiers.find((each) => isLeiScheme(textAt(each, 'scheme')) && textAt(each, 'id') !== '');
  if (lei !== undefined) return textAt(lei, 'id');
  const other = identifiers.find((each) => textAt(each, 'scheme') !== '' && textAt(each, 'id') !== '');
  return other === undefined ? recordId : `${textAt(other, 'scheme')}:${textAt(other, 'id')}`;
}

function partyOf(
  parties: ReadonlyMap<string, Party>,
  recordId: string,
  statement: BodsStatement,
  column: string,
  file: string,
  findings: Finding[],
): Party | null {
  const party = parties.get(recordId);
  if (party !== undefined) return party;
  findings.push(
    readerFinding(file, statement.line, {
      rule: 'bods.reference',
      severity: 'error',
      column,
      key: `recordId=${statement.recordId}`,
      value: recordId,
      expected: 'the recordId of an entity or person in the same file',
      message: `The ${column} "${recordId}" of relationship "${statement.recordId}" is not in the file: expected an entity or person with that recordId. The relationship is not counted`,
      source: bodsSource,
    }),
  );
  return null;
}

function addInterest(
  dated: DatedInterest,
  holder: Party,
  subject: Party,
  file: string,
  builder: OwnershipBuilder,
  findings: Finding[],
): number {
  const { statement, interest, type, min, max, from, to } = dated;
  const tell = (rule: string, severity: 'error' | 'advisory', message: string): void => {
    const key = `recordId=${statement.recordId}`;
    findings.push(
      readerFinding(file, statement.line, { rule, severity, key, value: type, message, source: bodsSource }),
    );
  };
  const kind = interestKind(type, holder.kind);
  if (kind === undefined) {
    tell(
      'bods.interest',
      'error',
      `The interest type "${type}" is unknown: expected one of the BODS 0.4 code list. It is not counted`,
    );
    return 0;
  }
  if (kind === null) {
    tell(
      'bods.no-control',
      'advisory',
      `The interest "${type}" is an office or a benefit, not a share or a right to control. It is not counted`,
    );
    return 0;
  }
  const indirect = textAt(interest, 'directOrIndirect') === 'indirect';
  if (indirect && listAt(statement.details, 'componentRecords').length > 0) {
    tell(
      'bods.indirect',
      'advisory',
      'The interest is indirect and its chain is stated in its component records, which are counted instead',
    );
    return 0;
  }
  builder.addEdge({
    owner: holder.index,
    owned: subject.index,
    kind,
    shareMin: indirect ? 0 : min,
    shareMax: indirect && Number.isNaN(max) ? 1 : max,
    from,
    to,
    source: file,
    line: statement.line,
  });
  return 1;
}
