import type { trialCoverageSchema, Workload } from '@underpin/contract';
import type { WorkloadProfile } from '@underpin/model';
import { type Coverage, coverage, trialEnvelope } from '@underpin/trial';
import type { z } from 'zod';
import { done, notFound, type Outcome } from '../outcome.ts';
import { type Desk, newId } from '../reviews/desk.ts';

type TrialCoverage = z.infer<typeof trialCoverageSchema>;
interface Kept {
  workloads: Workload[];
  changedAt: string | null;
}

/** A workload as the engine takes it. */
export function profileOf({ features, mix, ...rest }: Workload): WorkloadProfile {
  return {
    ...rest,
    features: new Map(Object.entries(features)),
    mix: mix === null ? null : new Map(Object.entries(mix)),
  };
}

/** A coverage as plain data. */
export function coverageAnswer({ inside, outside, unknown, workloads, told }: Coverage) {
  return {
    inside,
    outside,
    unknown,
    workloads: workloads.map((one) => ({ ...one, because: [...one.because] })),
    told: [...told],
  };
}

/** The acting party's list of workloads against what a trial has seen. */
export async function trialCoverage(desk: Desk, id: string): Promise<Outcome<TrialCoverage>> {
  const row = await desk.records.get('trial', id);
  if (row === null) return notFound;
  const { workloads } = await listOf(desk);
  const envelope = trialEnvelope(row.seen.map(profileOf));
  return done({
    ...coverageAnswer(coverage(envelope, workloads.map(profileOf))),
    verdict: row.assessment?.verdict ?? null,
    envelope: Array.from(envelope.values(), ({ kind, workloads: seen, ranges }) => ({
      kind,
      workloads: seen.length,
      ranges: ranges.map((range) => ({ ...range })),
    })),
  });
}

async function listOf(desk: Desk): Promise<Kept> {
  const [row] = (await desk.records.list('workloadList', { where: { party: desk.acting.party } })).items;
  return { workloads: [...(row?.workloads ?? [])], changedAt: row?.changedAt ?? null };
}

/** The list that the acting party keeps; no other party sees it. */
export async function keptWorkloads(desk: Desk): Promise<Outcome<Kept>> {
  return done(await listOf(desk));
}

/** Replaces the list of the acting party. */
export async function keepWorkloads(desk: Desk, workloads: readonly Workload[]): Promise<Outcome<Kept>> {
  const { party, person } = desk.acting;
  await desk.records.hold(`workloads ${party}`, true);
  const given = { person, workloads: [...workloads], changedAt: desk.now };
  if ((await desk.records.update('workloadList', { party }, given)) === 0)
    await desk.records.insert('workloadList', { id: newId(desk), party, ...given });
  return done({ workloads: given.workloads, changedAt: given.changedAt });
}
