import type { ReactNode } from 'react';
import { sayOr, useWords } from '../words/words.tsx';
import { type FieldSchema, plainPath, solid } from './json-schema.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';

/** Data by their schema, to be read: facts, lists as tables. Fields that are not stated are left out. */
export function SchemaFacts({
  schema,
  value,
  path = '',
}: {
  readonly schema: FieldSchema;
  readonly value: Readonly<Record<string, unknown>>;
  readonly path?: string;
}): ReactNode {
  const label = useLabel();
  const all = Object.entries(solid(schema).properties ?? {}).map(([name, one]) => ({
    name,
    path: path === '' ? name : `${path}.${name}`,
    schema: solid(one),
    value: value[name],
  }));
  const stated = all.filter((one) => one.value !== undefined && one.value !== null);
  return (
    <>
      <dl className="facts">
        {stated
          .filter(({ schema: { type, items } }) => type !== 'object' && items?.type !== 'object')
          .map((one) => (
            <div key={one.name}>
              <dt>{label(one.path)}</dt>
              <dd>
                <Told schema={one.schema} value={one.value} />
              </dd>
            </div>
          ))}
      </dl>
      {stated
        .filter(({ schema: { type } }) => type === 'object')
        .filter((one) => Object.keys(one.value as object).length > 0)
        .map((one) => (
          <section key={one.name} className="schema-part">
            <h3>{label(one.path)}</h3>
            <SchemaFacts schema={one.schema} value={one.value as Record<string, unknown>} path={one.path} />
          </section>
        ))}
      {stated
        .filter(({ schema: { items } }) => items?.type === 'object')
        .filter((one) => (one.value as unknown[]).length > 0)
        .map((one) => (
          <section key={one.name} className="schema-part">
            <h3>{label(one.path)}</h3>
            <Rows
              schema={one.schema.items ?? {}}
              rows={one.value as Record<string, unknown>[]}
              path={one.path}
              label={label}
            />
          </section>
        ))}
    </>
  );
}

function useLabel(): (path: string) => string {
  const { say } = useWords();
  return (path) => {
    const plain = plainPath(path);
    const name = plain.split('.').at(-1) ?? plain;
    return sayOr(say, `form.field.${plain}`, sayOr(say, `form.field.${name}`, name));
  };
}

function Rows({
  schema,
  rows,
  path,
  label,
}: {
  readonly schema: FieldSchema;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly path: string;
  readonly label: (path: string) => string;
}): ReactNode {
  const columns = flat(schema, '').filter((one) => rows.some((row) => at(row, one.path) !== undefined));
  return (
    <ScrollTable label={label(path)}>
      <thead>
        <tr>
          {columns.map((one) => (
            <th key={one.path} scope="col">
              {label(`${path}.${one.path}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <tr key={place}>
            {columns.map((one, first) => {
              const told = <Told schema={one.schema} value={at(row, one.path)} />;
              return first === 0 ? (
                <th key={one.path} scope="row">
                  {told}
                </th>
              ) : (
                <td key={one.path} className="wrap">
                  {told}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** The single fields of an object, with those of the objects in it. */
function flat(schema: FieldSchema, path: string): readonly { readonly path: string; readonly schema: FieldSchema }[] {
  return Object.entries(solid(schema).properties ?? {}).flatMap(([name, one]) => {
    const inner = solid(one);
    const own = path === '' ? name : `${path}.${name}`;
    return inner.type === 'object' ? flat(inner, own) : [{ path: own, schema: inner }];
  });
}

function at(row: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split('.').reduce<unknown>((one, name) => (one as Record<string, unknown> | undefined)?.[name], row);
}

function Told({ schema, value }: { readonly schema: FieldSchema; readonly value: unknown }): ReactNode {
  const { say, format } = useWords();
  if (value === undefined || value === null) return <span className="quiet">–</span>;
  if (Array.isArray(value)) return value.map((one) => format.figure(Number(one))).join(', ');
  if (typeof value === 'number') return format.figure(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (schema.format === 'date') return format.date(text);
  return schema.enum === undefined ? text : sayOr(say, `form.option.${text}`, text);
}
