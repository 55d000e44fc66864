import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sayOr, useWords } from '../words/words.tsx';
import { blank, type FieldSchema, mayBeNull, plainPath, solid } from './json-schema.ts';

interface FieldProps {
  readonly schema: FieldSchema;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Place of the field in the whole, such as "endpoints.0.margin". */
  readonly path: string;
  /** What stands against it, by path. */
  readonly problems: ReadonlyMap<string, string>;
  readonly required: boolean;
}
type Data = Readonly<Record<string, unknown>>;

/**
 * A form made from the schema of its data. Labels are the words "form.field.PATH", or of the last part of the path, in the
 * reader's language; explanations are the schema's own descriptions, and in Chinese those of their own file.
 */
export function SchemaForm({
  schema,
  value,
  onChange,
  problems,
}: Pick<FieldProps, 'schema' | 'problems'> & {
  readonly value: Data;
  readonly onChange: (value: Data) => void;
}): ReactNode {
  return (
    <ObjectFields
      schema={schema}
      value={value}
      onChange={(next) => onChange(next as Data)}
      path=""
      problems={problems}
      required
    />
  );
}

function useField(path: string, schema: FieldSchema): { readonly label: string; readonly help: string } {
  const { say, language } = useWords();
  const helps = useQuery({
    queryKey: ['form help', language],
    queryFn: () => import('../words/protocol-help-zh.ts'),
    enabled: language === 'zh',
    staleTime: Infinity,
  });
  const plain = plainPath(path);
  const name = plain.split('.').at(-1) ?? plain;
  const told = helps.data?.protocolHelpZh[plain] ?? helps.data?.protocolHelpZh[name] ?? '';
  return {
    label: sayOr(say, `form.field.${plain}`, sayOr(say, `form.field.${name}`, name)),
    help: language === 'en' ? (schema.description ?? '') : told,
  };
}

function isGroup(schema: FieldSchema): boolean {
  const { type, items } = solid(schema);
  return type === 'object' || (type === 'array' && items?.type === 'object');
}

function ObjectFields({ schema, value, onChange, path, problems }: FieldProps): ReactNode {
  const { properties = {}, required = [] } = solid(schema);
  const data = (value ?? {}) as Data;
  const put = (name: string, next: unknown): void => {
    const { [name]: _, ...rest } = data;
    onChange(next === undefined ? rest : { ...data, [name]: next });
  };
  const field = ([name, one]: [string, FieldSchema]): ReactNode => (
    <Field
      key={name}
      schema={one}
      value={data[name]}
      onChange={(next) => put(name, next)}
      path={path === '' ? name : `${path}.${name}`}
      problems={problems}
      required={required.includes(name)}
    />
  );
  const all = Object.entries(properties);
  return (
    <>
      <div className="schema-fields">{all.filter(([, one]) => !isGroup(one)).map(field)}</div>
      {all.filter(([, one]) => isGroup(one)).map(field)}
    </>
  );
}

function Field(props: FieldProps): ReactNode {
  const schema = solid(props.schema);
  if (schema.type === 'object') return <Group {...props} />;
  if (schema.type === 'array') {
    if (isGroup(schema)) return <List {...props} />;
    return solid(schema.items ?? {}).type === 'string' ? <TextList {...props} /> : <NumberList {...props} />;
  }
  return <Single {...props} />;
}

function Group(props: FieldProps): ReactNode {
  const { label, help } = useField(props.path, props.schema);
  const { problems, path } = props;
  const inner = (
    <>
      {help === '' ? null : <p className="quiet">{help}</p>}
      {problems.has(path) ? <p className="problem-text">{problems.get(path)}</p> : null}
      <ObjectFields {...props} />
    </>
  );
  // What has a default may stay folded.
  if (props.required)
    return (
      <fieldset className="schema-group">
        <legend>{label}</legend>
        {inner}
      </fieldset>
    );
  const wrong = [...problems.keys()].some((one) => one.startsWith(path));
  return (
    <details className="schema-group" {...(wrong ? { open: true } : {})}>
      <summary>{label}</summary>
      {inner}
    </details>
  );
}

