import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { useBoundsText } from '../parts/bounds-bar.tsx';
import { BeforeAfter } from '../parts/before-after.tsx';
import { FallSteps } from '../parts/fall-steps.tsx';
import { LostFunctions } from '../parts/lost-functions.tsx';
import { Panel } from '../parts/panel.tsx';
import { Sale } from '../parts/sale.tsx';
import { ScenarioTools } from '../parts/scenario-tools.tsx';
import { SubjectBuilder } from '../parts/subject-builder.tsx';
import { SubjectExamples } from '../parts/subject-examples.tsx';
import { useWords } from '../words/words.tsx';

/** Withdraw a subject and see it fall step by step, or sell a brand and compare. */
export function WhatIfPage(): ReactNode {
  const { say } = useWords();
  const navigate = useNavigate({ from: '/what-if' });
  const { mode = 'withdraw' } = useSearch({ from: '/what-if' });
  return (
    <>
      <div className="page-head">
        <h1>{say('whatif.title')}</h1>
        <SegmentedControl
          size="xs"
          aria-label={say('whatif.title')}
          value={mode}
          onChange={(value) => void navigate({ search: (before) => ({ ...before, mode: value }) })}
          data={[
            { value: 'withdraw', label: say('whatif.withdraw') },
            { value: 'sell', label: say('whatif.sell') },
          ]}
        />
      </div>
      <p className="quiet lead">{say('whatif.lead')}</p>
      {mode === 'sell' ? <Sale /> : <Withdraw />}
    </>
  );
}

function Withdraw(): ReactNode {
  const { say, format } = useWords();
  const navigate = useNavigate({ from: '/what-if' });
  const { subject = '', bound } = useSearch({ from: '/what-if' });
  const reading = bound === 'atMost' ? 'atMost' : 'atLeast';
  const answer = useAnswer('getReliance', subject === '' ? null : { query: { subject } });
  const fall = useAnswer('getFall', subject === '' ? null : { query: { subject, bound: reading } }, { keep: true });
  const bounds = useBoundsText();
  const statementOf = ({ figures, asOf }: AnswerOf<'getReliance'>): string => {
    const figure = figures.find(({ id }) => id.startsWith('critical-functions-lost/'));
    const total = figure?.total ?? 0;
    return say('scenario.statement', {
      subject,
      date: format.date(asOf),
      lost: bounds(figure?.value ?? null, (share) => format.number(Math.round(share * total))),
      total: format.number(total),
    });
  };
  const onAsk = (expression: string): void =>
    void navigate({ search: (before) => ({ ...before, subject: expression }) });
  return (
    <>
      <SubjectBuilder subject={subject} onAsk={onAsk} />
      {subject === '' ? (
        <SubjectExamples onAsk={onAsk} />
      ) : (
        <>
          <p className="print-only expression">{subject}</p>
          <Panel
            title={say('whatif.steps')}
            tools={
              <SegmentedControl
                size="xs"
                aria-label={say('whatif.bound')}
                value={reading}
                onChange={(value) =>
                  void navigate({ search: (before) => ({ ...before, bound: value }), replace: true })
                }
                data={[
                  { value: 'atLeast', label: say('unit.atLeast') },
                  { value: 'atMost', label: say('unit.atMost') },
                ]}
              />
            }
          >
            <Answered query={fall}>{({ rounds }) => <FallSteps key={subject + reading} rounds={rounds} />}</Answered>
          </Panel>
          <Answered query={answer}>
            {(told) => (
              <>
                <ScenarioTools kind="withdraw" subject={subject} statement={statementOf(told)} />
                <div className="columns">
                  <BeforeAfter figures={told.figures} subject={subject} />
                  <LostFunctions answer={told} />
                </div>
              </>
            )}
          </Answered>
        </>
      )}
    </>
  );
}
