import type { WorkloadProfile } from '@underpin/model';

/** The range of one quantity over workloads of a kind. */
export interface SeenRange {
  readonly feature: string;
  readonly unit: string;
  readonly least: number;
  readonly greatest: number;
}

/** What a trial has seen of one kind of work. */
export interface SeenKind {
  readonly kind: string;
  readonly workloads: readonly WorkloadProfile[];
  readonly ranges: readonly SeenRange[];
}

export type TrialEnvelope = ReadonlyMap<string, SeenKind>;

/**
 * Envelope of a trial: what its accepted workloads reached, by kind of work. Give measured values (such as a sustained peak), not
 * declared ones, and only workloads of a trial that was accepted. A quantity stated in two units makes two ranges.
 *
 * @example
 * trialEnvelope([{ id: 'pay', institution: 'A', kind: 'payments', features: new Map([['peak load', { value: 900, unit: 'tps' }]]), mix: null }])
 */
export function trialEnvelope(seen: readonly WorkloadProfile[]): TrialEnvelope {
  return new Map(
    Array.from(
      Map.groupBy(seen, ({ kind }) => kind),
      ([kind, workloads]) => {
        const ranges = new Map<string, SeenRange>();
        for (const { features } of workloads)
          for (const [feature, { value, unit }] of features) {
            const key = `${feature} ${unit}`;
            const known = ranges.get(key);
            ranges.set(key, {
              feature,
              unit,
              least: Math.min(value, known?.least ?? Infinity),
              greatest: Math.max(value, known?.greatest ?? -Infinity),
            });
          }
        return [kind, { kind, workloads, ranges: [...ranges.values()] }] as const;
      },
    ),
  );
}
