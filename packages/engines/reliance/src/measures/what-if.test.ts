import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySector } from '../../test/any-sector.ts';
import type { SectorSpec } from '../../test/sector-of.ts';
import { sectorOf } from '../../test/sector-of.ts';
import { buildReliance } from '../build-reliance.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import { selectSubject } from '../subjects/select-subject.ts';
import type { PartKind } from './sector-parts.ts';
import { whatIf } from './what-if.ts';

const scopes: PartKind[] = ['sector', 'institution', 'category', 'licensed activity'];

function ask(spec: SectorSpec, expression: string) {
  const sector = sectorOf(spec);
  const control = selfReportedControl(sector);
  const reliance = buildReliance(sector, control);
  const selection = selectSubject(sector, control, { expression });
  if (!selection.ok) throw new Error(selection.reason);
  return { reliance, answer: whatIf(reliance, selection.value) };
}

const values = (spec: SectorSpec, expression: string) => {
  const { answer } = ask(spec, expression);
  return scopes.flatMap((scope) => answer.figures(scope).map(({ id, value }) => ({ id, value })));
};

test('adding a withdrawn item never lowers a loss', () => {
  fc.assert(
    fc.property(anySector, fc.nat(4), fc.nat(4), (spec, one, other) => {
      const some = values(spec, `providerCode == "P${one}"`);
      const more = values(spec, `providerCode == "P${one}" || providerCode == "P${other}"`);
      some.forEach(({ value }, at) => {
        if (value === null) return;
        expect(more[at]?.value?.atLeast).toBeGreaterThanOrEqual(value.atLeast);
        expect(more[at]?.value?.atMost).toBeGreaterThanOrEqual(value.atMost);
      });
    }),
    { numRuns: 400 },
  );
});

test('splitting a provider in two under one control changes nothing for its group', () => {
  fc.assert(
    fc.property(anySector, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), (drawn, moved) => {
      const spec: SectorSpec = {
        ...drawn,
        supply: [],
        needs: (drawn.needs ?? []).map((group) => ({
          ...group,
          children: group.children.map((child) => child.split('/').slice(0, 2).join('/')),
        })),
      };
      const part = (code: string | undefined, at: number) => (code === 'P0' && moved[at] === true ? 'P9' : code);
      const renamed = <K extends string, T extends { readonly [key in K]?: string }>(row: T, key: K, at: number): T => {
        const code = part(row[key], at);
        return code === undefined ? row : { ...row, [key]: code };
      };
      const split: SectorSpec = {
        ...spec,
        providers: [...(spec.providers ?? []), { code: 'P9', parent: spec.providers?.[0]?.parent ?? 'P0' }],
        uses: (spec.uses ?? []).map((use, at) => renamed(use, 'provider', at)),
        products: (spec.products ?? []).map((product, at) => renamed(product, 'maker', at)),
      };
      const sector = sectorOf(spec);
      const control = selfReportedControl(sector);
      const group = control.groups[control.group[0] as number]?.id ?? '';
      expect(values(split, `group == "${group}"`)).toEqual(values(spec, `group == "${group}"`));
    }),
    { numRuns: 400 },
  );
});

const twoBanks: SectorSpec = {
  institutions: [
    { lei: 'B1', name: 'Bank One', type: 'bank', assets: 300 },
    { lei: 'B2', name: 'Bank Two', type: 'bank', assets: 100 },
    { lei: 'I1', name: 'Insurer', type: 'insurer' },
  ],
  providers: [{ code: 'P', name: 'Iron' }, { code: 'Q' }, { code: 'SUB' }],
  arrangements: [{ reference: 'A1' }, { reference: 'A2' }, { reference: 'A3' }],
  functions: [
    { id: 'PAY', institution: 'B1', activity: 'payments' },
    { id: 'PAY', institution: 'B2', activity: 'payments' },
    { id: 'LIFE', institution: 'I1', activity: 'insurance' },
    { id: 'NEW', institution: 'I1', activity: 'insurance', critical: 'unobserved' },
  ],
  uses: [
    { institution: 'B1', arrangement: 'A1', provider: 'P', function: 'PAY', reliance: 'full' },
    { institution: 'B2', arrangement: 'A2', provider: 'P', function: 'PAY', reliance: 'full' },
    { institution: 'B2', arrangement: 'A3', provider: 'Q', function: 'PAY', reliance: 'low' },
    { institution: 'I1', arrangement: 'A3', provider: 'Q', function: 'LIFE', reliance: 'low' },
  ],
  supply: [{ arrangement: 'A3', provider: 'SUB', rank: 2, recipient: 'Q' }],
};

