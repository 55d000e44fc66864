/** Deepest nesting that a canonical text may have: enough for any record, and within reach of every JSON reader. */
export const deepest = 64;

/**
 * Canonical JSON of a value as RFC 8785 defines it: no white space, members sorted by the UTF-16 units of their names,
 * numbers and strings as ECMAScript writes them. Stricter than `JSON.stringify`: whatever JSON does not hold (undefined,
 * functions, dates and other class instances, NaN, infinities, lone surrogates) and more than 64 levels throw a TypeError,
 * nothing is left out silently. Members whose value is undefined must be removed first.
 *
 * @example canonicalJson({ b: 1e21, a: [true, '\u20ac'] }) // '{"a":[true,"€"],"b":1e+21}'
 */
export function canonicalJson(value: unknown): string {
  return write(value, 1);
}

function write(value: unknown, depth: number): string {
  if (typeof value === 'string') return writeString(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`Canonical JSON cannot hold the number ${value}`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`Canonical JSON cannot hold a value of type ${typeof value}`);
  if (depth > deepest) throw new TypeError(`Canonical JSON holds at most ${deepest} levels`);
  return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth);
}

function writeArray(list: readonly unknown[], depth: number): string {
  let text = '[';
  for (let at = 0; at < list.length; at += 1) text += (at === 0 ? '' : ',') + write(list[at], depth + 1);
  return `${text}]`;
}

function writeObject(record: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('Canonical JSON holds plain objects and arrays only');
  }
  let text = '{';
  for (const name of Object.keys(record).sort()) {
    text += `${text.length === 1 ? '' : ','}${writeString(name)}:${write((record as Record<string, unknown>)[name], depth + 1)}`;
  }
  return `${text}}`;
}

function writeString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('Canonical JSON cannot hold a lone surrogate');
  return JSON.stringify(text);
}
