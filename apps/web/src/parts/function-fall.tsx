import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { sayOr, useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { BasisTable } from './basis-table.tsx';

/** Why one function falls with a subject: verdict, path, smallest sets, rows. */
export function FunctionFall({
  subject,
  institution,
  function: fn,
}: {
  readonly subject: string;
  readonly institution: string;
  readonly function: string;
}): ReactNode {
  const { say } = useWords();
  const call = useMemo(() => ({ query: { subject, institution, function: fn } }), [subject, institution, fn]);
  const cuts = useMemo(() => ({ query: { institution, function: fn, limit: 12 } }), [institution, fn]);
  const why = useAnswer('getWhyFunction', call);
  const sets = useAnswer('getCutSets', cuts);
  return (
    <Answered query={why}>
      {(told) => (
        <>
          <p>
            <strong>{told.function}</strong>
            <br />
            {told.institution}
          </p>
          <p>{say(`why.verdict.${told.verdict}`)}</p>
          <p>
            <Link to="/reliance/graph" search={{ subject, institution, function: fn }} className="button">
              {say('graph.open')}
            </Link>
          </p>
          {told.path.length === 0 ? null : (
            <>
              <h3>{say('why.path')}</h3>
              <ol className="path">
                {told.path.map((node, at) => (
                  <li key={at}>
                    <span className="kind">{sayOr(say, `kind.one.${node.kind}`, node.kind)}</span> {node.name}
                    {at === 0 ? <span className="tag">{say('why.withdrawn')}</span> : null}
                  </li>
                ))}
              </ol>
            </>
          )}
          <h3>{say('why.cutSets')}</h3>
          <Answered query={sets}>
            {({ first, total }) => (
              <>
                <p className="quiet">{say('why.cutSetsHint', { n: total })}</p>
                <ul className="sets">
                  {first.map((set, at) => (
                    <li key={at}>{set.join(' + ')}</li>
                  ))}
                </ul>
              </>
            )}
          </Answered>
          {told.rows.length === 0 ? null : (
            <>
              <h3>{say('why.rows', { n: told.rows.length })}</h3>
              <BasisTable rows={told.rows} />
            </>
          )}
        </>
      )}
    </Answered>
  );
}