test('figures by sector, institution, category and activity, with what is unobserved', () => {
  const { answer } = ask(twoBanks, 'provider == "Iron"');
  const shown = scopes.flatMap((scope) =>
    answer
      .figures(scope)
      .map(({ id, value, total, unobserved }) => [
        id,
        value?.atLeast ?? null,
        value?.atMost ?? null,
        total,
        unobserved,
      ]),
  );
  expect(shown).toEqual([
    ['critical-functions-lost/sector', 1 / 3, 2 / 3, 3, 1],
    ['institutions-hit/sector', 1 / 3, 2 / 3, 3, 1],
    ['total-assets-hit/sector', 300 / 400, 1, 400, 1],
    ['critical-functions-lost/institution/B1', 1, 1, 1, 0],
    ['critical-functions-lost/institution/B2', 0, 1, 1, 0],
    ['critical-functions-lost/institution/I1', 0, 0, 1, 1],
    ['critical-functions-lost/category/bank', 1 / 2, 1, 2, 0],
    ['institutions-hit/category/bank', 1 / 2, 1, 2, 0],
    ['total-assets-hit/category/bank', 300 / 400, 1, 400, 0],
    ['critical-functions-lost/category/insurer', 0, 0, 1, 1],
    ['institutions-hit/category/insurer', 0, 0, 1, 1],
    ['total-assets-hit/category/insurer', null, null, null, 1],
    ['critical-functions-lost/licensed-activity/payments', 1 / 2, 1, 2, 0],
    ['institutions-hit/licensed-activity/payments', 1 / 2, 1, 2, 0],
    ['total-assets-hit/licensed-activity/payments', 300 / 400, 1, 400, 0],
    ['critical-functions-lost/licensed-activity/insurance', 0, 0, 1, 1],
    ['institutions-hit/licensed-activity/insurance', 0, 0, 1, 1],
    ['total-assets-hit/licensed-activity/insurance', null, null, null, 1],
  ]);
});

test('a figure names the rows behind it, down to the subcontractor', () => {
  const { answer } = ask(twoBanks, 'providerCode == "SUB"');
  const figure = answer.figures('institution').find(({ scope }) => scope.id === 'I1');
  expect(figure?.basis()).toEqual([
    {
      submission: 'sector.zip',
      file: 'functions.csv',
      line: 4,
      says: 'Critical function LIFE of Insurer falls at most',
    },
    { submission: 'sector.zip', file: 'uses.csv', line: 5, says: 'S01 from Q, reliance low, falls' },
    { submission: 'sector.zip', file: 'supply.csv', line: 2, says: 'SUB, subcontractor to Q, falls' },
  ]);
});

test('functions fall step by step', () => {
  const { reliance, answer } = ask(twoBanks, 'providerCode == "SUB"');
  const kinds = [0, 1, 2, 3].map((round) => answer.step('atMost', round).map(({ kind }) => kind));
  expect(kinds).toEqual([['provider'], ['delivery'], ['service use', 'service use'], ['function', 'function']]);
  expect(answer.step('atMost', 4)).toEqual([]);
  expect(answer.functions().map(({ function: row }) => reliance.sector.functions.id[row])).toEqual(['PAY', 'LIFE']);
});

test('stated redundancy makes the bounds meet, and its loss is a weakening', () => {
  const { answer } = ask(
    {
      providers: [{ code: 'P' }, { code: 'Q' }],
      arrangements: [{ reference: 'A1' }, { reference: 'A2' }],
      functions: [{ id: 'F' }],
      uses: [
        { arrangement: 'A1', provider: 'P', function: 'F', type: 'S01', reliance: 'full' },
        { arrangement: 'A2', provider: 'Q', function: 'F', type: 'S02', reliance: 'full' },
      ],
      needs: [{ of: 'function:F', atLeast: 1, children: ['service:A1', 'service:A2'] }],
    },
    'provider == "P"',
  );
  expect(answer.figures('sector')[0]?.value).toEqual({ atLeast: 0, atMost: 0 });
  expect([...answer.weakenedFunctions.atLeast]).toEqual([0]);
  expect([...answer.weakenedFunctions.atMost]).toEqual([0]);
});

test('amounts in a currency without a rate are unobserved, and a finding says so', () => {
  const sector = sectorOf({
    institutions: [
      { lei: 'A', assets: 100 },
      { lei: 'B', assets: 100 },
      { lei: 'C', assets: 200, currency: 'USD' },
    ],
  });
  const control = selfReportedControl(sector);
  const without = buildReliance(sector, control);
  expect(without.findings.map(({ rule, value }) => [rule, value])).toEqual([['missing-rate', 'USD']]);
  expect([...without.totalAssets.values]).toEqual([100, 100, Number.NaN]);
  const rates = { base: 'EUR', rates: { USD: 0.5 }, date: '2026-03-31', source: 'test' };
  const converted = buildReliance(sector, control, { rates });
  expect([...converted.totalAssets.values]).toEqual([100, 100, 100]);
  expect(converted.findings).toEqual([]);
});

test('graph memory comes from the allocator given', () => {
  const sector = sectorOf(twoBanks);
  const { graph } = buildReliance(sector, selfReportedControl(sector), {
    allocate: (bytes) => new SharedArrayBuffer(bytes),
  });
  expect(graph.atMost.entry.buffer).toBeInstanceOf(SharedArrayBuffer);
});
