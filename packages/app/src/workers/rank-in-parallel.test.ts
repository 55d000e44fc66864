import { buildReliance, prepareRanking, rankedKinds, ranking, selfReportedControl } from '@underpin/reliance';
import { expect, test } from 'vitest';
import { syntheticSector } from '../../../../bench/lib/synthetic-sector.ts';
import { rankInParallel } from './rank-in-parallel.ts';
import { runRankJob } from './run-rank-job.ts';

const sector = syntheticSector({
  seed: 7,
  registers: 120,
  functionsEach: 10,
  usesEach: 40,
  arrangementsEach: 10,
  providers: 2_000,
  subcontracted: 0.2,
  inventory: { systemsEach: 5, assetsEach: 12, products: 80, makers: 30 },
});
const study = { reliance: buildReliance(sector, selfReportedControl(sector)) };
const unwatched = { cancelled: false, report: () => {} };
const columns = [
  'functionsAtLeast',
  'functionsAtMost',
  'institutionsAtLeast',
  'institutionsAtMost',
  'assetsAtLeast',
  'assetsAtMost',
] as const;

test.for([1, 2, 3])('%i workers give the very numbers of one thread', async (workers) => {
  const expected = ranking(study.reliance);
  const found = await rankInParallel(study, rankedKinds, { workers, progress: unwatched });
  for (const kind of rankedKinds) {
    expect(found[kind].done).toBe(expected[kind].subjects.count);
    for (const column of columns) expect([...found[kind][column]]).toEqual([...expected[kind][column]]);
    expect(found[kind].functionsAtMost.some((lost) => lost > 0)).toBe(true);
  }
});

test('a study built in shared memory gives the same, and groups can be ranked alone', async () => {
  const allocate = (bytes: number) => new SharedArrayBuffer(bytes);
  const shared = { reliance: buildReliance(sector, selfReportedControl(sector), { allocate }) };
  const found = await rankInParallel(shared, ['group'], { workers: 2, progress: unwatched });
  const expected = ranking(study.reliance).group;
  expect(Object.keys(found)).toEqual(['group']);
  for (const column of columns) expect([...found.group[column]]).toEqual([...expected[column]]);
});

test('a run cancelled before it starts has done nothing; one cancelled on the way tells how far it came', async () => {
  const early = await rankInParallel(study, ['provider'], {
    workers: 2,
    progress: { cancelled: true, report: () => {} },
  });
  expect(early.provider.done).toBe(0);

  const progress = {
    cancelled: false,
    report: (_step: string, done: number) => {
      progress.cancelled = done >= 0 && reports++ > 0;
    },
  };
  let reports = 0;
  const late = await rankInParallel(study, ['provider'], { workers: 2, progress });
  const expected = ranking(study.reliance).provider;
  expect(late.provider.done).toBeLessThanOrEqual(expected.subjects.count);
  expect([...late.provider.functionsAtMost.subarray(0, late.provider.done)]).toEqual([
    ...expected.functionsAtMost.subarray(0, late.provider.done),
  ]);
});

test("a worker's failure is reported with its cause, and work outside shared memory is refused", async () => {
  const allocate = (bytes: number) => new SharedArrayBuffer(bytes);
  const { job, columns: into, count } = prepareRanking(study.reliance, ['group'], allocate);
  const broken = { ...job, node: new Int32Array(new SharedArrayBuffer(job.node.byteLength)).fill(-1) };
  await expect(runRankJob(broken, into, count, { workers: 2, progress: unwatched })).rejects.toThrow(
    /a worker failed: .*no such node/i,
  );
  await expect(
    runRankJob({ ...job, node: job.node.slice() }, into, count, { workers: 1, progress: unwatched }),
  ).rejects.toThrow(TypeError);
});
