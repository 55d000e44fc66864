import {
  type Finding,
  type Progress,
  type SampleSource,
  seededRandom,
  silent,
  type TrialProtocol,
} from '@underpin/model';
import {
  assessTrial,
  type ReducedSamples,
  type ReductionLimits,
  SampleReducer,
  type TrialAssessment,
} from '@underpin/trial';
import type { SealStanding } from './protocol-seal.ts';

export interface AssessOptions {
  readonly now: Date;
  /** Day of assessment; default today. */
  readonly asOf?: string;
  readonly look?: number;
  readonly seal: SealStanding | null;
  readonly progress?: Progress;
  readonly limits?: ReductionLimits;
}

export interface AssessedSamples {
  readonly assessment: TrialAssessment;
  readonly reduced: ReducedSamples;
  readonly findings: readonly Finding[];
}

/** Seed of the bootstrap: the same protocol and data always give the same verdict. */
const seed = 20_260_101;

/** Reads all samples, reduces them and gives the verdict. Null when it was cancelled. */
export async function assessSamples(
  protocol: TrialProtocol,
  sources: readonly SampleSource[],
  options: AssessOptions,
): Promise<AssessedSamples | null> {
  const reduced = await reduceSamples(protocol, sources, options);
  return reduced === null ? null : assessReduced(protocol, reduced, options);
}

export async function reduceSamples(
  protocol: TrialProtocol,
  sources: readonly SampleSource[],
  { now, seal, limits, progress = silent }: AssessOptions,
): Promise<(ReducedSamples & { readonly readings: readonly Finding[] }) | null> {
  const sealedAt = seal === null ? {} : { sealedAt: Date.parse(seal.since) };
  const reducer = new SampleReducer(protocol, {
    now: now.getTime(),
    ...sealedAt,
    ...(limits === undefined ? {} : { limits }),
  });
  let samples = 0;
  for (const [at, source] of sources.entries())
    for await (const batch of source.batches()) {
      reducer.add(source, batch);
      samples += batch.count;
      if (progress.cancelled) return null;
      progress.report(`Reading ${source.name}: ${samples.toLocaleString('en')} samples`, at, sources.length);
    }
  return { ...reducer.finish(), readings: sources.flatMap(({ findings }) => findings) };
}

export function assessReduced(
  protocol: TrialProtocol,
  reduced: ReducedSamples & { readonly readings?: readonly Finding[] },
  { now, asOf, look, seal }: AssessOptions,
): AssessedSamples {
  const assessment = assessTrial(protocol, {
    observations: reduced.observations,
    seal: seal === null ? null : { sealedOn: seal.since.slice(0, 10), unchanged: seal.unchanged },
    asOf: asOf ?? now.toISOString().slice(0, 10),
    ...(look === undefined ? {} : { look }),
    random: seededRandom(seed),
  });
  return { assessment, reduced, findings: [...(reduced.readings ?? []), ...reduced.findings, ...assessment.findings] };
}
