import { isIsoDate } from '@underpin/model';
import { isEeaCountry, isEuid, isPlaceholder, leiDigitsHold } from './predicates.ts';
import type { Value } from './vector.ts';

const decimal = /^[+-]?\d+(?:\.\d+)?$/;

/** A value as a number; `null` when it is none. */
export function numberOf(value: Value): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && decimal.test(value.trim()) ? Number(value) : null;
}

export function textOf(value: Value): string {
  return value === null ? '' : String(value);
}

const onText =
  (of: (text: string) => Value) =>
  (value: Value): Value =>
    value === null ? null : of(textOf(value));

/** Functions of one value. What they say of an empty cell is in each: most say nothing. */
export const simpleFunctions: Readonly<Record<string, (value: Value) => Value>> = {
  ISNULL: (value) => value === null,
  ISNUMBER: (value) => numberOf(value) !== null,
  TEXT: (value) => (value === null ? null : textOf(value)),
  NUMBER: numberOf,
  TEXT2NUMBER: numberOf,
  UPPER: onText((text) => text.toUpperCase()),
  LOWER: onText((text) => text.toLowerCase()),
  TRIM: onText((text) => text.trim()),
  LENGTH: onText((text) => Array.from(text).length),
  LEIDIGITS: onText(leiDigitsHold),
  ISEUID: onText(isEuid),
  ISEEA: onText(isEeaCountry),
  ISPLACEHOLDER: onText(isPlaceholder),
};

export function rounded(value: Value, digits: number): Value {
  const number = numberOf(value);
  return number === null ? null : Math.round(number * 10 ** digits) / 10 ** digits;
}

/** A date written as `yyyy-MM-dd`, kept as text: such dates compare as texts do. */
export function dateOf(value: Value): Value {
  return typeof value === 'string' && isIsoDate(value) ? value : null;
}
