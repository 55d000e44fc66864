import type { Say } from '../words/trial-words.ts';
import type { EndpointResult } from './endpoint-result.ts';

export const verdicts = ['accepted', 'rejected', 'not enough data', 'stopped for harm', 'protocol breached'] as const;
export type Verdict = (typeof verdicts)[number];

/** The verdict and its reasons. Harm comes first: it must not wait for the repair of a protocol. */
export function decide(known: {
  readonly breaches: readonly string[];
  readonly results: readonly EndpointResult[];
  /** Why nothing can be decided yet, or null at the end or at a planned look. */
  readonly running: string | null;
  /** False at a planned look before the last: what is open may still close. */
  readonly final: boolean;
  readonly say: Say;
}): { readonly verdict: Verdict; readonly because: readonly string[] } {
  const { breaches, results, running, say } = known;
  const harmed = results.filter(({ harm, harmLimit }) => harm !== null && harmLimit !== null && harm >= harmLimit);
  if (harmed.length > 0) return { verdict: 'stopped for harm', because: [...harmed.map(told), ...breaches] };
  if (breaches.length > 0) return { verdict: 'protocol breached', because: breaches };
  if (running !== null) return { verdict: 'not enough data', because: [running, ...lacking(results, say)] };
  const worse = results.filter(({ outcome }) => outcome === 'worse');
  if (worse.length > 0) return { verdict: 'rejected', because: worse.map(told) };
  if (results.some(({ lacks }) => lacks.length > 0))
    return { verdict: 'not enough data', because: lacking(results, say) };
  const open = results.filter(({ outcome }) => outcome !== 'met');
  if (open.length > 0)
    return {
      verdict: known.final ? 'rejected' : 'not enough data',
      because: [...open.map(told), ...(known.final ? [] : lacking(results, say))],
    };
  return { verdict: 'accepted', because: results.map(told) };
}

function told({ sentence }: EndpointResult): string {
  return sentence;
}

function lacking(results: readonly EndpointResult[], say: Say): readonly string[] {
  const days = results.filter(({ moreDays }) => moreDays !== null && moreDays > 0);
  const longest = days.toSorted((a, b) => (b.moreDays ?? 0) - (a.moreDays ?? 0))[0];
  return [
    ...new Set(results.flatMap(({ lacks }) => lacks)),
    ...(longest === undefined ? [] : [say('more-days', { count: longest.moreDays ?? 0, name: longest.endpoint })]),
  ];
}
