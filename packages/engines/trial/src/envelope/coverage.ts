import type { WorkloadProfile } from '@underpin/model';
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
  const rows = workloads.map((workload) => standingOf(envelope, workload, mixTolerance));
  const count = (standing: WorkloadCoverage['standing']): number =>
    rows.filter((row) => row.standing === standing).length;
  return { workloads: rows, inside: count('inside'), outside: count('outside'), unknown: count('unknown') };
}

interface Held {
  readonly id: string;
  readonly exceeded: readonly string[];
  readonly untold: readonly string[];
}

function standingOf(envelope: TrialEnvelope, workload: WorkloadProfile, mixTolerance: number): WorkloadCoverage {
  const { institution, id, kind } = workload;
  const row = { institution, workload: id, kind };
  const seen = envelope.get(kind);
  if (seen === undefined)
    return {
      ...row,
      standing: 'outside',
      against: null,
      because: [`The trial has seen no workload of the kind "${kind}".`],
    };
  const held = seen.workloads
    .map((one) => hold(one, workload, mixTolerance))
    .toSorted((a, b) => a.exceeded.length - b.exceeded.length || a.untold.length - b.untold.length);
  const [best] = held as [Held, ...Held[]];
  const standing = best.exceeded.length > 0 ? 'outside' : best.untold.length > 0 ? 'unknown' : 'inside';
  return { ...row, standing, against: best.id, because: [...best.exceeded, ...best.untold] };
}

function hold(seen: WorkloadProfile, workload: WorkloadProfile, mixTolerance: number): Held {
  const exceeded: string[] = [];
  const untold: string[] = [];
  for (const feature of new Set([...seen.features.keys(), ...workload.features.keys()])) {
    const [had, has] = [seen.features.get(feature), workload.features.get(feature)];
    if (has === undefined) untold.push(`Its ${feature} is not stated.`);
    else if (had === undefined) untold.push(`The trial did not measure ${feature} on "${seen.id}".`);
    else if (had.unit !== has.unit)
      untold.push(`Its ${feature} is in "${has.unit}", the trial measured "${had.unit}"; state it in "${had.unit}".`);
    else if (has.value > had.value)
      exceeded.push(
        `Its ${feature} of ${has.value} ${has.unit} exceeds the ${had.value} ${had.unit} seen on "${seen.id}".`,
      );
  }
  if (seen.features.size === 0) untold.push(`The trial measured no size of "${seen.id}".`);
  if (seen.mix === null || workload.mix === null)
    untold.push(
      workload.mix === null
        ? 'Its mix of transactions is not stated.'
        : `The trial did not measure the mix of "${seen.id}".`,
    );
  else {
    const distance = mixDistance(seen.mix, workload.mix);
    if (distance > mixTolerance)
      exceeded.push(
        `Its mix differs from "${seen.id}" by ${(100 * distance).toFixed(0)} % of transactions; ${(100 * mixTolerance).toFixed(0)} % are allowed.`,
      );
  }
  return { id: seen.id, exceeded, untold };
}

function mixDistance(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const part of new Set([...a.keys(), ...b.keys()])) sum += Math.abs((a.get(part) ?? 0) - (b.get(part) ?? 0));
  return sum / 2;
}
