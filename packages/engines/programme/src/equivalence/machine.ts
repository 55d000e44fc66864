import type { Bounds, CapacityRow, ObservedAsset } from '@underpin/model';

/** Where a utilisation comes from. A window that is too short says why. */
export type Observation =
  | {
      readonly kind: 'measured';
      readonly says: string;
      readonly window: { readonly enough: true } | { readonly enough: false; readonly reason: string };
    }
  | { readonly kind: 'declared'; readonly says: string }
  | { readonly kind: 'unobserved' };

/** What runs today: one machine, several alike, or what a workload needs of them. */
export interface CurrentMachine {
  readonly id: string;
  readonly name: string;
  readonly brand: string | null;
  /** Machines alike, at least one. */
  readonly machines: number;
  /** Cores in use for the work, of all machines together; null when unobserved. */
  readonly cores: Bounds | null;
  /** Share 0..1 of those cores in use at the peak; null when unobserved. */
  readonly peakUtilisation: Bounds | null;
  readonly observation: Observation;
  /** GB and TB of all machines together; null when unobserved. */
  readonly memoryGb: Bounds | null;
  readonly storageTb: Bounds | null;
  readonly capacity: readonly CapacityRow[];
  /** Share 0..1 of the work that runs in one thread (batch); null when unobserved. */
  readonly serialShare: number | null;
}

/** What could take its place: one server as it would be ordered. */
export interface CandidateMachine {
  readonly id: string;
  readonly name: string;
  readonly brand: string | null;
  readonly coresPerServer: number;
  readonly memoryGbPerServer: number;
  /** Null when storage is outside the server. */
  readonly storageTbPerServer: number | null;
  readonly capacity: readonly CapacityRow[];
}

/** What must stand when something fails. */
export interface Resilience {
  /** Servers beyond those that the work needs; N+1 is 1. */
  readonly spareServers: number;
  /** Sites that share the work; with two or more, the others carry all of it when one is lost. */
  readonly sites: number;
}

/**
 * What runs on a machine of an inventory, by its measured series. Null when the asset states no cores.
 *
 * @example currentFromAsset(asset, product.capacity ?? [], sizingWindow(asset.utilisation))
 */
export function currentFromAsset(
  asset: ObservedAsset,
  brand: string | null,
  capacity: readonly CapacityRow[],
  window: { readonly enough: true } | { readonly enough: false; readonly reason: string } | null,
): CurrentMachine {
  const { utilisation } = asset;
  const units = utilisation?.configurable ?? asset.coresActive ?? asset.coresInstalled;
  const memory = asset.memoryMb === undefined ? null : asset.memoryMb / 1024;
  const share = utilisation === undefined || units === undefined ? null : utilisation.peak / units;
  return {
    id: asset.id,
    name: asset.name ?? asset.model ?? asset.id,
    brand: asset.brand ?? brand,
    machines: asset.quantity ?? 1,
    cores: units === undefined ? null : { atLeast: units, atMost: units },
    peakUtilisation: share === null ? null : { atLeast: share, atMost: share },
    observation:
      utilisation === undefined || window === null
        ? { kind: 'unobserved' }
        : {
            kind: 'measured',
            says: `${utilisation.samples} samples from ${utilisation.from} to ${utilisation.to}, peak ${utilisation.peak} of ${units ?? '?'} ${utilisation.unit}`,
            window,
          },
    memoryGb: memory === null ? null : { atLeast: memory, atMost: memory },
    storageTb: null,
    capacity,
    serialShare: null,
  };
}
