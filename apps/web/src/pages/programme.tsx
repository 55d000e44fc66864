import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { addressOf, type AnswerOf, ask } from '../api/ask.ts';
import { changeHeaders } from '../api/session.ts';
import { ProblemNote } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { useWords } from '../words/words.tsx';
import { type Compared, ComparePlans } from './programme/compare-plans.tsx';
import { KeepProgramme, type Kept } from './programme/keep-programme.tsx';
import { planForms } from './programme/plan.ts';
import { PlanView } from './programme/plan-view.tsx';

type Run = AnswerOf<'getProgrammeRun'>;
const days = [
  '',
  '2026-04-01',
  '2026-07-01',
  '2026-10-01',
  '2027-01-01',
  '2027-04-01',
  '2027-07-01',
  '2027-10-01',
  '2028-01-01',
  '2028-04-01',
  '2028-07-01',
  '2028-10-01',
  '2029-01-01',
  '2029-04-01',
];

/** Plans of one visit that stand side by side; the server keeps some more. */
const mostCompared = 8;

interface Asked {
  readonly text: string | null;
  readonly on: string;
  readonly seconds: number;
  readonly budget: number;
  readonly supply: number;
  readonly crews: number;
  readonly deadline: number;
  readonly from: string;
  readonly to: string;
}
const first: Asked = {
  text: null,
  on: '',
  seconds: 4,
  budget: 100,
  supply: 100,
  crews: 0,
  deadline: 0,
  from: '',
  to: '',
};

/** A replacement programme: plan it, ask what if, follow it. */
export function ProgrammePage(): ReactNode {
  const { say, format } = useWords();
  const [asked, setAsked] = useState<Asked>(first);
  const [run, setRun] = useState<string | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [shown, setShown] = useState<Run | null>(null);
  const [made, setMade] = useState<readonly (Compared & { readonly run: Run })[]>([]);
  const askedOf = useRef(new Map<string, { readonly words: string; readonly kept: Kept }>());
  const started = useRef(false);
  const { data } = useQuery({
    queryKey: ['getProgrammeRun', run],
    queryFn: ({ signal }) => ask('getProgrammeRun', { params: { run: run ?? '' } }, { signal }),
    enabled: run !== null,
    refetchInterval: (query) => (query.state.data === undefined || query.state.data.state === 'running' ? 400 : false),
  });
  useEffect(() => {
    if (data?.state !== 'done') return;
    setShown(data);
    const { plan: finished } = data;
    if (finished === null) return;
    setMade((before) =>
      before.some(({ id }) => id === data.id)
        ? before
        : [
            ...before.slice(1 - mostCompared),
            { id: data.id, asked: askedOf.current.get(data.id)?.words ?? '', plan: finished, run: data },
          ],
    );
  }, [data]);
  const inWords = (what: Asked): string => {
    const changed = [
      ...(what.on === '' ? [] : [format.date(what.on)]),
      ...(what.budget === 100 ? [] : [`${say('programme.ask.budget')} ${what.budget} %`]),
      ...(what.supply === 100 ? [] : [`${say('programme.ask.supply')} ${what.supply} %`]),
      ...(what.crews === 0 ? [] : [`${say('programme.ask.crews')} ${what.crews}`]),
      ...(what.deadline === 0 ? [] : [`${say('programme.ask.deadline')} ${what.deadline}`]),
      ...(what.from === '' || what.to === '' ? [] : [`${format.date(what.from)} – ${format.date(what.to)}`]),
    ];
    return changed.length === 0 ? say('programme.asWritten') : changed.join(', ');
  };
  const plan = async (what: Asked): Promise<void> => {
    setError(null);
    const freeze = what.from !== '' && what.to !== '' ? { from: what.from, to: what.to } : null;
    const post = {
      text: what.text,
      on: what.on === '' ? null : what.on,
      seconds: what.seconds,
      change: {
        budgetFactor: what.budget / 100,
        supplyFactor: what.supply / 100,
        crewsMore: what.crews,
        deadlineDays: what.deadline,
        freeze,
      },
    };
    try {
      const begun = await ask('planProgramme', {} as never, { post, headers: await changeHeaders() });
      const { seconds, change } = post;
      askedOf.current.set(begun.id, { words: inWords(what), kept: { seconds, change } });
      setRun(begun.id);
    } catch (problem) {
      setError(problem as Error);
    }
  };
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void plan(first);
  });
  const cancel = async (): Promise<void> => {
    if (run === null) return;
    await ask('cancelProgrammeRun', { params: { run } }, { post: {}, headers: await changeHeaders() });
  };
  const running = data?.state === 'running' ? data : null;
  return (
    <>
      <div className="page-head">
        <h1>{say('programme.title')}</h1>
        {shown === null ? null : (
          <nav className="exports" aria-label={say('programme.exports')}>
            {planForms.map((form) => (
              <a
                key={form}
                href={addressOf('exportProgrammeRun', { params: { run: shown.id }, query: { form } })}
                download
              >
                {say(`programme.form.${form}`)}
              </a>
            ))}
          </nav>
        )}
      </div>
      <p className="quiet lead">{say('programme.lead')}</p>
      <Panel title={say('programme.whatIf')} note={say('programme.whatIfNote')}>
        <Questions asked={asked} onChange={setAsked} onPlan={() => void plan(asked)} running={running !== null} />
        {running === null ? null : (
          <div className="plan-progress">
            <progress
              value={running.total === 0 ? 0 : running.done / running.total}
              max={1}
              aria-label={running.step}
            />
            <span role="status">{say('programme.running', { step: running.step })}</span>
            {running.standing === null || running.standing.relianceDays === null ? null : (
              <span className="quiet">
                {say('programme.soFar', {
                  days: format.number(Math.round(running.standing.relianceDays)),
                  late: format.number(running.standing.lateDays),
                  bound: format.number(Math.round(running.standing.lowerBound)),
                  gap: running.standing.gap === null ? '–' : format.share(running.standing.gap),
                })}
              </span>
            )}
            <Button size="xs" variant="default" onClick={() => void cancel()}>
              {say('programme.cancel')}
            </Button>
          </div>
        )}
        {data?.state === 'cancelled' ? <p role="status">{say('programme.cancelled')}</p> : null}
        {data?.state === 'failed' ? (
          <div className="note problem" role="alert">
            <strong>{say('app.problem')}</strong>
            <p>{data.error}</p>
          </div>
        ) : null}
        {error === null ? null : <ProblemNote error={error} />}
      </Panel>
      {shown === null ? null : (
        <ComparePlans
          plans={made}
          shown={shown.id}
          onShow={(id) => setShown(made.find((one) => one.id === id)?.run ?? shown)}
          note={say('programme.compareNote')}
        />
      )}
      {shown?.plan === null || shown === null ? null : (
        <KeepProgramme run={shown.id} on={shown.plan.statusOn} asked={askedOf.current.get(shown.id)?.kept ?? {}} />
      )}
      {shown?.plan === null || shown === null ? null : <PlanView plan={shown.plan} progress={shown.progress} />}
    </>
  );
}

