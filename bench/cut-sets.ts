import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScram, scramVersion } from './cut-sets/scram.ts';
import type { ScramRun } from './cut-sets/scram.ts';

/**
 * Minimal cut sets of the public fault trees, against SCRAM in the same run. Compared are SCRAM's own analysis time
 * (products and probability, the better of --bdd and --zbdd) with ours after parsing: `first` in a process that has
 * solved nothing before, `firstAmongOthers` in one that has solved the trees before it, `warm` the best of ten of the
 * same; whole processes with whole processes (ours of reader and engine alone, with the compile cache filled; SCRAM's with its report thrown
 * away); and the whole job from the command line: ours takes all trees in one command or each in its own, SCRAM takes one model a command.
 */

interface Ours {
  readonly file: string;
  readonly parse: number;
  readonly first: number;
  readonly best: number;
  readonly total?: string;
  readonly byOrder?: readonly string[];
  readonly probability?: number;
  readonly refused?: string;
}

const root = join(import.meta.dirname, '..');
const folder = join(process.env['UNDERPIN_SHARED_DATA'] ?? join(root, '../shared/data'), 'fault-trees');
if (!existsSync(folder)) {
  console.error(`Cannot run: the fault trees are not at "${folder}"; set UNDERPIN_SHARED_DATA.`);
  process.exit(1);
}
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.xml'))
  .toSorted()
  .map((name) => join(folder, name));
const loadBefore = round(loadavg()[0] ?? 0);
const version = scramVersion();
if (version === null) console.error('SCRAM is not installed (apt-get install scram): only our own times are measured.');

const work = mkdtempSync(join(tmpdir(), 'cut-sets-'));
const sequence = [0, 1, 2, 3, 4].map(() => ours(1, files));
const warm = ours(10, files);
const trees = files.map((file, index) => {
  const turns = [0, 1, 2].map(() => {
    const started = performance.now();
    const [line] = ours(1, [file]);
    return { line: line!, wholeProcess: performance.now() - started };
  });
  const runs =
    version === null || warm[index]!.refused !== undefined
      ? []
      : (['bdd', 'zbdd'] as const).map((method) => scramOf(file, method));
  return row(warm[index]!, sequence, turns, runs);
});
const coherentFiles = files.filter((_, index) => warm[index]!.refused === undefined);
const commands = [0, 1, 2, 3].map(() => oneCommand(coherentFiles));
const apart = coherentFiles.map((file) => Math.min(...[0, 1, 2].map(() => oneCommand([file]))));
rmSync(work, { recursive: true });

const coherent = trees.filter((tree) => tree.refused === undefined);
const sum = (pick: (tree: (typeof trees)[number]) => number | null): number =>
  round(coherent.reduce((total, tree) => total + (pick(tree) ?? NaN), 0));
const summary = {
  what: 'milliseconds over the coherent trees',
  oneProcessForAllFirst: round(
    Math.min(...sequence.map((lines) => lines.reduce((total, { first }) => total + first, 0))),
  ),
  oneProcessForEachFirst: sum((tree) => tree.first),
  warm: sum((tree) => tree.warm),
  wholeProcesses: sum((tree) => tree.wholeProcess),
  oneCommandForAll: round(Math.min(...commands)),
  oneCommandForEach: round(apart.reduce((total, taken) => total + taken, 0)),
  scramAnalysis: version === null ? null : sum((tree) => tree.scramAnalysis),
  scramWholeProcesses: version === null ? null : sum((tree) => tree.scramWholeProcess),
  countsAndOrdersEqual: version === null ? null : coherent.every((tree) => tree.equalToScram === true),
};
const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version, loadBefore };
const result = {
  bench: 'cut-sets',
  date: new Date().toISOString().slice(0, 10),
  machine,
  scram: version,
  summary,
  trees,
};
mkdirSync(join(root, 'bench/results'), { recursive: true });
writeFileSync(join(root, 'bench/results/cut-sets.json'), `${JSON.stringify(result, null, 2)}\n`);
console.table(
  trees.map(({ file, total, first, warm: again, scramAnalysis, equalToScram }) => ({
    file,
    total,
    first,
    again,
    scramAnalysis,
    equalToScram,
  })),
);
console.log(summary);

function ours(repeats: number, paths: readonly string[]): readonly Ours[] {
  const script = join(import.meta.dirname, 'cut-sets/one-process.ts');
  const run = spawnSync(process.execPath, [script, String(repeats), ...paths], {
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: join(work, 'compiled') },
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Ours);
}

/** Milliseconds of `underpin cut-sets --open-psa` with all trees. */
function oneCommand(paths: readonly string[]): number {
  const started = performance.now();
  const words = ['cut-sets', '--open-psa', ...paths, '--first', '0', '--json'];
  const run = spawnSync(join(root, 'bin/underpin'), words, { encoding: 'utf8' });
  const taken = performance.now() - started;
  if (run.status !== 0) throw new Error(run.stderr);
  const said = JSON.parse(run.stdout) as { minimal_cut_sets: string } | { trees: { minimal_cut_sets: string }[] };
  const told = 'trees' in said ? said.trees : [said];
  const counts = paths.map((path) => warm.find(({ file }) => path.endsWith(`/${file}`))?.total);
  if (told.map((tree) => tree.minimal_cut_sets).join() !== counts.join())
    throw new Error('The command tells other counts');
  return taken;
}

function scramOf(file: string, method: 'bdd' | 'zbdd'): ScramRun | null {
  return runScram(file, method, join(work, 'report.xml'), 3);
}

function row(
  best: Ours,
  together: readonly (readonly Ours[])[],
  turns: readonly { readonly line: Ours; readonly wholeProcess: number }[],
  runs: readonly (ScramRun | null)[],
) {
  const done = runs.filter((run) => run !== null);
  const fastest = done.toSorted((a, b) => a.analysis - b.analysis)[0];
  const listed = together.flatMap((lines) => lines.filter(({ file }) => file === best.file));
  return {
    file: best.file,
    total: best.total,
    byOrder: best.byOrder,
    probability: best.probability,
    refused: best.refused,
    parse: round(Math.min(...listed.map(({ parse }) => parse))),
    first: round(Math.min(...turns.map(({ line }) => line.first))),
    firstAmongOthers: round(Math.min(...listed.map(({ first }) => first))),
    warm: round(best.best),
    wholeProcess: round(Math.min(...turns.map(({ wholeProcess }) => wholeProcess))),
    scramMethod: fastest?.method ?? null,
    scramAnalysis: fastest === undefined ? null : round(fastest.analysis),
    scramWholeProcess: done.length === 0 ? null : round(Math.min(...done.map(({ wholeProcess }) => wholeProcess))),
    equalToScram:
      fastest === undefined || best.refused !== undefined
        ? null
        : fastest.products === best.total && ['0', ...fastest.byOrder].join(' ') === best.byOrder?.join(' '),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
