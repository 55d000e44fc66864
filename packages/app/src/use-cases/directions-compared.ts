import type { DirectionCompared } from '@underpin/contract';
import type { Bounds, Figure, IsoDate } from '@underpin/model';
import { directShares, sectorParts } from '@underpin/reliance';
import { milestonesAsOf } from './reviews/decisions.ts';
import { figuresOfDirection, worstOf } from './reviews/direction-metric.ts';
import type { StatedDirection } from './stated-directions.ts';
import type { Study } from './study.ts';
import { withdraw } from './withdraw.ts';

type Addressee = DirectionCompared['addressees'][number];
type Standing = Addressee['before'];

const rowsGiven = 50;

/**
 * How directions stand on a date in two studies of the same sector: before and after a change. Per addressee the metric's
 * bounds and a verdict on both sides; what the change breaches comes first. Unobserved is never kept.
 */
export function directionsCompared(
  before: Study,
  after: Study,
  directions: readonly StatedDirection[],
  on: IsoDate,
): DirectionCompared[] {
  const compared = directions.map((direction) => oneCompared(before, after, direction, on));
  const worst = ({ addressees }: DirectionCompared) => Math.min(...addressees.map(({ change }) => placeOf(change)));
  return compared.toSorted((a, b) => worst(a) - worst(b));
}

const changes = ['newly breached', 'newly excepted', 'newly uncertain', 'no longer breached', 'same'] as const;
const placeOf = (change: Addressee['change']): number => changes.indexOf(change);

function oneCompared(before: Study, after: Study, direction: StatedDirection, on: IsoDate): DirectionCompared {
  const { id, title, subject, terms, variations } = direction;
  const milestones = milestonesAsOf(terms, variations, on);
  const last = milestones.filter((one) => one.on <= on).at(-1);
  const milestone = last ?? milestones[0] ?? { on, atMost: 0 };
  const [then, now] = [metricOf(before, direction), metricOf(after, direction)];
  const reason = typeof then === 'string' ? then : typeof now === 'string' ? now : null;
  const figures = (of: typeof then, party: string): readonly Figure[] => (typeof of === 'string' ? [] : of(party));
  const { institutions } = after.loaded.sector;
  const addressees = direction.addressees.map(({ party, exceptionUntil }): Addressee => {
    const [were, are] = [figures(then, party), figures(now, party)];
    const standing = (value: Bounds | null): Standing => {
      if (last === undefined) return { value, verdict: 'not yet due' };
      const verdict = verdictOf(value, milestone.atMost);
      const excepted = verdict !== 'kept' && exceptionUntil !== null && exceptionUntil >= on;
      return { value, verdict: excepted ? 'excepted' : verdict };
    };
    const [was, is] = [standing(worstOf(were)), standing(worstOf(are))];
    const change = changeOf(was, is);
    const told = is.verdict === 'breached' || JSON.stringify(was) !== JSON.stringify(is);
    const behind = is.value !== null && (is.value.atMost > 0 || was.value === null) ? are : were;
    const rows = told ? behind.flatMap((figure) => [...figure.basis()]) : [];
    return {
      party,
      name: institutions.name[institutions.lei.indexOf(party)] ?? party,
      exceptionUntil,
      before: was,
      after: is,
      change,
      rows: rows.slice(0, rowsGiven),
      rowCount: rows.length,
    };
  });
  const { metric, weight, target } = terms;
  const order = addressees.toSorted((a, b) => placeOf(a.change) - placeOf(b.change));
  return { id, title, subject, metric, weight, target, milestone, reason, addressees: order };
}

/** The figures of a direction's metric for an addressee; in words why there are none. */
function metricOf(study: Study, { subject, terms }: StatedDirection): string | ((party: string) => readonly Figure[]) {
  const answer = withdraw(study, subject);
  if (!answer.ok) return answer.reason;
  const { selection, byInstitution } = answer.value;
  const { lei } = study.loaded.sector.institutions;
  const parts = sectorParts(study.reliance, 'institution');
  return (party) => {
    const institution = lei.indexOf(party);
    if (institution < 0) return [];
    const all =
      terms.metric === 'direct share'
        ? directShares(study.reliance, selection, parts.slice(institution, institution + 1))
        : byInstitution.filter(({ scope }) => scope.id === party);
    return figuresOfDirection(all, subject, terms);
  };
}

function verdictOf(value: Bounds | null, atMost: number): Standing['verdict'] {
  if (value === null) return 'cannot be told';
  if (value.atMost <= atMost) return 'kept';
  return value.atLeast > atMost ? 'breached' : 'cannot be told';
}

function changeOf(before: Standing, after: Standing): Addressee['change'] {
  if (before.verdict === after.verdict) return 'same';
  if (after.verdict === 'breached') return 'newly breached';
  if (after.verdict === 'excepted') return 'newly excepted';
  if (before.verdict === 'breached') return 'no longer breached';
  return after.verdict === 'cannot be told' ? 'newly uncertain' : 'same';
}
