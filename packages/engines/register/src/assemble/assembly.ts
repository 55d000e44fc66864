import type { Submission } from '@underpin/model';
import type { AssemblyInput, AssemblyPart } from './assembly-input.ts';
import { Problems } from './problems.ts';
import { TextPool } from './text-pool.ts';

/** What the steps of one assembly share: pools of texts, the findings, the input. */
export class Assembly {
  readonly submissions: readonly Submission[];
  readonly problems: Problems;
  readonly files = new TextPool();
  readonly leis = new TextPool();
  readonly references = new TextPool();
  readonly codes = new TextPool();
  readonly codeTypes = new TextPool();
  readonly functionIds = new TextPool();
  readonly systemIds = new TextPool();
  readonly assetIds = new TextPool();
  readonly #input: AssemblyInput;

  constructor(input: AssemblyInput) {
    this.#input = input;
    this.submissions = input.submissions;
    this.problems = new Problems(input.submissions);
  }

  parts(table: string): readonly AssemblyPart[] {
    return this.#input.tables.get(table) ?? [];
  }

  /** Order among submissions, the same however they are given: later reference date first, then by hash. */
  earlier(left: number, right: number): boolean {
    const [a, b] = [this.submissions[left], this.submissions[right]];
    if (a === undefined || b === undefined) return b === undefined && a !== undefined;
    return a.referenceDate === b.referenceDate ? a.id < b.id : a.referenceDate > b.referenceDate;
  }
}
