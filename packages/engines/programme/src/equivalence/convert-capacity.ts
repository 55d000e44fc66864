import type { Bounds, CapacityRow } from '@underpin/model';
import { type CapacityUnit, capacityUnits } from './capacity-unit.ts';
import type { CandidateMachine, CurrentMachine } from './machine.ts';

/** Work at the peak in one unit, and what of the candidate does it. Every figure stands on the rows that are named. */
export interface CapacityConversion {
  readonly unit: string;
  /** At the peak, in `unit`. */
  readonly work: Bounds;
  /** Of one core (or one server) on each side, in `unit`. */
  readonly before: {
    readonly per: 'core' | 'server';
    readonly capacity: Bounds;
    readonly rows: readonly CapacityRow[];
  };
  readonly after: { readonly per: 'core' | 'server'; readonly capacity: Bounds; readonly rows: readonly CapacityRow[] };
  /** Cores of the candidate that the work needs, before they are rounded up to servers. */
  readonly cores: Bounds;
  readonly notes: readonly string[];
}

/**
 * c2 = c1·u1·p1 / (u2·p2), with the least and the most of each: once per unit in which both machines have rows of
 * the same unit. Units are never mixed; `refused` says what was not used and why.
 */
export function convertCapacity(
  current: CurrentMachine,
  candidate: CandidateMachine,
  target: Bounds,
  units: readonly CapacityUnit[] = capacityUnits,
): { readonly conversions: readonly CapacityConversion[]; readonly refused: readonly string[] } {
  const refused: string[] = [];
  const conversions: CapacityConversion[] = [];
  const [had, has] = [byUnit(current.capacity), byUnit(candidate.capacity)];
  for (const [unit, before] of had) {
    const after = has.get(unit);
    if (after === undefined) {
      refused.push(`${unit}: "${candidate.name}" has no row in ${unit}`);
      continue;
    }
    const limits = units.find((one) => one.unit === unit);
    const reason = limits === undefined ? null : refusal(limits, current, candidate, before, after);
    if (reason !== null) refused.push(`${unit}: ${reason}`);
    else {
      const conversion = convert(unit, current, candidate, before, after, target, limits);
      if (conversion === null) refused.push(`${unit}: the cores of "${current.name}" are unobserved`);
      else conversions.push(conversion);
    }
  }
  for (const unit of has.keys()) if (!had.has(unit)) refused.push(`${unit}: "${current.name}" has no row in ${unit}`);
  return { conversions, refused };
}

function byUnit(rows: readonly CapacityRow[]): Map<string, readonly CapacityRow[]> {
  return Map.groupBy(rows, ({ unit }) => unit);
}

function refusal(
  limits: CapacityUnit,
  current: CurrentMachine,
  candidate: CandidateMachine,
  before: readonly CapacityRow[],
  after: readonly CapacityRow[],
): string | null {
  if (limits.refused !== undefined) return limits.refused;
  const brand = limits.onlyWithinBrand;
  if (brand !== undefined) {
    const other = [current, candidate].find((machine) => machine.brand !== brand);
    if (other !== undefined) return `compares ${brand} machines only, and "${other.name}" is none`;
  }
  const turn = limits.notComparableBefore;
  if (turn !== undefined) {
    const dated = [...before, ...after].flatMap(({ statedOn }) => (statedOn === undefined ? [] : [statedOn < turn]));
    if (new Set(dated).size > 1) return `rows from before and after ${turn} do not compare (${limits.source})`;
  }
  return null;
}

function convert(
  unit: string,
  current: CurrentMachine,
  candidate: CandidateMachine,
  before: readonly CapacityRow[],
  after: readonly CapacityRow[],
  target: Bounds,
  limits: CapacityUnit | undefined,
): CapacityConversion | null {
  const from = side(before);
  const to = side(after);
  const count = from.per === 'core' ? current.cores : { atLeast: current.machines, atMost: current.machines };
  if (count === null) return null;
  // A machine cannot do more than all its cores: with no utilisation the most is known, the least is not.
  const used = current.peakUtilisation ?? { atLeast: 0, atMost: 1 };
  const work = {
    atLeast: count.atLeast * used.atLeast * from.capacity.atLeast,
    atMost: count.atMost * used.atMost * from.capacity.atMost,
  };
  const perCore = to.per === 'core' ? 1 : candidate.coresPerServer;
  const cores = {
    atLeast: (work.atLeast / (target.atMost * to.capacity.atMost)) * perCore,
    atMost: (work.atMost / (target.atLeast * to.capacity.atLeast)) * perCore,
  };
  return { unit, work, before: from, after: to, cores, notes: limits?.note === undefined ? [] : [limits.note] };
}

/** Rows of one unit as one range; rows per core are preferred, since they do not hang on how a server is filled. */
function side(rows: readonly CapacityRow[]): CapacityConversion['before'] {
  const perCore = rows.filter(({ per }) => per === 'core');
  const used = perCore.length > 0 ? perCore : rows;
  const values = used.map(({ value }) => value);
  return {
    per: perCore.length > 0 ? 'core' : 'server',
    capacity: { atLeast: Math.min(...values), atMost: Math.max(...values) },
    rows: used,
  };
}
