import type { Bounds, ProgrammeTrial } from '@underpin/model';

/** Where a workload stands to what accepted trials of its candidate have seen. */
export interface TrialCoverage {
  readonly standing: 'covered' | 'outside' | 'unknown';
  readonly because: string;
}

/**
 * Whether an accepted trial of the candidate has seen work of this kind at least as large. Unknown where the workload
 * does not state what the trial measured: that is not covered.
 *
 * @example trialCoverage(trials, 'taishan', { kind: 'core banking', peakCores: { atLeast: 12, atMost: 14 }, memoryGb: 512 })
 */
export function trialCoverage(
  trials: readonly ProgrammeTrial[],
  candidate: string,
  work: { readonly kind: string | null; readonly peakCores: Bounds | null; readonly memoryGb: number | null },
): TrialCoverage {
  const mine = trials.filter(({ candidates }) => candidates.includes(candidate));
  const accepted = mine.filter(({ verdict }) => verdict === 'accepted');
  if (accepted.length === 0) {
    const [other] = mine;
    return {
      standing: 'outside',
      because:
        other === undefined
          ? `No trial of "${candidate}" was accepted.`
          : `The trial "${other.id}" of "${candidate}" is not accepted (${other.verdict}).`,
    };
  }
  if (work.kind === null) return { standing: 'unknown', because: 'The kind of work is not stated.' };
  const reasons: TrialCoverage[] = [];
  for (const trial of accepted) {
    const seen = trial.envelope.filter(({ kind }) => kind === work.kind);
    if (seen.length === 0)
      reasons.push({ standing: 'outside', because: `The trial "${trial.id}" has seen no "${work.kind}".` });
    for (const one of seen) {
      const size = sizeOf(one, work, trial.id);
      if (size === null)
        return { standing: 'covered', because: `Inside what the trial "${trial.id}" saw of "${work.kind}".` };
      reasons.push(size);
    }
  }
  return reasons.find(({ standing }) => standing === 'unknown') ?? (reasons[0] as TrialCoverage);
}

function sizeOf(
  seen: ProgrammeTrial['envelope'][number],
  work: { readonly peakCores: Bounds | null; readonly memoryGb: number | null },
  trial: string,
): TrialCoverage | null {
  if (seen.peakCores !== undefined) {
    if (work.peakCores === null)
      return {
        standing: 'unknown',
        because: `Its peak is unobserved; the trial "${trial}" saw ${seen.peakCores} cores.`,
      };
    if (work.peakCores.atMost > seen.peakCores)
      return {
        standing: work.peakCores.atLeast > seen.peakCores ? 'outside' : 'unknown',
        because: `Its peak of ${round(work.peakCores.atMost)} cores exceeds the ${seen.peakCores} that the trial "${trial}" saw.`,
      };
  }
  if (seen.memoryGb !== undefined) {
    if (work.memoryGb === null)
      return {
        standing: 'unknown',
        because: `Its memory is unobserved; the trial "${trial}" saw ${seen.memoryGb} GB.`,
      };
    if (work.memoryGb > seen.memoryGb)
      return {
        standing: 'outside',
        because: `Its memory of ${work.memoryGb} GB exceeds the ${seen.memoryGb} GB that the trial "${trial}" saw.`,
      };
  }
  return null;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
