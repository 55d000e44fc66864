import type { z } from 'zod';
import type { Primitives } from '../primitives.ts';
import { readCanonical } from '../read-canonical.ts';
import { type Checked, breaks, holds } from './broken.ts';

export type BundleFiles = ReadonlyMap<string, Uint8Array>;

const lineEnd = 10;

/** A file of the bundle, or the break that it is missing. */
export function fileOf(files: BundleFiles, path: string): Checked<Uint8Array> {
  const bytes = files.get(path);
  return bytes === undefined ? breaks(path, 'present', 'present', 'missing') : holds(bytes);
}

/** Checks that bytes are canonical JSON of a form, and gives the value. */
export function readForm<T>(
  link: string,
  bytes: Uint8Array,
  schema: z.ZodType<T>,
  primitives: Primitives,
): Checked<T> {
  const text = primitives.decode(bytes);
  const read = text === null ? null : readCanonical(text);
  if (read === null) return breaks(link, 'canonical', 'canonical JSON', 'other bytes');
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return holds(parsed.data);
  const [issue] = parsed.error.issues;
  return breaks(link, 'form', 'the documented form', 'another', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

/** The lines of a file, each without its line end; every line must have one. */
export function linesOf(files: BundleFiles, path: string): Checked<readonly Uint8Array[]> {
  const file = fileOf(files, path);
  if (!file.ok) return file;
  const bytes = file.value;
  if (bytes.length > 0 && bytes.at(-1) !== lineEnd) return breaks(path, 'line end', 'a line end', 'none');
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(lineEnd, start);
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return holds(lines);
}

/** The lines of a file as values of a form; sequences must rise. Links are "path line n", from 1. */
export function readLines<T extends { readonly sequence: number }>(
  files: BundleFiles,
  path: string,
  schema: z.ZodType<T>,
  primitives: Primitives,
): Checked<readonly T[]> {
  const lines = linesOf(files, path);
  if (!lines.ok) return lines;
  const values: T[] = [];
  for (const [at, bytes] of lines.value.entries()) {
    const link = `${path} line ${at + 1}`;
    const read = readForm(link, bytes, schema, primitives);
    if (!read.ok) return read;
    const last = values.at(-1)?.sequence ?? -1;
    if (read.value.sequence <= last) {
      return breaks(link, 'order', `a sequence above ${last}`, String(read.value.sequence));
    }
    values.push(read.value);
  }
  return holds(values);
}