function Questions({
  asked,
  onChange,
  onPlan,
  running,
}: {
  readonly asked: Asked;
  readonly onChange: (asked: Asked) => void;
  readonly onPlan: () => void;
  readonly running: boolean;
}): ReactNode {
  const { say, format } = useWords();
  const number = (
    name: 'budget' | 'supply' | 'crews' | 'deadline' | 'seconds',
    min: number,
    max: number,
    step: number,
    suffix: string,
  ): ReactNode => (
    <NumberInput
      size="xs"
      label={say(`programme.ask.${name}`)}
      value={asked[name]}
      min={min}
      max={max}
      step={step}
      suffix={suffix}
      onChange={(value) => onChange({ ...asked, [name]: typeof value === 'number' ? value : Number(value) || 0 })}
    />
  );
  return (
    <form
      className="plan-questions"
      onSubmit={(event) => {
        event.preventDefault();
        onPlan();
      }}
    >
      <Select
        size="xs"
        label={say('programme.ask.on')}
        value={asked.on}
        allowDeselect={false}
        onChange={(value) => onChange({ ...asked, on: value ?? '' })}
        data={days.map((day) => ({ value: day, label: day === '' ? say('programme.ask.start') : format.date(day) }))}
      />
      {number('budget', 5, 500, 10, ' %')}
      {number('supply', 0, 500, 10, ' %')}
      {number('crews', -10, 50, 1, '')}
      {number('deadline', -1500, 1500, 30, '')}
      <TextInput
        size="xs"
        type="date"
        label={say('programme.ask.freezeFrom')}
        value={asked.from}
        onChange={(event) => onChange({ ...asked, from: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="date"
        label={say('programme.ask.freezeTo')}
        value={asked.to}
        onChange={(event) => onChange({ ...asked, to: event.currentTarget.value })}
      />
      {number('seconds', 1, 120, 1, ' s')}
      <label className="file-choice">
        <span>{say('programme.ask.file')}</span>
        <input
          type="file"
          accept=".yaml,.yml,.json"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file === undefined) onChange({ ...asked, text: null });
            else void file.text().then((text) => onChange({ ...asked, text }));
          }}
        />
      </label>
      <Button size="xs" type="submit" disabled={running}>
        {say('programme.plan')}
      </Button>
    </form>
  );
}
