import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Endpoints } from '@underpin/contract';
import type { z } from 'zod';
import { useDesk } from '../../desk/desk.tsx';
import { useWords } from '../../words/words.tsx';

type NewMeasure = z.input<Endpoints['decideCase']['body']>['measures'] extends (infer M)[] | undefined ? M : never;
type Kind = 'direction' | 'exclusion rule' | 'trial request';

export interface MilestoneValues {
  readonly on: string;
  readonly percent: string;
}
export interface MeasureValues {
  readonly kind: Kind;
  readonly title: string;
  readonly expression: string;
  readonly label: string;
  readonly addressees: readonly string[];
  readonly metric: 'direct share' | 'critical functions lost';
  readonly weight: 'count' | 'cost' | 'capacity';
  readonly target: 'cap' | 'removal';
  readonly milestones: readonly MilestoneValues[];
  readonly reportEveryDays: string;
  readonly exceptions: readonly { readonly party: string; readonly reason: string; readonly until: string }[];
  readonly from: string;
  readonly until: string;
  readonly exemptions: string;
  readonly legalBasis: string;
  readonly candidate: string;
  readonly incumbent: string;
  readonly workloads: string;
}

export function blankMeasure(
  kind: Kind,
  subject: { readonly expression: string; readonly label?: string | undefined } | null,
): MeasureValues {
  return {
    kind,
    title: '',
    expression: subject?.expression ?? '',
    label: subject?.label ?? '',
    addressees: [],
    metric: 'critical functions lost',
    weight: 'count',
    target: 'cap',
    milestones: [{ on: '', percent: '' }],
    reportEveryDays: '',
    exceptions: [],
    from: '',
    until: '',
    exemptions: '',
    legalBasis: '',
    candidate: '',
    incumbent: '',
    workloads: '',
  };
}

/** A measure as the contract wants it. */
export function measureOf(value: MeasureValues): NewMeasure {
  const subject = { expression: value.expression, ...(value.label === '' ? {} : { label: value.label }) };
  const common = { title: value.title, subject, addressees: [...value.addressees], exceptions: [...value.exceptions] };
  switch (value.kind) {
    case 'direction':
      return {
        ...common,
        terms: {
          kind: 'direction',
          metric: value.metric,
          weight: value.weight,
          target: value.target,
          milestones: milestonesOf(value.milestones),
          reportEveryDays: value.reportEveryDays === '' ? null : Number(value.reportEveryDays),
        },
      };
    case 'exclusion rule':
      return {
        ...common,
        terms: {
          kind: 'exclusion rule',
          from: value.from,
          until: value.until === '' ? null : value.until,
          exemptions: value.exemptions.split('\n').filter((line) => line.trim() !== ''),
          legalBasis: value.legalBasis,
        },
      };
    case 'trial request':
      return {
        ...common,
        terms: {
          kind: 'trial request',
          candidate: value.candidate,
          incumbent: value.incumbent,
          workloads: value.workloads,
        },
      };
  }
}

export function milestonesOf(values: readonly MilestoneValues[]): { on: string; atMost: number }[] {
  return values.map(({ on, percent }) => ({ on, atMost: Number(percent) / 100 }));
}

/** Milestones as lines of date and share. */
export function MilestoneFields({
  value,
  change,
}: {
  readonly value: readonly MilestoneValues[];
  readonly change: (next: readonly MilestoneValues[]) => void;
}): ReactNode {
  const { say } = useWords();
  const put = (at: number, changes: Partial<MilestoneValues>): void =>
    change(value.map((one, index) => (index === at ? { ...one, ...changes } : one)));
  return (
    <fieldset className="basis-choice">
      <legend>{say('measure.milestones')}</legend>
      {value.map((one, at) => (
        <div className="row" key={at}>
          <TextInput
            size="xs"
            type="date"
            label={say('measure.milestoneOn', { n: at + 1 })}
            required
            value={one.on}
            onChange={(event) => put(at, { on: event.currentTarget.value })}
          />
          <NumberInput
            size="xs"
            label={say('measure.atMost', { n: at + 1 })}
            min={0}
            max={100}
            suffix=" %"
            required
            value={one.percent}
            onChange={(percent) => put(at, { percent: String(percent) })}
          />
          {value.length > 1 ? (
            <button type="button" className="why" onClick={() => change(value.filter((_, index) => index !== at))}>
              {say('measure.removeMilestone', { n: at + 1 })}
            </button>
          ) : null}
        </div>
      ))}
      <button type="button" className="why" onClick={() => change([...value, { on: '', percent: '' }])}>
        {say('measure.addMilestone')}
      </button>
    </fieldset>
  );
}

