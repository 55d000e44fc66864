import type { Finding, Severity, Submission } from '@underpin/model';
import type { AssemblyPart } from './assembly-input.ts';
import type { Rows } from './rows.ts';

const severities = {
  /** An institution is in several submissions. */
  'UP-ASM-1': 'advisory',
  /** Submissions disagree on the parent of a provider. */
  'UP-ASM-2': 'advisory',
  /** One identification code is stated with several types. */
  'UP-ASM-3': 'warning',
  /** A reference does not resolve. */
  'UP-ASM-4': 'warning',
  /** A key is stated more than once in one submission. */
  'UP-ASM-5': 'warning',
  /** A maker without a code is taken for the provider of the same name. */
  'UP-ASM-6': 'advisory',
  /** A requirement group's threshold is not clear or cannot be met. */
  'UP-ASM-7': 'warning',
  /** A share is not between 0 and 1. */
  'UP-ASM-8': 'warning',
} as const satisfies Record<string, Severity>;

export type AssemblyRule = keyof typeof severities;

const source = 'Underpin, assembly of a sector, packages/engines/register/src/assemble/README.md';

export interface Problem {
  readonly rule: AssemblyRule;
  readonly column?: string;
  readonly key?: string;
  readonly value?: string;
  readonly expected?: string;
  readonly message: string;
}

/** Collects findings; the same problem in many rows is told once, at its first row, with the number of rows. */
export class Problems {
  readonly #submissions: readonly Submission[];
  readonly #found = new Map<string, { finding: Finding; rows: number }>();

  constructor(submissions: readonly Submission[]) {
    this.#submissions = submissions;
  }

  at(rows: Rows, index: number, problem: Problem): void {
    const part = rows.parts[rows.part[index] as number];
    if (part !== undefined) this.atRow(part, rows.row[index] as number, problem);
  }

  atRow(part: AssemblyPart, row: number, problem: Problem): void {
    const submission = part.submission[row] ?? -1;
    const line = part.table.lines[row];
    const identity = JSON.stringify([
      problem.rule,
      submission,
      part.table.file,
      problem.column,
      problem.key,
      problem.value,
    ]);
    const known = this.#found.get(identity);
    if (known !== undefined) {
      known.rows += 1;
      return;
    }
    const name = this.#submissions[submission]?.name ?? 'unknown';
    const finding: Finding = {
      rule: problem.rule,
      severity: severities[problem.rule],
      location: {
        file: part.table.file,
        ...(line === undefined || line < 1 ? {} : { line }),
        ...(problem.column === undefined ? {} : { column: problem.column }),
      },
      key: problem.key === undefined ? `submission=${name}` : `submission=${name}, ${problem.key}`,
      ...(problem.value === undefined ? {} : { value: problem.value }),
      ...(problem.expected === undefined ? {} : { expected: problem.expected }),
      message: problem.message,
      source,
    };
    this.#found.set(identity, { finding, rows: 1 });
  }

  findings(): Finding[] {
    return [...this.#found.values()].map(({ finding, rows }) =>
      rows === 1 ? finding : { ...finding, message: `${finding.message} (${rows} rows)` },
    );
  }
}