function List({ schema, value, onChange, path, problems }: FieldProps): ReactNode {
  const { say } = useWords();
  const { label, help } = useField(path, schema);
  const items = (Array.isArray(value) ? value : []) as readonly unknown[];
  const item = solid(schema).items ?? {};
  return (
    <fieldset className="schema-group">
      <legend>{label}</legend>
      {help === '' ? null : <p className="quiet">{help}</p>}
      {problems.has(path) ? <p className="problem-text">{problems.get(path)}</p> : null}
      {items.map((one, at) => (
        <div key={at} role="group" aria-label={`${label} ${at + 1}`} className="schema-item">
          <ObjectFields
            schema={item}
            value={one}
            onChange={(next) => onChange(items.map((old, place) => (place === at ? next : old)))}
            path={`${path}.${at}`}
            problems={problems}
            required
          />
          <button
            type="button"
            className="why"
            onClick={() => onChange(items.filter((_, place) => place !== at))}
            aria-label={`${say('form.remove')}: ${label} ${at + 1}`}
          >
            {say('form.remove')}
          </button>
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        aria-label={`${say('form.add')}: ${label}`}
        onClick={() => onChange([...items, blank(item)])}
      >
        {say('form.add')}
      </Button>
    </fieldset>
  );
}

/** Texts, one a line. */
function TextList({ schema, value, onChange, path, problems }: FieldProps): ReactNode {
  const { label, help } = useField(path, schema);
  const texts = (Array.isArray(value) ? value : (schema.default ?? [])) as readonly string[];
  return (
    <Textarea
      size="xs"
      label={label}
      description={help}
      error={problems.get(path)}
      autosize
      minRows={1}
      defaultValue={texts.join('\n')}
      onChange={({ currentTarget: { value: text } }) =>
        onChange(
          text
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        )
      }
    />
  );
}

function NumberList({ schema, value, onChange, path, problems }: FieldProps): ReactNode {
  const { label, help } = useField(path, schema);
  const numbers = (Array.isArray(value) ? value : (schema.default ?? [])) as readonly number[];
  return (
    <TextInput
      size="xs"
      label={label}
      description={help}
      error={problems.get(path)}
      defaultValue={numbers.join(' ')}
      onChange={({ currentTarget: { value: text } }) =>
        onChange(
          text
            .split(/[\s;]+/)
            .filter((part) => part !== '')
            .map(Number),
        )
      }
    />
  );
}

function Single({ schema, value, onChange, path, problems, required }: FieldProps): ReactNode {
  const { say } = useWords();
  const { label, help } = useField(path, schema);
  const inner = solid(schema);
  const common = { size: 'xs', label, description: help, error: problems.get(path), required } as const;
  if (inner.enum !== undefined) {
    const shown = (value ?? schema.default ?? '') as string;
    return (
      <NativeSelect
        {...common}
        value={shown}
        onChange={({ currentTarget: { value: next } }) => onChange(next === '' ? undefined : next)}
        data={[
          ...(shown === '' || (!required && schema.default === undefined) ? [{ value: '', label: '' }] : []),
          ...inner.enum.map((one) => ({ value: one, label: sayOr(say, `form.option.${one}`, one) })),
        ]}
      />
    );
  }
  if (inner.type === 'number' || inner.type === 'integer')
    return (
      <NumberInput
        {...common}
        value={(value === undefined ? (schema.default as number | undefined) : (value as number | null)) ?? ''}
        allowDecimal={inner.type === 'number'}
        onChange={(next) => onChange(next === '' ? (mayBeNull(schema) || required ? null : undefined) : Number(next))}
      />
    );
  return (
    <TextInput
      {...common}
      type={inner.format === 'date' ? 'date' : 'text'}
      value={(value ?? schema.default ?? '') as string}
      onChange={({ currentTarget: { value: next } }) => onChange(next === '' && !required ? undefined : next)}
    />
  );
}
