import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { sayOr, useWords } from '../words/words.tsx';

/** The rounds of a fall, one at a time; arrow keys step. The first round is what is withdrawn. */
export function FallSteps({ rounds }: { readonly rounds: AnswerOf<'getFall'>['rounds'] }): ReactNode {
  const { say, format } = useWords();
  const [at, setAt] = useState(0);
  const round = rounds[at];
  if (round === undefined) return <p>{say('whatif.nothing')}</p>;
  const step = (by: number): void => setAt(Math.max(0, Math.min(rounds.length - 1, at + by)));
  const keys = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  };
  const most = Math.max(...rounds.map(({ kinds }) => kinds['function'] ?? 0), 1);
  let felled = 0;
  return (
    <div className="steps" onKeyDown={keys}>
      <ol className="step-list">
        {rounds.map(({ round: number, kinds }, place) => {
          const functions = kinds['function'] ?? 0;
          felled += functions;
          return (
            <li key={number}>
              <button type="button" aria-current={place === at ? 'step' : undefined} onClick={() => setAt(place)}>
                <span className="step-bar" style={{ height: `${(28 * functions) / most}px` }} aria-hidden="true" />
                <span>
                  {place === 0 ? say('whatif.start') : say('whatif.step', { n: place, of: rounds.length - 1 })}
                </span>
                <span className="quiet">
                  {functions > 0
                    ? say('whatif.functions', { n: format.number(functions), all: format.number(felled) })
                    : ' '}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <div className="step-tools">
        <Button size="xs" variant="default" disabled={at === 0} onClick={() => step(-1)}>
          {say('whatif.previous')}
        </Button>
        <Button size="xs" variant="default" disabled={at === rounds.length - 1} onClick={() => step(1)}>
          {say('whatif.next')}
        </Button>
        <span className="kinds">
          {Object.entries(round.kinds).map(([kind, count]) => (
            <span key={kind} className="tag">
              {sayOr(say, `kind.one.${kind}`, kind)} {format.number(count)}
            </span>
          ))}
        </span>
      </div>
      <div
        className="step-names"
        role="region"
        aria-live="polite"
        aria-label={at === 0 ? say('whatif.start') : say('whatif.falls')}
        tabIndex={0}
      >
        <ul className="names">
          {round.named.map((node, place) => (
            <li key={place}>
              <span className="kind">{sayOr(say, `kind.one.${node.kind}`, node.kind)}</span> {node.name}
              {node.institution === null ? null : <span className="quiet"> {node.institution}</span>}
            </li>
          ))}
        </ul>
        {round.more > 0 ? <p className="quiet">{say('whatif.andMore', { n: format.number(round.more) })}</p> : null}
      </div>
    </div>
  );
}
