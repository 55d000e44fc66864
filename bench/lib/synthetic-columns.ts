import type { Origins, Random, TextColumn } from '@underpin/model';

export function pick(random: Random, below: number): number {
  return Math.floor(random() * below);
}

export function fill(count: number, of: (at: number) => number): Int32Array {
  const array = new Int32Array(count);
  for (let at = 0; at < count; at += 1) array[at] = of(at);
  return array;
}

export function text(count: number, values: readonly string[], code: (at: number) => number): TextColumn {
  return { codes: fill(count, code), values };
}

export function origins(count: number): Origins {
  return { submission: new Int32Array(count), file: new Int32Array(count), line: fill(count, (at) => at + 2) };
}
