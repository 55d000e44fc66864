import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createTrial,
  type Desk,
  done,
  keepAssessment,
  keepMeasurements,
  keepMonitoring,
  keepWorkloads,
  mayFeed,
  notFound,
  type Outcome,
  problemOf,
  readMeasurements,
  readProtocol,
  readWorkloads,
  sealTrial,
  shareTrial,
  stateSeen,
} from '@underpin/app';
import type { Workload } from '@underpin/contract';
import { dateOfDay, dayNumber, type TrialProtocol } from '@underpin/model';
import { openParquetFile } from '@underpin/store';
import { type Apart, inOrder, naming, type Step } from './step.ts';

const runner = 'castelby.reporter';
const names = ['latency.csv', 'incidents.csv', 'availability.csv'];
const madeFor = dayNumber('2026-03-01') ?? 0;

interface Played {
  readonly id: string;
  readonly title: string;
  /** Folder of examples/trial whose protocol and measurements it takes. */
  readonly story: string;
  /** Days before the start on which the period ended; negative: it runs still. */
  readonly ended: number;
}
const played: readonly Played[] = [
  { id: 'trial-cards', title: 'Card payments on candidate servers', story: 'accepted', ended: 21 },
  { id: 'trial-first', title: 'Card payments on candidate servers, first attempt', story: 'rejected', ended: 150 },
  { id: 'trial-running', title: 'Card payments at the second site', story: 'not-enough-data', ended: -12 },
];

/** Trials of the example: two with a verdict, one that runs still; their days are moved so that they end around the start. */
export async function exampleTrials(folder: string, now: Date): Promise<readonly (Step | Apart)[]> {
  const seen = await workloadsIn(join(folder, 'seen.yaml'));
  const wanted = await workloadsIn(join(folder, 'workloads.yaml'));
  const steps: (Step | Apart)[] = ['CB.analyst', 'BR.analyst', 'WG.member'].map((by) => ({
    ago: 15,
    by,
    work: (desk) => keepWorkloads(desk, wanted),
  }));
  for (const one of played) {
    const protocol = await movedProtocol(folder, one, now);
    const files = await Promise.all(
      names.map(async (name) => ({ name, text: await movedSamples(join(folder, one.story), name, one, now) })),
    );
    steps.push({ ago: one.ended + 50, by: runner, work: (desk) => begun(desk, one, protocol) });
    const ago = Math.max(0.2, one.ended - 1);
    const assessed = one.ended > 0;
    steps.push({ ago, by: runner, apart: (means) => fed(means, one.id, files, assessed) });
    if (one.story === 'accepted')
      steps.push({
        ago: ago - 1,
        by: runner,
        work: async (desk) => {
          const row = await desk.records.get('trial', one.id);
          return row === null ? notFound : stateSeen(desk, one.id, row.version, seen);
        },
      });
  }
  return steps;
}

async function begun(desk: Desk, { id }: Played, protocol: TrialProtocol): Promise<Outcome<unknown>> {
  const asked = (await desk.records.list('measure', {})).items.find(({ kind }) => kind === 'trial request');
  return inOrder([
    () => createTrial(naming(desk, id), { protocol, measure: asked?.id ?? null }),
    () => sealTrial(desk, id, 1),
    () => shareTrial(desk, id, 2, ['CB', 'BR', 'MI']),
  ]);
}

async function fed(
  { files, now, asCaller }: Parameters<Apart['apart']>[0],
  id: string,
  given: readonly { readonly name: string; readonly text: string }[],
  assessed: boolean,
): Promise<Outcome<unknown>> {
  for (const { name, text } of given) {
    const bytes = Buffer.from(text);
    const written = await files.write(once(bytes), bytes.length);
    if (!written.ok) return problemOf('too large', written.reason);
    const { sha256 } = written.value;
    const kept = await asCaller((desk) => keepMeasurements(desk, id, { name, bytes: bytes.length, sha256 }));
    if (!kept.ok) return kept;
  }
  const found = await asCaller(async (desk) => {
    const row = await mayFeed(desk, id);
    if (!row.ok) return row;
    return done({
      row: row.value,
      items: (await desk.records.list('trialMeasurement', { where: { trial: id } })).items,
    });
  });
  if (!found.ok) return found;
  const read = await readMeasurements(found.value.row, found.value.items, {
    files,
    openColumnar: openParquetFile,
    now,
  });
  if (!read.ok) return read;
  const followed = await asCaller((desk) => keepMonitoring(desk, id, read.value));
  return assessed && followed.ok ? asCaller((desk) => keepAssessment(desk, id, read.value, {})) : followed;
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Days by which the story is moved. */
function shiftOf({ ended }: Played, now: Date): number {
  return Math.floor(now.getTime() / 86_400_000) - ended - madeFor;
}

async function movedProtocol(folder: string, one: Played, now: Date): Promise<TrialProtocol> {
  const path = join(folder, one.story, 'protocol.yaml');
  const { value } = readProtocol(await readFile(path, 'utf8'), path);
  if (value === null) throw new Error(`Cannot read ${path}`);
  const shift = shiftOf(one, now);
  const from = (dayNumber(value.period.from) ?? 0) + shift;
  const to = (dayNumber(value.period.to) ?? 0) + shift;
  // Six weeks hold a month end wherever they lie.
  const peaks = Array.from({ length: to - from }, (_, at) => from + 1 + at)
    .filter((day) => dateOfDay(day + 1).endsWith('-01'))
    .map((day) => {
      const month = dateOfDay(day).slice(0, 7);
      return { id: `month-end-${month}`, name: `month end ${month}`, from: dateOfDay(day - 1), to: dateOfDay(day) };
    });
  return { ...value, id: one.id, title: one.title, period: { from: dateOfDay(from), to: dateOfDay(to), peaks } };
}

/** Samples on the days to which the story is moved, up to yesterday. */
async function movedSamples(folder: string, name: string, one: Played, now: Date): Promise<string> {
  const shift = shiftOf(one, now);
  const today = now.toISOString().slice(0, 10);
  const [head = '', ...lines] = (await readFile(join(folder, 'measurements', name), 'utf8')).trimEnd().split('\n');
  const moved = lines
    .map((line) => `${dateOfDay((dayNumber(line.slice(0, 10)) ?? 0) + shift)}${line.slice(10)}`)
    .filter((line) => line.slice(0, 10) < today);
  return `${[head, ...moved].join('\n')}\n`;
}

async function workloadsIn(path: string): Promise<Workload[]> {
  const { workloads } = readWorkloads(await readFile(path, 'utf8'), path);
  return (workloads ?? []).map(({ features, mix, ...rest }) => ({
    ...rest,
    features: Object.fromEntries(features),
    mix: mix === null ? null : Object.fromEntries(mix),
  }));
}
