import type { Finding, SampleSeries, TrialProtocol } from '@underpin/model';

type Arm = SampleSeries['arm'];

/** Which arm a text names: the words themselves, or the name of the candidate or incumbent. */
export function armOf(text: string, protocol: TrialProtocol): Arm | null {
  const own = text.trim().toLowerCase();
  if (own === 'candidate' || own === protocol.candidate.name.toLowerCase()) return 'candidate';
  if (own === 'incumbent' || own === protocol.incumbent.name.toLowerCase()) return 'incumbent';
  return null;
}

/** Which arm a path names: a folder or file that begins with "candidate" or "incumbent". */
export function armOfPath(path: string): Arm | null {
  for (const part of path.split(/[\\/]/).toReversed()) {
    if (part.toLowerCase().startsWith('candidate')) return 'candidate';
    if (part.toLowerCase().startsWith('incumbent')) return 'incumbent';
  }
  return null;
}

/** Series seen so far, each once. */
export class SeriesList {
  readonly series: SampleSeries[] = [];
  readonly #codes = new Map<string, number>();

  code(one: SampleSeries): number {
    const key = [one.arm, one.workload, one.metric, one.unit, one.instance, one.bound].join('\u0000');
    let code = this.#codes.get(key);
    if (code === undefined) {
      code = this.series.length;
      this.series.push(one);
      this.#codes.set(key, code);
    }
    return code;
  }
}

/** Findings about samples that could not be used: told once a rule, with how many and where first. */
export class SampleFindings {
  readonly list: Finding[] = [];
  readonly #counts = new Map<string, { count: number; at: number; tell: (count: number) => string }>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  add(
    rule: string,
    severity: Finding['severity'],
    where: { readonly line?: number; readonly column?: string; readonly value?: string; readonly expected?: string },
    tell: (count: number) => string,
  ): void {
    const known = this.#counts.get(rule);
    if (known === undefined) {
      const { line, column, ...rest } = where;
      this.#counts.set(rule, { count: 1, at: this.list.length, tell });
      const location = {
        file: this.#file,
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
      };
      this.list.push({ rule, severity, location, ...rest, message: tell(1), source: 'Underpin, files of samples' });
      return;
    }
    known.count += 1;
    this.list[known.at] = { ...(this.list[known.at] as Finding), message: known.tell(known.count) };
  }
}
