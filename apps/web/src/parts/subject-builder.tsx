import { Button, Select, SegmentedControl, Textarea, Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { sayOr, useWords } from '../words/words.tsx';

interface Condition {
  readonly field: string;
  readonly is: boolean;
  readonly value: string;
  readonly label: string;
}

const none: Condition = { field: 'group', is: true, value: '', label: '' };
const simple = /^(\w+) (==|!=) ("(?:[^"\\]|\\.)*")$/;

/** Builds a subject by choosing fields and values, or takes it as an expression. Asks nothing by itself. */
export function SubjectBuilder({
  subject,
  onAsk,
  label,
}: {
  readonly subject: string;
  /** Tells two builders on one page apart. */
  readonly label?: string;
  readonly onAsk: (expression: string) => void;
}): ReactNode {
  const { say } = useWords();
  const [mode, setMode] = useState<'build' | 'write'>(() =>
    subject !== '' && conditionsOf(subject) === null ? 'write' : 'build',
  );
  const [conditions, setConditions] = useState<readonly Condition[]>(() => conditionsOf(subject) ?? [none]);
  const [text, setText] = useState(subject);
  useEffect(() => {
    const read = conditionsOf(subject);
    setText(subject);
    if (subject !== '' && read === null) setMode('write');
    setConditions(read ?? [none]);
  }, [subject]);
  const built = conditions
    .filter(({ value }) => value !== '')
    .map(({ field, is, value }) => `${field} ${is ? '==' : '!='} ${JSON.stringify(value)}`)
    .join(' && ');
  const expression = (mode === 'build' ? built : text).trim();
  const change = (at: number, next: Partial<Condition>): void =>
    setConditions(conditions.map((one, place) => (place === at ? { ...one, ...next } : one)));
  return (
    <form
      className="subject"
      aria-label={label ?? say('subject.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (expression !== '') onAsk(expression);
      }}
    >
      <div className="subject-head">
        <SegmentedControl
          size="xs"
          aria-label={say('subject.title')}
          value={mode}
          onChange={(value) => {
            if (value === 'write') setText(built === '' ? text : built);
            setMode(value as 'build' | 'write');
          }}
          data={[
            { value: 'build', label: say('subject.build') },
            { value: 'write', label: say('subject.write') },
          ]}
        />
        <span className="quiet">{say('subject.teach')}</span>
      </div>
      {mode === 'build' ? (
        <div className="conditions">
          {conditions.map((condition, at) => (
            <div className="condition" key={at}>
              <FieldChoice value={condition.field} onChange={(field) => change(at, { field, value: '', label: '' })} />
              <Select
                size="xs"
                w={90}
                aria-label={say('subject.is')}
                allowDeselect={false}
                value={condition.is ? 'is' : 'isNot'}
                onChange={(value) => change(at, { is: value === 'is' })}
                data={[
                  { value: 'is', label: say('subject.is') },
                  { value: 'isNot', label: say('subject.isNot') },
                ]}
              />
              <ValueChoice
                key={condition.field}
                field={condition.field}
                value={condition.value}
                onChange={(value) => change(at, { value })}
              />
              {conditions.length > 1 ? (
                <button
                  type="button"
                  className="plain"
                  aria-label={say('subject.remove', { n: at + 1 })}
                  onClick={() => setConditions(conditions.filter((_, place) => place !== at))}
                >
                  ×
                </button>
              ) : null}
            </div>
          ))}
        </div>
      ) : (
        <Textarea
          size="xs"
          autosize
          minRows={2}
          aria-label={say('subject.expression')}
          className="mono"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          spellCheck={false}
        />
      )}
      <div className="subject-foot">
        {mode === 'build' ? (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => setConditions([...conditions, { ...none, field: 'category' }])}
          >
            {say('subject.add')}
          </Button>
        ) : null}
        <code className="expression">{mode === 'build' ? expression : ''}</code>
        <Button size="xs" type="submit" disabled={expression === ''}>
          {say('subject.ask')}
        </Button>
      </div>
    </form>
  );
}

function FieldChoice({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (field: string) => void;
}): ReactNode {
  const { say } = useWords();
  const fields = useAnswer('listSubjectFields', {});
  const names = fields.data?.items.map(({ name }) => name) ?? [value];
  return (
    <Select
      size="xs"
      w={170}
      aria-label={say('subject.field')}
      allowDeselect={false}
      searchable
      value={value}
      onChange={(chosen) => onChange(chosen ?? value)}
      data={names.map((name) => ({ value: name, label: sayOr(say, `field.${name}`, name) }))}
    />
  );
}

/** Offers the values that the sector has, by their words. */
function ValueChoice({
  field,
  value,
  onChange,
}: {
  readonly field: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { say } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const [contains] = useDebouncedValue(typed ?? '', 40, { leading: true });
  const asked = typed === null ? value : contains;
  const values = useAnswer(
    'listSubjectValues',
    { params: { field }, query: { contains: asked, limit: 50 } },
    { keep: true },
  );
  const items = values.data?.items ?? [];
  const told = items.map((item) => ({
    ...item,
    text: item.label === item.value ? item.value : `${item.label} (${item.value})`,
  }));
  const shown = typed ?? told.find((item) => item.value === value)?.text ?? value;
  return (
    <Autocomplete
      size="xs"
      className="grow"
      aria-label={say('subject.value')}
      placeholder={say('subject.value')}
      value={shown}
      limit={50}
      filter={({ options }) => options}
      data={[...new Set(told.map(({ text }) => text))]}
      onChange={(text) => {
        const chosen = told.find((item) => item.text === text);
        setTyped(text);
        onChange(chosen?.value ?? text);
      }}
      onOptionSubmit={(text) => {
        setTyped(null);
        onChange(told.find((item) => item.text === text)?.value ?? text);
      }}
      rightSectionPointerEvents="none"
    />
  );
}

function conditionsOf(subject: string): Condition[] | null {
  const conditions: Condition[] = [];
  if (subject === '') return null;
  for (const part of subject.split(' && ')) {
    const [, field, operator, quoted] = simple.exec(part) ?? [];
    if (field === undefined || quoted === undefined) return null;
    const value = JSON.parse(quoted) as string;
    conditions.push({ field, is: operator === '==', value, label: value });
  }
  return conditions;
}
