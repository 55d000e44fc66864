import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What SCRAM says of one tree by one of its methods; times in milliseconds. */
export interface ScramRun {
  readonly method: 'bdd' | 'zbdd';
  readonly products: string;
  readonly byOrder: readonly string[];
  readonly probability: number | null;
  /** Its own "products" and "probability" times: without reading the file and without writing the report. */
  readonly analysis: number;
  /** The whole process, its report thrown away. */
  readonly wholeProcess: number;
}

export function scramVersion(): string | null {
  const run = spawnSync('scram', ['--version'], { encoding: 'utf8' });
  return run.status === 0 ? (run.stdout.split('\n')[0] ?? null) : null;
}

/** The best of `repeats` runs; null when a run takes over 20 seconds or fails. Orders are not cut off. */
export function runScram(file: string, method: 'bdd' | 'zbdd', report: string, repeats: number): ScramRun | null {
  let bestAnalysis = Infinity;
  let bestWhole = Infinity;
  let last: ScramRun | null = null;
  for (let turn = 0; turn < repeats; turn++) {
    const options = [`--${method}`, '--probability', 'true', '-l', '1000', file, '-o'];
    const started = performance.now();
    const whole = spawnSync('scram', [...options, '/dev/null'], { timeout: 20_000 });
    const wholeProcess = performance.now() - started;
    if (whole.status !== 0) return null;
    if (spawnSync('scram', [...options, report], { timeout: 20_000 }).status !== 0) return null;
    const text = readFileSync(report, 'utf8');
    const value = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';
    const analysis = 1000 * (Number(value(/<products>([^<]*)</)) + Number(value(/<probability>([^<]*)</)));
    bestAnalysis = Math.min(bestAnalysis, analysis);
    bestWhole = Math.min(bestWhole, wholeProcess);
    last = {
      method,
      products: value(/<sum-of-products[^>]* products="(\d+)"/),
      byOrder: value(/<sum-of-products[^>]* distribution="([^"]*)"/).split(' '),
      probability: Number(value(/<sum-of-products[^>]* probability="([^"]*)"/)),
      analysis: bestAnalysis,
      wholeProcess: bestWhole,
    };
  }
  return last;
}
