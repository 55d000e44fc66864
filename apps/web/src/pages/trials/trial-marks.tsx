import type { ReactNode } from 'react';
import type { Given, ItemOf } from '../../api/send.ts';
import { useWords } from '../../words/words.tsx';

export type Trial = Given<'getTrial'>;
export type Assessment = NonNullable<Trial['assessment']>;
export type Verdict = Assessment['verdict'];

/** How a trial stands, in a word. */
export function TrialState({ trial }: { readonly trial: Pick<ItemOf<'listTrials'>, 'state' | 'unsealed'> }): ReactNode {
  const { say } = useWords();
  return (
    <span className="state" data-trial={trial.state}>
      {say(`trials.state.${trial.state}`)}
      {trial.state !== 'draft' && trial.unsealed.length > 0 ? ` · ${say('trials.unsealed')}` : ''}
    </span>
  );
}

/** A verdict in its own form and colour. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const { say } = useWords();
  return (
    <strong className="trial-verdict" data-verdict={verdict}>
      {say(`trials.verdict.${verdict}`)}
    </strong>
  );
}

/** Name of an endpoint, with its workload where it is not pooled. */
export function useEndpointName(protocol: Trial['protocol']): (endpoint: string, workload: string | null) => string {
  const { say } = useWords();
  return (endpoint, workload) => {
    const name = protocol.endpoints.find(({ id }) => id === endpoint)?.name ?? endpoint;
    if (workload === null) return `${name}, ${say('trials.allWorkloads')}`;
    return `${name}, ${protocol.workloads.find(({ id }) => id === workload)?.name ?? workload}`;
  };
}

/** What an endpoint says, in one plain sentence in the reader's language. */
export function useSentence(protocol: Trial['protocol']): (one: Assessment['endpoints'][number]) => string {
  const { say, format, language } = useWords();
  const nameOf = useEndpointName(protocol);
  const bound = useBound();
  return (one) =>
    language === 'en'
      ? one.sentence
      : say(`trials.sentence.${one.outcome}`, {
          name: nameOf(one.endpoint, one.workload),
          estimate: bound(one.estimate),
          lower: bound(one.lower),
          upper: bound(one.upper),
          margin: format.figure(one.margin),
        });
}

/** A figure that may be missing. */
export function useBound(): (value: number | null) => string {
  const { say, format } = useWords();
  return (value) => (value === null ? say('trials.unbounded') : format.figure(value));
}
