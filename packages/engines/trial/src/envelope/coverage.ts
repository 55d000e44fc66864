import type { Told, WorkloadProfile } from '@underpin/model';
import { teller } from '../words/trial-words.ts';
import type { Say } from '../words/trial-words.ts';
import type { TrialEnvelope } from './trial-envelope.ts';

export interface WorkloadCoverage {
  readonly institution: string;
  readonly workload: string;
  readonly kind: string;
  readonly standing: 'inside' | 'outside' | 'unknown';
  /** Id of the seen workload that it was held against: the one that covers it, or comes nearest; null when none of its kind was seen. */
  readonly against: string | null;
  /** Why it is not inside, in sentences; empty when it is. */
  readonly because: readonly string[];
}

export interface Coverage {
  readonly workloads: readonly WorkloadCoverage[];
  readonly inside: number;
  readonly outside: number;
  readonly unknown: number;
  /** Codes and values of the reasons. */
  readonly told: readonly Told[];
}

/** Sum of the differences of shares, halved, up to which two mixes are taken as the same. */
export const defaultMixTolerance = 0.1;

/**
 * Where the workloads of other institutions stand to what a trial has seen. Inside: one seen workload of the kind was at least
 * as large in every quantity at the same time, with the same mix. Maxima of different workloads are not put together.
 * Outside: every seen workload is exceeded in something that is known. Unknown: what is stated does not tell.
 * Quantities are such that less is easier.
 */
export function coverage(
  envelope: TrialEnvelope,
  workloads: readonly WorkloadProfile[],
  mixTolerance: number = defaultMixTolerance,
): Coverage {
  const { say, told } = teller();
  const rows = workloads.map((workload) => standingOf(envelope, workload, mixTolerance, say));
  const count = (standing: WorkloadCoverage['standing']): number =>
    rows.filter((row) => row.standing === standing).length;
  return {
    workloads: rows,
    inside: count('inside'),
    outside: count('outside'),
    unknown: count('unknown'),
    told: told(),
  };
}

interface Held {
  readonly id: string;
  readonly exceeded: readonly string[];
  readonly untold: readonly string[];
}

function standingOf(
  envelope: TrialEnvelope,
  workload: WorkloadProfile,
  mixTolerance: number,
  say: Say,
): WorkloadCoverage {
  const { institution, id, kind } = workload;
  const row = { institution, workload: id, kind };
  const seen = envelope.get(kind);
  if (seen === undefined)
    return {
      ...row,
      standing: 'outside',
      against: null,
      because: [say('coverage.no-kind', { kind })],
    };
  const held = seen.workloads
    .map((one) => hold(one, workload, mixTolerance, say))
    .toSorted((a, b) => a.exceeded.length - b.exceeded.length || a.untold.length - b.untold.length);
  const [best] = held as [Held, ...Held[]];
  const standing = best.exceeded.length > 0 ? 'outside' : best.untold.length > 0 ? 'unknown' : 'inside';
  return { ...row, standing, against: best.id, because: [...best.exceeded, ...best.untold] };
}

function hold(seen: WorkloadProfile, workload: WorkloadProfile, mixTolerance: number, say: Say): Held {
  const exceeded: string[] = [];
  const untold: string[] = [];
  for (const feature of new Set([...seen.features.keys(), ...workload.features.keys()])) {
    const [had, has] = [seen.features.get(feature), workload.features.get(feature)];
    if (has === undefined) untold.push(say('coverage.not-stated', { feature }));
    else if (had === undefined) untold.push(say('coverage.not-measured', { feature, seen: seen.id }));
    else if (had.unit !== has.unit) untold.push(say('coverage.unit', { feature, has: has.unit, had: had.unit }));
    else if (has.value > had.value)
      exceeded.push(
        say('coverage.exceeds', { feature, has: has.value, had: had.value, unit: has.unit, seen: seen.id }),
      );
  }
  if (seen.features.size === 0) untold.push(say('coverage.no-size', { seen: seen.id }));
  if (seen.mix === null || workload.mix === null)
    untold.push(
      workload.mix === null ? say('coverage.mix-not-stated') : say('coverage.mix-not-measured', { seen: seen.id }),
    );
  else {
    const distance = mixDistance(seen.mix, workload.mix);
    if (distance > mixTolerance)
      exceeded.push(
        say('coverage.mix', {
          seen: seen.id,
          percent: Math.round(100 * distance),
          allowed: Math.round(100 * mixTolerance),
        }),
      );
  }
  return { id: seen.id, exceeded, untold };
}

function mixDistance(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const part of new Set([...a.keys(), ...b.keys()])) sum += Math.abs((a.get(part) ?? 0) - (b.get(part) ?? 0));
  return sum / 2;
}
