import type { Element } from './collector.ts';

/** The number that an expression stands for, or in words why it is not known. */
export type Reckoned = number | string;

const operations: Readonly<Record<string, (values: readonly number[]) => number>> = {
  add: (values) => values.reduce((sum, value) => sum + value, 0),
  mul: (values) => values.reduce((product, value) => product * value, 1),
  sub: ([first = NaN, ...rest]) => rest.reduce((left, value) => left - value, first),
  div: ([first = NaN, ...rest]) => rest.reduce((left, value) => left / value, first),
  neg: ([value = NaN]) => -value,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  exp: ([value = NaN]) => Math.exp(value),
  log: ([value = NaN]) => Math.log(value),
  pow: ([base = NaN, power = NaN]) => base ** power,
  exponential: ([rate = NaN, time = NaN]) => -Math.expm1(-rate * time),
};

/** Reckons an expression of numbers, parameters and arithmetic. `parameters` answers null for one that is not defined. */
export function reckon(
  expression: Element,
  parameters: (name: string) => Element | null,
  open: ReadonlySet<string> = new Set(),
): Reckoned {
  const { name, attributes, children } = expression;
  if (name === 'float' || name === 'int') {
    const text = (attributes['value'] ?? '').trim();
    const value = text === '' ? NaN : Number(text);
    return Number.isFinite(value) ? value : `"${text}" is not a number`;
  }
  if (name === 'parameter') {
    const parameter = attributes['name'] ?? '';
    if (open.has(parameter)) return `the parameter "${parameter}" is defined by itself`;
    const body = parameters(parameter);
    return body === null
      ? `the parameter "${parameter}" is not defined`
      : reckon(body, parameters, new Set([...open, parameter]));
  }
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) return `"${name}" is not read`;
  const values: number[] = [];
  for (const child of children) {
    const value = reckon(child, parameters, open);
    if (typeof value === 'string') return value;
    values.push(value);
  }
  const result = values.length === 0 ? NaN : operation(values);
  return Number.isFinite(result) ? result : `"${name}" of ${values.join(', ')} is not a number`;
}
