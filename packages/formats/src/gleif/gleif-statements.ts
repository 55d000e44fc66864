import { dayNumber, hasLeiForm, isLei, noDay } from '@underpin/model';
import { readerFinding } from '../ownership/reader-finding.ts';
import {
  entityKindOf,
  exceptionKind,
  gleifSource,
  isKnownReason,
  isVoid,
  reasonMeaning,
  relationshipKind,
} from './gleif-codes.ts';
import type { OwnershipRead } from '../ownership/read-summary.ts';
import type { Finding, OwnershipBuilder } from '@underpin/model';

export interface LeiRecord {
  readonly lei: string;
  readonly name: string;
  readonly headquarters: string;
  readonly legal: string;
  readonly category: string;
  readonly entityStatus: string;
  readonly registrationStatus: string;
  readonly successor: string;
}

export interface RelationshipPeriod {
  readonly type: string;
  readonly start: string;
  readonly end: string;
}

export interface RelationshipRecord {
  readonly child: string;
  readonly parent: string;
  readonly type: string;
  readonly status: string;
  readonly registrationStatus: string;
  readonly lastUpdate: string;
  readonly periods: readonly RelationshipPeriod[];
}

/** Takes the records of GLEIF files one by one, whatever is made of them. */
export interface GleifSink {
  entity(record: LeiRecord, line: number): void;
  relationship(record: RelationshipRecord, line: number): void;
  exception(lei: string, category: string, reasons: readonly string[], line: number): void;
  told(finding: Finding): void;
}

/** Puts what GLEIF files state into a builder, the same for CSV and JSON. Counts that would be millions are told once. */
export class GleifStatements implements GleifSink {
  readonly findings: Finding[] = [];
  readonly #builder: OwnershipBuilder;
  readonly #file: string;
  #edges = 0;
  #absences = 0;
  #lapsed = 0;
  #void = 0;
  #notControl = 0;

  constructor(file: string, builder: OwnershipBuilder) {
    this.#file = file;
    this.#builder = builder;
  }

  /** Level 1. Country is that of the headquarters, else of the legal address. */
  entity(record: LeiRecord, line: number): void {
    if (!this.#checked(record.lei, line)) return;
    const country = record.headquarters === '' ? record.legal : record.headquarters;
    this.#builder.entity(record.lei, {
      kind: entityKindOf(record.category),
      ...(record.name === '' ? {} : { name: record.name }),
      ...(country === '' ? {} : { country }),
    });
    if (record.registrationStatus === 'LAPSED' && record.entityStatus === 'ACTIVE') this.#lapsed += 1;
  }

  /** Level 2. The relationship period bounds the edge; an accounting period does not. */
  relationship(record: RelationshipRecord, line: number): void {
    if (!this.#checked(record.child, line) || !this.#checked(record.parent, line)) return;
    if (isVoid(record.registrationStatus)) {
      this.#void += 1;
      return;
    }
    const kind = relationshipKind(record.type);
    if (kind === null) {
      this.#notControl += 1;
      return;
    }
    if (kind === undefined) {
      this.#bad(line, 'Relationship.RelationshipType', record.type, 'a relationship type of RR-CDF 2.1');
      return;
    }
    const period = record.periods.find((each) => each.type === 'RELATIONSHIP_PERIOD');
    const from = this.#day(period?.start ?? '', line);
    let to = this.#day(period?.end ?? '', line);
    if (record.status === 'INACTIVE' && to === noDay) to = this.#day(record.lastUpdate, line);
    this.#builder.addEdge({
      owner: this.#builder.entity(record.parent),
      owned: this.#builder.entity(record.child),
      kind,
      from,
      to,
      source: this.#file,
      line,
    });
    this.#edges += 1;
  }

  exception(lei: string, category: string, reasons: readonly string[], line: number): void {
    if (!this.#checked(lei, line)) return;
    const kind = exceptionKind(category);
    if (kind === undefined) {
      this.#bad(
        line,
        'Exception.Category',
        category,
        'a category of direct or ultimate accounting consolidation parent',
      );
      return;
    }
    for (const reason of reasons) {
      if (!isKnownReason(reason))
        this.#bad(line, 'Exception.Reason.1', reason, 'a reason of the reporting exceptions format');
    }
    // Several reasons: one that hides a parent outweighs one that says there is none.
    const meaning = Math.max(...reasons.map(reasonMeaning), reasons.length === 0 ? 1 : 0) as 0 | 1;
    this.#builder.addAbsence({
      entity: this.#builder.entity(lei),
      kind,
      meaning,
      reason: reasons.join(', '),
      source: this.#file,
      line,
    });
    this.#absences += 1;
  }

  told(finding: Finding): void {
    this.findings.push(finding);
  }

  done(records: number): OwnershipRead {
    this.#counted(
      'gleif.lapsed',
      this.#lapsed,
      'registrations have lapsed while the entity is active: their data may be out of date',
    );
    this.#counted('gleif.void', this.#void, 'relationships are annulled or duplicates and are not counted');
    this.#counted(
      'gleif.not-control',
      this.#notControl,
      'relationships of feeder funds are no control and are not counted',
    );
    return { records, edges: this.#edges, absences: this.#absences, findings: this.findings };
  }

  #checked(lei: string, line: number): boolean {
    if (isLei(lei)) return true;
    const hasForm = hasLeiForm(lei);
    this.findings.push(
      readerFinding(this.#file, line, {
        rule: 'gleif.lei',
        severity: hasForm ? 'warning' : 'error',
        value: lei,
        expected: 'an LEI whose check digits hold',
        message: `"${lei}" is no valid LEI: expected 18 letters or digits and two check digits. ${hasForm ? 'It is kept as it stands' : 'Nothing can be kept of it'}; correct it at its source`,
        source: 'ISO 17442',
      }),
    );
    return hasForm;
  }

  #day(text: string, line: number): number {
    if (text === '') return noDay;
    const day = dayNumber(text.slice(0, 10));
    if (day === null) this.#bad(line, 'Relationship.Period', text, 'a date and time such as 2024-01-31T00:00:00Z');
    return day ?? noDay;
  }

  #bad(line: number, column: string, value: string, expected: string): void {
    this.findings.push(
      readerFinding(this.#file, line, {
        rule: 'gleif.value',
        severity: 'error',
        column,
        value,
        expected,
        message: `Cannot read "${value}" in "${column}": expected ${expected}. Check that the file is a GLEIF golden copy`,
        source: gleifSource,
      }),
    );
  }

  #counted(rule: string, count: number, says: string): void {
    if (count === 0) return;
    const message = `${count} ${says}`;
    this.findings.push(
      readerFinding(this.#file, undefined, {
        rule,
        severity: 'advisory',
        value: String(count),
        message,
        source: gleifSource,
      }),
    );
  }
}
