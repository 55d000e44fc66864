import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { useBoundsText } from '../parts/bounds-bar.tsx';
import { ConcentrationTable } from '../parts/concentration-table.tsx';
import { FigureTable } from '../parts/figure-table.tsx';
import { HeatTable } from '../parts/heat-table.tsx';
import { useWhole } from '../api/use-whole.ts';
import { Late } from '../parts/late.tsx';
import { LostFunctions } from '../parts/lost-functions.tsx';
import { PutIntoCase } from '../desk/put-into-case.tsx';
import { Panel } from '../parts/panel.tsx';
import { RankingList } from '../parts/ranking-list.tsx';
import { SharesByPart } from '../parts/shares-by-part.tsx';
import { StandAgain } from '../parts/stand-again.tsx';
import { SubjectBuilder } from '../parts/subject-builder.tsx';
import { SubjectExamples } from '../parts/subject-examples.tsx';
import { TrendPanel } from '../parts/trend-panel.tsx';
import { useWords } from '../words/words.tsx';
import { RowLink } from '../parts/light-link.tsx';

const figuresOf = ({ figures }: AnswerOf<'getLosses'>): AnswerOf<'getLosses'>['figures'] => figures;
const kinds = ['provider', 'product', 'asset', 'service use'] as const;

/** Reliance on a subject; without one, what the sector relies on most. */
export function ReliancePage(): ReactNode {
  const { say } = useWords();
  const navigate = useNavigate({ from: '/reliance' });
  const { subject = '' } = useSearch({ from: '/reliance' });
  const query = useAnswer('getReliance', subject === '' ? null : { query: { subject } });
  const onAsk = (expression: string): void => void navigate({ search: { subject: expression } });
  return (
    <>
      <div className="page-head">
        <h1>{say('reliance.title')}</h1>
        <span className="links">
          <Link className="button" to="/reliance/graph">
            {say('graph.title')}
          </Link>
          <Link className="button" to="/reliance/compare">
            {say('compare.title')}
          </Link>
        </span>
      </div>
      <p className="quiet lead">{say('reliance.lead')}</p>
      <SubjectBuilder subject={subject} onAsk={onAsk} />
      {subject === '' ? (
        <>
          <SubjectExamples onAsk={onAsk} />
          <Panel title={say('reliance.ranking')} note={say('overview.topNote')}>
            <RankingList limit={25} assets />
          </Panel>
          <Late>
            <Panel title={say('reliance.heat')} note={say('reliance.heatNote')}>
              <HeatTable />
            </Panel>
            <Panel title={say('reliance.concentration')} note={say('reliance.concentrationNote')}>
              <ConcentrationTable />
            </Panel>
          </Late>
        </>
      ) : (
        <Answered query={query}>{(answer) => <Answer key={answer.subject + answer.asOf} answer={answer} />}</Answered>
      )}
    </>
  );
}

function Answer({ answer }: { readonly answer: AnswerOf<'getReliance'> }): ReactNode {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  const { subject, selected, unobserved } = answer;
  const list = kinds
    .filter((kind) => (selected[kind] ?? 0) > 0)
    .map((kind) => say(`subject.items.${kind}`, { n: format.number(selected[kind] ?? 0) }))
    .join(' · ');
  const open = Object.values(unobserved).reduce((sum, count) => sum + count, 0);
  const losses = useWhole(
    answer.byInstitution,
    answer.institutionsHit,
    'getLosses',
    { query: { subject, limit: answer.institutionsHit } },
    figuresOf,
  );
  const hit = losses.slice(0, answer.institutionsHit);
  return (
    <>
      <p className="print-only expression">{subject}</p>
      <div className="answer-head" role="status">
        <span>{say('subject.selected', { list: list === '' ? '—' : list })}</span>
        <span className="links">
          <Link className="button" to="/what-if" search={{ subject }}>
            {say('reliance.whatIf')}
          </Link>
          <Link className="button" to="/reliance/graph" search={{ subject }}>
            {say('graph.open')}
          </Link>
          <Link className="button" to="/reliance/compare" search={{ first: subject }}>
            {say('compare.open')}
          </Link>
          <PutIntoCase expression={subject} />
        </span>
      </div>
      {answer.notes.map((note) => (
        <p key={note} className="note">
          {note}
        </p>
      ))}
      {open === 0 ? null : <p className="note">{say('subject.unobserved', { n: format.number(open) })}</p>}
      {answer.blind === null || answer.blind.institutions === 0 ? null : (
        <p className="note">
          {say('reliance.blind', {
            institutions: format.number(answer.blind.institutions),
            functions: format.number(answer.blind.criticalFunctions),
          })}
        </p>
      )}
      <div className="columns">
        <Panel title={say('reliance.losses')} note={say('reliance.weakened', { range: bounds(answer.weakened) })}>
          <FigureTable figures={answer.figures} subject={subject} label={say('reliance.losses')} />
          <p className="quiet legend">{say('legend.bounds')}</p>
        </Panel>
        <Panel title={say('reliance.shares')} note={say('reliance.sharesNote')}>
          <FigureTable
            figures={answer.directShares}
            subject={subject}
            label={say('reliance.shares')}
            nameOf={(figure) => (
              <>
                {say(figure.id.includes('/asset/') ? 'column.assets' : 'column.services')}{' '}
                <span className="quiet">
                  {say(`weight.${figure.weight}`)}
                  {figure.weight === 'capacity' ? ` ${figure.id.split('/').at(-1) ?? ''}` : ''}
                </span>
              </>
            )}
          />
        </Panel>
      </div>
      <div className="columns">
        <LostFunctions answer={answer} />
        <Panel title={say('reliance.byInstitution')} note={say('rank.lost')}>
          {hit.length === 0 ? (
            <p>{say('reliance.functionsNone')}</p>
          ) : (
            <FigureTable
              figures={hit}
              subject={subject}
              label={say('reliance.byInstitution')}
              nameOf={({ scope }) => (
                <RowLink table="institutions" of={scope.id}>
                  {scope.name}
                </RowLink>
              )}
            />
          )}
        </Panel>
      </div>
      <Late>
        <SharesByPart subject={subject} />
        <div className="columns">
          <StandAgain subject={subject} />
          <TrendPanel subject={subject} />
        </div>
      </Late>
    </>
  );
}
