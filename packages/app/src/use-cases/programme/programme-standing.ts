import type { DirectionTerms, ProgrammeStanding } from '@underpin/contract';
import type { IsoDate, ProgrammeFile, ProgrammePlan } from '@underpin/model';
import { gateStandings, isDone, latestActuals, milestoneStandings, type WaveMembers } from '@underpin/programme';
import type { Store } from '../../ports/store.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { type ComplianceObserved, complianceObserved } from '../reviews/compliance.ts';
import { milestonesAsOf } from '../reviews/decisions.ts';
import type { Desk } from '../reviews/desk.ts';
import { programmeAsReported } from './kept-programmes.ts';
import { shownProgress } from './kept-plans.ts';
import { progressOf } from './progress-of.ts';
import { reportedPoints } from './reported-points.ts';

/** What the standing of a programme is computed from, as far as the acting party may see it. */
export interface StandingBasis {
  readonly standing: Omit<ProgrammeStanding, 'directions'>;
  readonly directions: readonly ComplianceObserved[];
}

/** Reads where a kept programme stands on a day, from its accepted plan and what was reported by then, with the directions it serves. */
export async function standingBasis(desk: Desk, id: string, on: IsoDate): Promise<Outcome<StandingBasis>> {
  const row = await desk.records.get('programme', id);
  if (row === null) return notFound;
  const kept = row.acceptedPlan === null ? null : await desk.records.get('programmePlan', row.acceptedPlan);
  if (kept === null) return problemOf('conflict', 'No plan is accepted yet.');
  const before = kept.beforePlan === null ? null : await desk.records.get('programmePlan', kept.beforePlan);
  const file = await programmeAsReported(desk, row);
  const directions: ComplianceObserved[] = [];
  for (const { measure } of (await desk.records.list('programmeMeasure', { where: { programme: id } })).items) {
    const found = await complianceObserved(desk, measure);
    if (!found.ok) continue;
    const works = found.value.works.filter(({ programme }) => programme === id);
    directions.push({ ...found.value, works });
  }
  return done({ standing: { plan: kept.id, ...standingOn(file, kept.plan, before?.plan ?? null, on) }, directions });
}

/** The standing with each addressee of the directions against their milestones. Registers are read outside of any transaction. */
export async function standingOfProgramme(
  store: Store,
  { standing, directions }: StandingBasis,
  on: IsoDate,
): Promise<ProgrammeStanding> {
  const shown: ProgrammeStanding['directions'] = [];
  for (const { measure, addressees, works } of directions) {
    const terms = measure.terms as DirectionTerms;
    const milestones = milestonesAsOf(terms, measure.variations, on);
    const rows: ProgrammeStanding['directions'][number]['addressees'] = [];
    for (const { record, lei } of addressees) {
      const exceptionUntil = record.exception?.until ?? null;
      for (const work of works) {
        const asked = { lei, subject: measure.subject, terms, milestones, exceptionUntil, asOf: on };
        const points = (await reportedPoints(store, work, asked)).map(({ against: _against, ...point }) => point);
        if (points.length > 0) rows.push({ party: record.party, lei, exceptionUntil, points });
      }
    }
    shown.push({ measure: measure.id, title: measure.title, metric: terms.metric, addressees: rows });
  }
  return { ...standing, directions: shown };
}

/** Progress, compliance with the milestones, gates and institutions on a day: pure. */
export function standingOn(
  file: ProgrammeFile,
  accepted: ProgrammePlan,
  before: ProgrammePlan | null,
  on: IsoDate,
): Omit<ProgrammeStanding, 'plan' | 'directions'> {
  const plan = { ...accepted, statusOn: on };
  const statuses = latestActuals(file.actuals, on);
  const all = [
    ...plan.replacements.map(({ id, institution }) => ({ id, institution })),
    ...plan.heldBack.map(({ replacement }) => ({
      id: replacement,
      institution: replacement.slice(0, replacement.indexOf('/')),
    })),
  ];
  const ends = new Map(plan.replacements.map((one) => [one.id, one.end]));
  const doneOn = new Map(
    [...statuses].flatMap(([id, status]) => (isDone(status.state) ? [[id, status.doneOn ?? status.on] as const] : [])),
  );
  // What should be done by the day and is not reported so has no date any more: the plan says nothing of when.
  const open = new Map([...ends].filter(([, end]) => end > on));
  const milestones = milestoneStandings(file, all, doneOn, open, on);
  const opens = new Map(plan.gates.flatMap(({ wave, opens: day }) => (day === null ? [] : [[wave, day] as const])));
  const byInstitution = Map.groupBy(all, ({ institution }) => institution);
  return {
    progress: shownProgress(progressOf(file, plan, before)),
    milestones,
    gates: gateStandings(file, wavesOf(file, plan), statuses, on, opens),
    institutions: [...byInstitution]
      .map(([institution, own]) => {
        const finished = own.filter(({ id }) => doneOn.has(id)).length;
        const reported = own.flatMap(({ id }) => statuses.get(id) ?? []);
        return {
          institution,
          total: own.length,
          done: finished,
          ratio: finished / own.length,
          overdue: own.filter(({ id }) => !doneOn.has(id) && (ends.get(id) ?? '9999') <= on).length,
          disposedWithEvidence: reported.filter(({ state, evidence }) => state === 'disposed' && evidence.length > 0)
            .length,
          lastReport:
            reported
              .map((one) => one.on)
              .toSorted()
              .at(-1) ?? null,
          milestones: milestoneStandings(
            { milestones: file.milestones.filter(({ institutions }) => institutions?.includes(institution) ?? true) },
            own,
            doneOn,
            open,
            on,
          ),
        };
      })
      .toSorted((a, b) => (a.institution < b.institution ? -1 : 1)),
  };
}

/** The waves of a plan: what it holds was covered when it was planned, or its gate does not ask. */
function wavesOf(file: ProgrammeFile, plan: ProgrammePlan): WaveMembers[] {
  const covered = { standing: 'covered' as const, because: '' };
  return file.waves.map((wave) => ({
    wave,
    members: plan.replacements
      .filter((one) => one.wave === wave.id)
      .map(({ id, institution, name, site, weight, criticalFunctions, candidate, servers }) => ({
        id,
        institution,
        name,
        site,
        weight,
        criticalFunctions,
        candidate,
        servers,
        maker: '',
        committed: 0,
        leadDays: 0,
        coverage: covered,
        groups: [],
      })),
  }));
}
