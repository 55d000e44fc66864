import type { Finding, Severity } from '@underpin/model';
import type { Tell } from './check.ts';

const longestValue = 200;

/**
 * Gathers findings. Past `limit` per rule, file and column the findings are counted, and one more finding tells the count,
 * so that a broken column of a million rows costs no more than a short list and hides nothing.
 */
export class FindingCollector {
  readonly #limit: number;
  readonly #findings: Finding[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get findings(): readonly Finding[] {
    return this.#findings;
  }

  /** Runs one check with a `tell` of its own, then adds what went over the limit. */
  run(
    facts: { readonly id: string; readonly severity: Severity; readonly source: string },
    check: (tell: Tell) => void,
  ): void {
    const { id: rule, severity, source } = facts;
    const counts = new Map<string, Map<string, number>>();
    check(({ file, column }, make) => {
      let columns = counts.get(file);
      if (columns === undefined) counts.set(file, (columns = new Map<string, number>()));
      const count = (columns.get(column ?? '') ?? 0) + 1;
      columns.set(column ?? '', count);
      if (count > this.#limit) return;
      const { line, value, ...told } = make();
      this.#findings.push({
        rule,
        severity,
        location: { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
        ...told,
        ...(value === undefined ? {} : { value: shortened(value) }),
        source,
      });
    });
    for (const [file, columns] of counts) {
      for (const [column, count] of columns) {
        if (count <= this.#limit) continue;
        const rest = count - this.#limit;
        const where = column === '' ? `"${file}"` : `column "${column}" of "${file}"`;
        this.#findings.push({
          rule,
          severity,
          location: column === '' ? { file } : { file, column },
          value: String(rest),
          message: `${rest} more findings of this rule in ${where}; the first ${this.#limit} are told one by one. Repair them and check again.`,
          source,
        });
      }
    }
  }
}

function shortened(value: string): string {
  return value.length <= longestValue ? value : `${value.slice(0, longestValue)}... (${value.length} characters)`;
}
