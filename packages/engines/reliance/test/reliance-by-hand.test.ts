import { readFileSync } from 'node:fs';
import type { Figure, Weight } from '@underpin/model';
import { weightSchema } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import type { Dimension, PartKind } from '../src/index.ts';
import {
  buildReliance,
  concentration,
  dimensions,
  directShares,
  selectSubject,
  selfReportedControl,
  whatIf,
} from '../src/index.ts';
import type { SectorSpec } from './sector-of.ts';
import { sectorOf } from './sector-of.ts';

const page = readFileSync(new URL('../../../../docs/guide/reliance-by-hand.md', import.meta.url), 'utf8');
const cases = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({
    title: text.slice(0, text.indexOf('\n')),
    spec: JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '') as SectorSpec,
    lines: text
      .split('\n')
      .filter((line) => line.startsWith('|') && !line.startsWith('|---'))
      .slice(1)
      .map((line) =>
        line
          .split(/(?<!\\)\|/)
          .slice(1, -1)
          .map((one) => one.trim().replaceAll('\\|', '|')),
      ),
  }));

function numberOf(text: string): number | null {
  if (text === 'unobserved') return null;
  const [numerator, denominator = '1'] = text.split('/');
  return Number(numerator) / Number(denominator);
}

function figuresOf(spec: SectorSpec, question: string): readonly Figure[] {
  const sector = sectorOf(spec);
  const control = selfReportedControl(sector);
  const reliance = buildReliance(sector, control);
  const [dimension, weight] = question.split(', ');
  if (dimensions.includes(dimension as Dimension)) {
    return concentration(reliance, { dimension: dimension as Dimension, weight: weightSchema.parse(weight) as Weight })
      .figures;
  }
  const selection = selectSubject(sector, control, { expression: question.replaceAll('`', '') });
  if (!selection.ok) throw new Error(selection.reason);
  const answer = whatIf(reliance, selection.value);
  const scopes: PartKind[] = ['sector', 'institution', 'category', 'licensed activity'];
  return [...scopes.flatMap((scope) => answer.figures(scope)), ...directShares(reliance, selection.value)];
}

test('the page has its cases', () => {
  expect(cases.length).toBe(6);
  expect(cases.every(({ lines }) => lines.length >= 3)).toBe(true);
});

describe.each(cases)('$title', ({ spec, lines }) => {
  test.each(lines)('%s: %s is %s to %s', (question = '', id = '', atLeast = '', atMost = '') => {
    const figure = figuresOf(spec, question).find((one) => one.id === id || one.id.startsWith(`${id}/sector/`));
    if (figure === undefined) throw new Error(`No figure "${id}"`);
    const [least, most] = [numberOf(atLeast), numberOf(atMost)];
    if (least === null || most === null) expect(figure.value).toBeNull();
    else {
      expect(figure.value?.atLeast).toBeCloseTo(least, 9);
      expect(figure.value?.atMost).toBeCloseTo(most, 9);
    }
  });
});
