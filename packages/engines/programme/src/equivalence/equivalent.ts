import type { Bounds } from '@underpin/model';
import { type CapacityConversion, convertCapacity } from './convert-capacity.ts';
import type { CandidateMachine, CurrentMachine, Resilience } from './machine.ts';
import { type SizingPolicy, sizingPolicy } from './sizing-policy.ts';

/**
 * `sized`: every figure has its source. `provisional`: measured, but over too short a window. `needs a measurement`: no
 * peak utilisation, so only the most is known. `needs a benchmark`: no unit in which both machines have a row.
 */
export type EquivalenceStanding = 'sized' | 'provisional' | 'needs a measurement' | 'needs a benchmark';

/** What of a candidate does the work of a machine. Ranges are null where nothing is known. */
export interface Equivalent {
  readonly current: string;
  readonly candidate: string;
  readonly standing: EquivalenceStanding;
  readonly conversions: readonly CapacityConversion[];
  readonly cores: Bounds | null;
  readonly memoryGb: Bounds | null;
  readonly storageTb: Bounds | null;
  /** Servers with resilience; null where the cores are. */
  readonly servers: Bounds | null;
  /** What makes the number of servers: the tightest of cores, memory and storage at the most. */
  readonly boundBy: 'cores' | 'memory' | 'storage' | null;
  readonly warnings: readonly string[];
  readonly because: readonly string[];
}

/**
 * The needed cores, memory, storage and servers of a candidate, as ranges. Pure; where no source converts, the answer is
 * *needs a benchmark* and no number. Several units give several conversions; the range spans them, and a warning says
 * so when they do not meet.
 *
 * @example equivalent(current, candidate, { spareServers: 1, sites: 2 }).servers // { atLeast: 4, atMost: 6 }
 */
export function equivalent(
  current: CurrentMachine,
  candidate: CandidateMachine,
  resilience: Resilience,
  policy: SizingPolicy = sizingPolicy,
): Equivalent {
  const { conversions, refused } = convertCapacity(current, candidate, policy.targetUtilisation);
  const warnings = [...serialWarnings(current, conversions, policy), ...disagreement(conversions)];
  const because: string[] = [];
  const standing = standingOf(current, conversions, refused, candidate, because);
  const cores = conversions.length === 0 ? null : hull(conversions.map((one) => one.cores));
  if (cores !== null && current.memoryGb === null)
    warnings.push(`The memory of "${current.name}" is unobserved; the servers are counted on cores alone.`);
  const { servers, boundBy } =
    cores === null ? { servers: null, boundBy: null } : counted(cores, current, candidate, resilience);
  return {
    current: current.id,
    candidate: candidate.id,
    standing,
    conversions,
    cores,
    memoryGb: current.memoryGb,
    storageTb: current.storageTb,
    servers,
    boundBy,
    warnings,
    because,
  };
}

/** Servers with spares, such that the remaining sites carry everything when one is lost. */
export function withResilience(servers: number, { spareServers, sites }: Resilience): number {
  const spared = servers + spareServers;
  return sites < 2 ? spared : Math.max(spared, sites * Math.ceil(servers / (sites - 1)));
}

function standingOf(
  current: CurrentMachine,
  conversions: readonly CapacityConversion[],
  refused: readonly string[],
  candidate: CandidateMachine,
  because: string[],
): EquivalenceStanding {
  if (conversions.length === 0) {
    because.push(
      refused.length === 0
        ? `Neither "${current.name}" nor "${candidate.name}" has a row of capacity.`
        : `No unit of capacity converts: ${refused.join('; ')}.`,
    );
    because.push('Measure both machines with the same work, and give the result as a row of capacity with its source.');
    return 'needs a benchmark';
  }
  const { observation } = current;
  if (current.peakUtilisation === null || observation.kind === 'unobserved') {
    because.push(`The peak utilisation of "${current.name}" is unobserved; it can do no more than all its cores.`);
    return 'needs a measurement';
  }
  if (observation.kind === 'declared') because.push(`Peak utilisation as declared: ${observation.says}.`);
  else if (observation.window.enough) because.push(`Peak utilisation as measured: ${observation.says}.`);
  else {
    because.push(`Peak utilisation measured (${observation.says}), but ${observation.window.reason}.`);
    return 'provisional';
  }
  return 'sized';
}

function serialWarnings(
  current: CurrentMachine,
  conversions: readonly CapacityConversion[],
  { serialSpeed }: SizingPolicy,
): string[] {
  if (current.serialShare === 0) return [];
  for (const { unit, before, after } of conversions) {
    if (before.per !== 'core' || after.per !== 'core') continue;
    const ratio = {
      atLeast: after.capacity.atLeast / before.capacity.atMost,
      atMost: after.capacity.atMost / before.capacity.atLeast,
    };
    if (ratio.atLeast >= serialSpeed.warnBelow) continue;
    const share =
      current.serialShare === null
        ? 'How much of the work is serial is unobserved'
        : `${percent(current.serialShare)} of the work is serial`;
    return [
      `One new core does ${percent(ratio.atLeast)} to ${percent(ratio.atMost)} of one old core (${unit}). ${share}: check batch windows apart, more cores do not shorten them.`,
    ];
  }
  return [];
}

function disagreement(conversions: readonly CapacityConversion[]): string[] {
  const apart = conversions.some((one) =>
    conversions.some((other) => one.cores.atMost < other.cores.atLeast || other.cores.atMost < one.cores.atLeast),
  );
  return apart
    ? [`${conversions.map(({ unit }) => unit).join(' and ')} give ranges that do not meet; the wider range is used.`]
    : [];
}

function counted(
  cores: Bounds,
  current: CurrentMachine,
  candidate: CandidateMachine,
  resilience: Resilience,
): { servers: Bounds; boundBy: Equivalent['boundBy'] } {
  const needs = (end: 'atLeast' | 'atMost') => {
    const byCores = up(cores[end] / candidate.coresPerServer);
    const byMemory = current.memoryGb === null ? 0 : up(current.memoryGb[end] / candidate.memoryGbPerServer);
    const storage = candidate.storageTbPerServer;
    const byStorage = current.storageTb === null || storage === null ? 0 : up(current.storageTb[end] / storage);
    return { byCores, byMemory, byStorage, most: Math.max(1, byCores, byMemory, byStorage) };
  };
  const [least, most] = [needs('atLeast'), needs('atMost')];
  const boundBy =
    most.byCores >= Math.max(most.byMemory, most.byStorage)
      ? 'cores'
      : most.byMemory >= most.byStorage
        ? 'memory'
        : 'storage';
  return {
    servers: { atLeast: withResilience(least.most, resilience), atMost: withResilience(most.most, resilience) },
    boundBy,
  };
}

/** Rounded up, without a whole server for the last bit of a floating-point quotient. */
function up(value: number): number {
  return Math.ceil(value - 1e-9);
}

function hull(ranges: readonly Bounds[]): Bounds {
  return {
    atLeast: Math.min(...ranges.map((one) => one.atLeast)),
    atMost: Math.max(...ranges.map((one) => one.atMost)),
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
