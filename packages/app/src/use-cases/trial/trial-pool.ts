import type { pooledTrialsSchema } from '@underpin/contract';
import type { z } from 'zod';
import { done, notFound, type Outcome } from '../outcome.ts';
import type { Desk } from '../reviews/desk.ts';
import { pooledTrialSchema, poolTrials } from './pool-trials.ts';

/** A trial with all others of the same candidate that have a verdict and that the acting party may see, pooled. */
export async function trialPool(desk: Desk, id: string): Promise<Outcome<z.infer<typeof pooledTrialsSchema>>> {
  const row = await desk.records.get('trial', id);
  if (row === null) return notFound;
  const { items } = await desk.records.list('trial', { sort: { field: 'createdAt', descending: false } });
  const alike = items.filter(
    (one) => one.assessment !== null && one.protocol.candidate.name === row.protocol.candidate.name,
  );
  const trials = alike.map((one) => ({
    id: one.id,
    protocol: one.protocol.id,
    title: one.title,
    party: one.party,
    verdict: one.assessment?.verdict ?? '',
  }));
  // Two parties may have given their protocols the same id; here a trial is told by its own.
  const given = alike.map((one) =>
    pooledTrialSchema.parse({ ...one.assessment, protocol: { ...one.protocol, id: one.id } }),
  );
  const pooled = poolTrials(given, { alpha: row.protocol.alpha });
  if (!pooled.ok) return done({ reason: `${pooled.reason}.`, trials, endpoints: [] });
  const endpoints = pooled.value.map((one) => ({
    ...one,
    trials: one.trials.map((each) => ({ ...each })),
    left: [...one.left],
  }));
  return done({ reason: null, trials, endpoints });
}
