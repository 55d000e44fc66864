import type { z } from 'zod';
import type { Primitives } from '../primitives.ts';
import { readCanonical } from '../read-canonical.ts';
import { type Checked, breaks, holds } from './broken.ts';

export type BundleFiles = ReadonlyMap<string, Uint8Array>;

const lineEnd = 10;
const formTexts = ['the documented form', 'another'] as const;

/** A file of the bundle, or the break that it is missing. */
export function fileOf(files: BundleFiles, path: string): Checked<Uint8Array> {
  const bytes = files.get(path);
  return bytes === undefined ? breaks(path, 'present', 'present', 'missing') : holds(bytes);
}

/** Checks that bytes are canonical JSON of a form, and gives the value. */
export function readForm<T>(link: string, bytes: Uint8Array, schema: z.ZodType<T>, primitives: Primitives): Checked<T> {
  const read = readBytes(link, bytes, primitives);
  return read.ok ? fit(link, read.value, schema) : read;
}

function readBytes(link: string, bytes: Uint8Array, primitives: Primitives): Checked<unknown> {
  const text = primitives.decode(bytes);
  const read = text === null ? null : readCanonical(text);
  return read === null ? breaks(link, 'canonical', 'canonical JSON', 'other bytes') : holds(read.value);
}

function fit<T>(link: string, value: unknown, schema: z.ZodType<T>, place = ''): Checked<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return holds(parsed.data);
  const [issue] = parsed.error.issues;
  return breaks(link, 'form', ...formTexts, `${place}${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

/** The lines of a file, each without its line end; every line must have one. */
export function linesOf(files: BundleFiles, path: string): Checked<readonly Uint8Array[]> {
  const file = fileOf(files, path);
  if (!file.ok) return file;
  const bytes = file.value;
  if (bytes.length > 0 && bytes.at(-1) !== lineEnd) return breaks(path, 'line end', 'a line end', 'none');
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(lineEnd, start);
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return holds(lines);
}

/** The lines of a file as values of a form; all must be canonical, then all of the form, then their sequences must rise. */
export function readLines<T extends { readonly sequence: number }>(
  files: BundleFiles,
  path: string,
  schema: z.ZodType<T>,
  primitives: Primitives,
): Checked<readonly T[]> {
  const lines = linesOf(files, path);
  if (!lines.ok) return lines;
  const read: unknown[] = [];
  for (const [at, bytes] of lines.value.entries()) {
    const value = readBytes(`${path} line ${at + 1}`, bytes, primitives);
    if (!value.ok) return value;
    read.push(value.value);
  }
  const values: T[] = [];
  for (const [at, value] of read.entries()) {
    const formed = fit(path, value, schema, `line ${at + 1}: `);
    if (!formed.ok) return formed;
    values.push(formed.value);
  }
  const rising = values.every(({ sequence }, at) => at === 0 || sequence > (values[at - 1]?.sequence ?? -1));
  return rising ? holds(values) : breaks(path, 'form', ...formTexts, 'Expected lines in order of sequence, each once');
}
