import { z } from 'zod';

/** The part of JSON Schema that forms are made from. */
export interface FieldSchema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'null';
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly anyOf?: readonly FieldSchema[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What a form or a page about data needs to know of its schema: fields, their kinds, defaults and descriptions. */
export function fieldsOf(schema: z.ZodType): FieldSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as FieldSchema;
}

/** The schema without "or nothing". */
export function solid(schema: FieldSchema): FieldSchema {
  const inner = schema.anyOf?.find(({ type }) => type !== 'null');
  return inner === undefined
    ? schema
    : { ...schema, ...inner, description: schema.description ?? inner.description ?? '' };
}

export function mayBeNull(schema: FieldSchema): boolean {
  return schema.anyOf?.some(({ type }) => type === 'null') === true;
}

/** Path of a field without the places in lists: what its words are kept under. */
export function plainPath(path: string): string {
  return path.replaceAll(/\.\d+(?=\.|$)/g, '');
}

/** A new item of a list: required texts and lists empty, the first choice chosen. */
export function blank(schema: FieldSchema): unknown {
  const { type, properties = {}, required = [], enum: choices } = solid(schema);
  if (schema.default !== undefined) return schema.default;
  if (choices !== undefined) return choices[0];
  if (type === 'object')
    return Object.fromEntries(
      Object.entries(properties).flatMap(([name, field]) => (required.includes(name) ? [[name, blank(field)]] : [])),
    );
  if (type === 'array') return [];
  return type === 'string' ? '' : null;
}
