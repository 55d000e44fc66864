import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../docs/verifier');

/** True when Python 3 and its package `cryptography` are there. */
export function hasPython(): boolean {
  return spawnSync('python3', ['-c', 'import cryptography']).status === 0;
}

/** Verdicts of the second verifier, many in one process: one line of JSON a bundle. */
export function pythonVerdicts(cases: readonly { readonly bundle: string; readonly key: string | null }[]): unknown[] {
  const program = [
    'import json, sys',
    'sys.dont_write_bytecode = True',
    'sys.path.insert(0, sys.argv[1])',
    'import verify',
    'for line in sys.stdin:',
    '    case = json.loads(line)',
    '    try:',
    '        known = json.load(open(case["key"])) if case["key"] else None',
    '        print(json.dumps(dict(verdict="good", proof=verify.check(verify.read(case["bundle"]), known))))',
    '    except verify.Broken as broken:',
    '        names = ("link", "check", "expected", "found")',
    '        print(json.dumps(dict(verdict="tampered", broken=dict(zip(names, broken.args)))))',
  ].join('\n');
  const input = cases.map((one) => `${JSON.stringify(one)}\n`).join('');
  const run = spawnSync('python3', ['-c', program, folder], { input, encoding: 'utf8', maxBuffer: 1e9 });
  if (run.status !== 0) throw new Error(`The second verifier failed: ${run.stderr}`);
  return run.stdout
    .split('\n')
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));
}

/** Runs the second verifier as a person would. */
export function runPython(words: readonly string[]): { readonly status: number | null; readonly out: string } {
  const run = spawnSync('python3', ['-B', join(folder, 'verify.py'), ...words], { encoding: 'utf8' });
  return { status: run.status, out: run.stdout };
}