export function MeasureFields({
  value,
  change,
  remove,
}: {
  readonly value: MeasureValues;
  readonly change: (next: MeasureValues) => void;
  readonly remove: () => void;
}): ReactNode {
  const { say } = useWords();
  const { parties } = useDesk();
  const put = (changes: Partial<MeasureValues>): void => change({ ...value, ...changes });
  const addressees = [...parties.values()]
    .filter(({ kind }) => kind === 'institution' || kind === 'provider')
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <fieldset className="measure">
      <legend>
        {say(`measureKind.${value.kind}`)}{' '}
        <button type="button" className="why" onClick={remove}>
          {say('measure.remove')}
        </button>
      </legend>
      <TextInput
        size="xs"
        label={say('measure.title')}
        required
        value={value.title}
        onChange={(event) => put({ title: event.currentTarget.value })}
      />
      <div className="row">
        <TextInput
          className="grow"
          size="xs"
          label={say('case.subject')}
          required
          value={value.expression}
          onChange={(event) => put({ expression: event.currentTarget.value })}
        />
        <TextInput
          className="grow"
          size="xs"
          label={say('case.subjectLabel')}
          value={value.label}
          onChange={(event) => put({ label: event.currentTarget.value })}
        />
      </div>
      <MultiSelect
        size="xs"
        label={say('measure.addressees')}
        searchable
        value={[...value.addressees]}
        onChange={(next) => put({ addressees: next })}
        data={addressees}
      />
      {value.kind === 'direction' ? (
        <>
          <div className="row">
            <Select
              size="xs"
              className="grow"
              label={say('measure.metric')}
              allowDeselect={false}
              value={value.metric}
              onChange={(metric) => put({ metric: metric ?? value.metric })}
              data={[
                { value: 'critical functions lost', label: say('measure.critical functions lost') },
                { value: 'direct share', label: say('measure.direct share') },
              ]}
            />
            {value.metric === 'direct share' ? (
              <Select
                size="xs"
                label={say('market.weight')}
                allowDeselect={false}
                value={value.weight}
                onChange={(weight) => put({ weight: weight ?? value.weight })}
                data={(['count', 'cost', 'capacity'] as const).map((one) => ({
                  value: one,
                  label: say(`weight.${one}`),
                }))}
              />
            ) : null}
            <Select
              size="xs"
              label={say('measure.target')}
              allowDeselect={false}
              value={value.target}
              onChange={(target) => put({ target: target ?? value.target })}
              data={[
                { value: 'cap', label: say('measure.cap') },
                { value: 'removal', label: say('measure.removal') },
              ]}
            />
            <NumberInput
              size="xs"
              label={say('measure.reportEvery')}
              min={1}
              max={3660}
              value={value.reportEveryDays}
              onChange={(days) => put({ reportEveryDays: String(days) })}
            />
          </div>
          <MilestoneFields value={value.milestones} change={(milestones) => put({ milestones })} />
          <fieldset className="basis-choice">
            <legend>{say('measure.exceptions')}</legend>
            {value.exceptions.map((one, at) => {
              const set = (changes: Partial<typeof one>): void =>
                put({
                  exceptions: value.exceptions.map((old, index) => (index === at ? { ...old, ...changes } : old)),
                });
              return (
                <div className="row" key={at}>
                  <Select
                    size="xs"
                    label={say('measure.exceptionFor')}
                    required
                    value={one.party === '' ? null : one.party}
                    onChange={(party) => set({ party: party ?? '' })}
                    data={addressees.filter(({ value: id }) => value.addressees.includes(id))}
                  />
                  <TextInput
                    className="grow"
                    size="xs"
                    label={say('measure.exceptionReason')}
                    required
                    value={one.reason}
                    onChange={(event) => set({ reason: event.currentTarget.value })}
                  />
                  <TextInput
                    size="xs"
                    type="date"
                    label={say('measure.exceptionUntil')}
                    required
                    value={one.until}
                    onChange={(event) => set({ until: event.currentTarget.value })}
                  />
                </div>
              );
            })}
            <button
              type="button"
              className="why"
              onClick={() => put({ exceptions: [...value.exceptions, { party: '', reason: '', until: '' }] })}
            >
              {say('measure.addException')}
            </button>
          </fieldset>
        </>
      ) : null}
      {value.kind === 'exclusion rule' ? (
        <>
          <div className="row">
            <TextInput
              size="xs"
              type="date"
              label={say('measure.from')}
              required
              value={value.from}
              onChange={(event) => put({ from: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              type="date"
              label={say('measure.until')}
              value={value.until}
              onChange={(event) => put({ until: event.currentTarget.value })}
            />
            <TextInput
              className="grow"
              size="xs"
              label={say('measure.legalBasis')}
              required
              value={value.legalBasis}
              onChange={(event) => put({ legalBasis: event.currentTarget.value })}
            />
          </div>
          <Textarea
            size="xs"
            autosize
            minRows={2}
            label={say('measure.exemptions')}
            value={value.exemptions}
            onChange={(event) => put({ exemptions: event.currentTarget.value })}
          />
        </>
      ) : null}
      {value.kind === 'trial request' ? (
        <div className="row">
          <TextInput
            className="grow"
            size="xs"
            label={say('measure.candidate')}
            required
            value={value.candidate}
            onChange={(event) => put({ candidate: event.currentTarget.value })}
          />
          <TextInput
            className="grow"
            size="xs"
            label={say('measure.incumbent')}
            required
            value={value.incumbent}
            onChange={(event) => put({ incumbent: event.currentTarget.value })}
          />
          <TextInput
            className="grow"
            size="xs"
            label={say('measure.workloads')}
            required
            value={value.workloads}
            onChange={(event) => put({ workloads: event.currentTarget.value })}
          />
        </div>
      ) : null}
    </fieldset>
  );
}
