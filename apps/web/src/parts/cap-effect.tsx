import { NumberInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { WhyButton } from './basis.tsx';
import { BoundsBar } from './bounds-bar.tsx';
import { Panel } from './panel.tsx';
import { ScrollTable } from './scroll-table.tsx';
import { SubjectBuilder } from './subject-builder.tsx';

type Effect = AnswerOf<'getCapEffect'>;
const usualPercent = 35;

/** Rows whose cost nobody stated can only add to what is known. */
const least = ({ unobserved }: { readonly unobserved: number }): string => (unobserved > 0 ? '≥ ' : '');

/** What a cap on a subject would make institutions move, and sellers lose. */
export function CapEffect(): ReactNode {
  const { say } = useWords();
  const navigate = useNavigate({ from: '/market' });
  const { subject = '', cap } = useSearch({ from: '/market' });
  const stated = Number(cap ?? usualPercent);
  const percent = Number.isFinite(stated) ? Math.min(100, Math.max(0, stated)) : usualPercent;
  return (
    <Panel
      title={say('cap.title')}
      note={say('cap.lead')}
      tools={
        <NumberInput
          size="xs"
          w="8rem"
          label={say('cap.share')}
          min={0}
          max={100}
          value={percent}
          onChange={(value) => {
            if (value === '') return;
            void navigate({ search: (before) => ({ ...before, cap: String(value) }), replace: true });
          }}
        />
      }
    >
      <SubjectBuilder
        subject={subject}
        onAsk={(expression) => void navigate({ search: (before) => ({ ...before, subject: expression }) })}
      />
      {subject === '' ? null : <Both subject={subject} share={percent / 100} />}
    </Panel>
  );
}

function Both({ subject, share }: { readonly subject: string; readonly share: number }): ReactNode {
  const query = useAnswer('getCapEffect', { query: { subject, share } }, { keep: true });
  return <Answered query={query}>{(effect) => <Tables effect={effect} subject={subject} />}</Answered>;
}

function Tables({ effect, subject }: { readonly effect: Effect; readonly subject: string }): ReactNode {
  const { say, format } = useWords();
  const { currency, volume, toMove, unobserved, share: cap } = effect;
  const money = (value: number): string => format.money(value, currency);
  const left = unobserved > 0 ? say('cap.unobserved', { n: format.number(unobserved) }) : '';
  if (volume === 0)
    return (
      <p className="note">
        {say('cap.nothing')} {left}
      </p>
    );
  return (
    <>
      <p>
        <strong>{say('cap.sum', { moved: money(toMove), volume: money(volume) })}</strong> {left}
      </p>
      <h3>{say('cap.institutions')}</h3>
      <ScrollTable label={say('cap.institutions')}>
        <thead>
          <tr>
            <th scope="col">{say('cap.institution')}</th>
            <th scope="col">{say('cap.now')}</th>
            <th scope="col" className="number">
              {say('cap.held')}
            </th>
            <th scope="col" className="number">
              {say('cap.move')}
            </th>
          </tr>
        </thead>
        <tbody>
          {effect.institutions.map((one) => (
            <tr key={one.institution}>
              <th scope="row">{one.name}</th>
              <td>
                <BoundsBar
                  bounds={{ atLeast: one.share, atMost: one.unobserved > 0 ? 1 : one.share }}
                  max={1}
                  text={`${least(one)}${format.share(one.share)}`}
                />{' '}
                {one.unobserved > 0 ? (
                  <span className="unobserved">{say('cap.blind', { n: format.number(one.unobserved) })}</span>
                ) : null}
              </td>
              <td className="number">{`${least(one)}${money(one.selected)}`}</td>
              <td className="number">
                {`${least(one)}${money(one.toMove)} `}
                <WhyButton asked={{ figure: one.figureId, subject, cap }} about={one.name} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <h3>{say('cap.sellers')}</h3>
      <ScrollTable label={say('cap.sellers')}>
        <thead>
          <tr>
            <th scope="col">{say('market.seller')}</th>
            <th scope="col" className="number">
              {say('cap.volume')}
            </th>
            <th scope="col" className="number">
              {say('cap.lost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {effect.sellers.map((one) => (
            <tr key={one.figureId}>
              <th scope="row">{one.name === '' ? say('cap.notStated') : one.name}</th>
              <td className="number">{money(one.volume)}</td>
              <td className="number">
                {money(one.lost)}{' '}
                <WhyButton asked={{ figure: one.figureId, subject, cap }} about={one.name || say('cap.notStated')} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}
