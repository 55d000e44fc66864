import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  knownOn,
  highsSolver,
  makePlan,
  openSources,
  planner,
  readProgramme,
  readReview,
  readSector,
  studyOf,
} from '../packages/app/src/index.ts';
import {
  dateOfDay,
  dayNumber,
  ok,
  type ProgrammeActual,
  type ProgrammePlan,
  seededRandom,
  silent,
} from '../packages/model/src/index.ts';

const folder = new URL('../examples/programme/', import.meta.url);
const random = seededRandom(2026);

/**
 * Makes `examples/programme/reports`: quarter by quarter the plan is made from what was reported so far, and the institutions' next reports
 * are drawn from it: most go as planned, some start late, two are rolled back and repeated.
 */
const text = readFileSync(new URL('programme.yaml', folder), 'utf8');
const { programme } = readProgramme(text);
if (programme === null) throw new Error('the example does not read');
const { review } = readReview(readFileSync(new URL('../review-2014/review.yaml', folder), 'utf8'));
if (review === null) throw new Error('the review does not read');
const opened = await openSources([new URL('../sector', folder).pathname]);
if (!opened.ok) throw new Error(opened.reason);
const loaded = await readSector(opened.value.sources, {
  asOf: review.subject.asOf ?? null,
  now: () => new Date('2026-01-05T00:00:00Z'),
  progress: silent,
});
if (!loaded.ok) throw new Error(loaded.reason);
const study = studyOf(loaded.value);
const tools = {
  linear: await highsSolver(),
  planner,
  seconds: 60,
  steps: 80,
  seed: 1,
  progress: silent,
  studied: () => ok(study),
};

const actuals: ProgrammeActual[] = [];
const failing = new Set<string>();
let before: ProgrammePlan | null = null;
let on = programme.start;
const shift = (date: string, days: number): string => dateOfDay((dayNumber(date) ?? 0) + days);
mkdirSync(new URL('reports/', folder), { recursive: true });
for (let quarter = 0; quarter < 14; quarter += 1) {
  const file = knownOn({ ...programme, actuals }, on);
  const plan: Awaited<ReturnType<typeof makePlan>> = await makePlan(
    { file, study, subject: review.subject, rates: null, before },
    tools,
  );
  if (!plan.ok) throw new Error(plan.reason);
  const year = Number(on.slice(0, 4));
  const number = Math.floor((Number(on.slice(5, 7)) - 1) / 3) + 1;
  const end = shift(number === 4 ? `${year + 1}-01-01` : `${year}-${String(number * 3 + 1).padStart(2, '0')}-01`, -1);
  const rows: ProgrammeActual[] = [];
  const report = (one: Omit<ProgrammeActual, 'incidents' | 'evidence'> & Partial<ProgrammeActual>): void => {
    if (one.on >= on && one.on <= end) rows.push({ incidents: 0, evidence: [], ...one });
  };
  const later = (date: string): string => (date < on ? on : date);
  for (const one of plan.value.replacements) {
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
  const name = `reports/${year}-Q${number}.csv`;
  const lines = rows.map((one) =>
    [one.replacement, one.on, one.state, String(one.incidents), one.evidence.join('|'), one.reason ?? ''].join(','),
  );
  writeFileSync(
    new URL(name, folder),
    `replacement,on,state,incidents,evidence,reason\n${lines.map((line) => `${line}\n`).join('')}`,
  );
  const done = plan.value.replacements.filter(
    ({ state }) => state === 'replaced' || state === 'removed' || state === 'disposed',
  ).length;
  console.log(
    on,
    plan.value.status,
    plan.value.checked?.ok,
    `${done} done, ${plan.value.replacements.length} planned, ${plan.value.heldBack.length} held back, ends ${plan.value.figures?.end}, ${rows.length} reports`,
    plan.value.reason ?? '',
  );
  if (plan.value.heldBack.length === 0 && plan.value.replacements.every(({ state }) => state === 'disposed')) break;
  before = plan.value;
  on = shift(end, 1);
}
