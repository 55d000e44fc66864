import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openExample } from '../examples/programme/replay.ts';
import {
  dateOfDay,
  dayNumber,
  type ProgrammeActual,
  type ProgrammePlan,
  seededRandom,
} from '../packages/model/src/index.ts';
import { fourBanks } from './four-banks.ts';
import { filesOf, type Story } from './write-example-trial.ts';

const folder = join(import.meta.dirname, '../examples/programme');

/** Trials of the candidates that `examples/trial` does not try. */
export const programmeTrials: readonly Story[] = [
  {
    name: 'castellan-c4',
    id: 'castellan-c4',
    title: 'Card payments on Castellan C4, first quarter',
    candidate: { name: 'Castellan C4', configuration: '2 servers, 96 cores, 6 TiB each' },
    seed: 21,
    latency: 1.01,
  },
  {
    name: 'meridian-m2',
    id: 'meridian-m2',
    title: 'Card payments on Meridian M2, fourth quarter',
    candidate: { name: 'Meridian M2', configuration: '4 servers, 48 cores, 2 TiB each' },
    seed: 22,
    latency: 0.98,
    period: {
      from: '2026-10-19',
      to: '2026-11-30',
      sealedAt: '2026-10-12T09:00:00.000Z',
      peaks: [
        { id: 'october', name: 'end of October', from: '2026-10-30', to: '2026-10-31' },
        { id: 'november', name: 'end of November', from: '2026-11-29', to: '2026-11-30' },
      ],
    },
  },
];

/** Writes the trials. */
function writeTrials(): void {
  for (const story of programmeTrials)
    for (const [path, text] of filesOf(story)) {
      const file = join(folder, 'trials', story.name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
}

/**
 * Makes `examples/programme/reports`: quarter by quarter the plan is made from what was reported so far, and the institutions' next reports
 * are drawn from it: most go as planned, some start late, two are rolled back and repeated.
 */
async function writeReports(): Promise<void> {
  const random = seededRandom(2026);
  const actuals: ProgrammeActual[] = [];
  const { programme, replay } = await openExample(actuals);
  const failing = new Set<string>();
  let before: ProgrammePlan | null = null;
  let on = programme.start;
  const shift = (date: string, days: number): string => dateOfDay((dayNumber(date) ?? 0) + days);
  mkdirSync(join(folder, 'reports'), { recursive: true });
  for (let quarter = 0; quarter < 16; quarter += 1) {
    const { plan }: Awaited<ReturnType<typeof replay>> = await replay(on, before);
    const year = Number(on.slice(0, 4));
    const number = Math.floor((Number(on.slice(5, 7)) - 1) / 3) + 1;
    const end = shift(number === 4 ? `${year + 1}-01-01` : `${year}-${String(number * 3 + 1).padStart(2, '0')}-01`, -1);
    const rows: ProgrammeActual[] = [];
    const report = (one: Omit<ProgrammeActual, 'incidents' | 'evidence'> & Partial<ProgrammeActual>): void => {
      if (one.on >= on && one.on <= end) rows.push({ incidents: 0, evidence: [], ...one });
    };
    const later = (date: string): string => (date < on ? on : date);
    for (const one of plan.replacements) {
      const id = one.id;
      if (one.state === 'disposed') continue;
      if (one.state === 'removed' || one.state === 'replaced') {
        if (one.state === 'replaced') report({ replacement: id, on: later(shift(one.end, 30)), state: 'removed' });
        report({
          replacement: id,
          on: later(shift(one.end, 75)),
          state: 'disposed',
          evidence: [`certificate of destruction ${id.slice(-4)}-${year}`],
        });
        continue;
      }
      const late = one.state === 'installing' || random() < 0.8 ? 0 : 7 * (1 + Math.floor(random() * 3));
      const start = one.state === 'installing' ? one.start : shift(one.start, late);
      if (start > end) continue;
      if (one.state !== 'installing')
        report({
          replacement: id,
          on: start,
          state: 'installing',
          ...(late === 0 ? {} : { reason: `delivery ${late} days late` }),
        });
      const cutOver = shift(one.end, late);
      if (quarter > 2 && failing.size < 2 && !failing.has(id) && random() < 0.06 && cutOver <= end) {
        failing.add(id);
        report({
          replacement: id,
          on: cutOver,
          state: 'failed',
          incidents: 1,
          reason: 'batch window exceeded at cut-over, rolled back',
        });
      } else {
        report({
          replacement: id,
          on: cutOver,
          state: 'replaced',
          incidents: random() < 0.15 ? 1 : 0,
          evidence: [`acceptance protocol ${id.slice(-4)}`],
        });
        report({ replacement: id, on: shift(cutOver, 30), state: 'removed' });
      }
    }
    rows.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.replacement < b.replacement ? -1 : 1));
    actuals.push(...rows);
    if (rows.length === 0) {
      before = plan;
      on = shift(end, 1);
      if (plan.replacements.every(({ state }) => state === 'disposed')) break;
      continue;
    }
    const name = `reports/${year}-Q${number}.csv`;
    const lines = rows.map((one) =>
      [one.replacement, one.on, one.state, String(one.incidents), one.evidence.join('|'), one.reason ?? ''].join(','),
    );
    writeFileSync(
      join(folder, name),
      `replacement,on,state,incidents,evidence,reason\n${lines.map((line) => `${line}\n`).join('')}`,
    );
    const done = plan.replacements.filter(
      ({ state }) => state === 'replaced' || state === 'removed' || state === 'disposed',
    ).length;
    console.log(
      on,
      plan.status,
      plan.checked?.ok,
      `${done} done, ${plan.replacements.length} planned, ${plan.heldBack.length} held back, ends ${plan.figures?.end}, ${rows.length} reports`,
      plan.reason ?? '',
    );
    if (plan.heldBack.length === 0 && plan.replacements.every(({ state }) => state === 'disposed')) break;
    before = plan;
    on = shift(end, 1);
  }
}

if (process.argv[1] === import.meta.filename) {
  writeTrials();
  await writeReports();
  writeFileSync(join(folder, 'four-banks.json'), `${JSON.stringify(await fourBanks(), null, 1)}\n`);
}
