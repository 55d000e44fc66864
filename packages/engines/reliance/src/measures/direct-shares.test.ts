import { expect, test } from 'vitest';
import { sectorOf } from '../../test/sector-of.ts';
import { buildReliance } from '../build-reliance.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import { selectSubject } from '../subjects/select-subject.ts';
import { directShares } from './direct-shares.ts';
import { sectorParts } from './sector-parts.ts';

const sector = sectorOf({
  institutions: [
    { lei: 'B1', assets: 300 },
    { lei: 'B2', assets: 100 },
    { lei: 'B3', assets: 50 },
  ],
  providers: [{ code: 'P' }, { code: 'Q' }],
  arrangements: [{ reference: 'A1', expense: 30 }, { reference: 'A2', expense: 10 }, { reference: 'A3' }],
  functions: [
    { id: 'F1', institution: 'B1' },
    { id: 'F2', institution: 'B1', critical: 'no' },
    { id: 'F1', institution: 'B2' },
  ],
  uses: [
    { institution: 'B1', arrangement: 'A1', provider: 'P', function: 'F1' },
    { institution: 'B1', arrangement: 'A1', provider: 'P', function: 'F2' },
    { institution: 'B1', arrangement: 'A2', provider: 'Q', function: 'F1' },
    { institution: 'B2', arrangement: 'A3', provider: 'Q', function: 'F1' },
    { institution: 'B2', arrangement: 'A3', function: 'F1' },
  ],
  products: [
    { model: 'Z', maker: 'P' },
    { model: 'Y', maker: 'Q' },
  ],
  assets: [
    { id: '1', product: 'Z', institution: 'B1', quantity: 3, capacity: 10, unit: 'SAPS', cost: 40 },
    { id: '2', product: 'Y', institution: 'B2', quantity: 1, capacity: 5, unit: 'TB', cost: 60 },
  ],
});
const control = selfReportedControl(sector);
const reliance = buildReliance(sector, control);

const parts = sectorParts(reliance, 'institution');

function shares(expression: string, institution?: number) {
  const selection = selectSubject(sector, control, { expression });
  if (!selection.ok) throw new Error(selection.reason);
  const figures = directShares(
    reliance,
    selection.value,
    institution === undefined ? undefined : parts.slice(institution, institution + 1),
  );
  return Object.fromEntries(
    figures.map(({ id, value, unobserved }) => [
      id.replace(/^direct-share\/(sector|institution\/\w+)\//, ''),
      value === null ? null : [value.atLeast, value.atMost, unobserved],
    ]),
  );
}

test('each weight over all of its kind; a use without a provider may be anybody’s', () => {
  expect(shares('providerCode == "P"')).toEqual({
    'service-use/count': [2 / 5, 3 / 5, 1],
    'service-use/cost': [30 / 40, 30 / 40, 3],
    'service-use/critical-functions': [1 / 2, 1, 1],
    'service-use/total-assets': [300 / 400, 1, 1],
    'asset/count': [0, 0, 0],
    'asset/cost': [0, 0, 0],
    'asset/capacity/SAPS': [0, 0, 1],
    'asset/capacity/TB': [0, 0, 1],
    'asset/total-assets': [0, 0, 0],
  });
  expect(shares('makerCode == "P"')).toMatchObject({
    'service-use/count': [0, 0, 0],
    'asset/count': [3 / 4, 3 / 4, 0],
    'asset/cost': [0.4, 0.4, 0],
    'asset/capacity/SAPS': [1, 1, 1],
    'asset/capacity/TB': [0, 0, 1],
  });
});

test('one institution alone, and one that has nothing', () => {
  expect(shares('providerCode == "P"', 0)).toMatchObject({
    'service-use/count': [2 / 3, 2 / 3, 0],
    'asset/count': [0, 0, 0],
  });
  expect(shares('providerCode == "P"', 2)).toMatchObject({ 'service-use/count': null, 'asset/count': null });
});

test('the rows are the subject’s own, and those that may be', () => {
  const selection = selectSubject(sector, control, { expression: 'providerCode == "P"' });
  if (!selection.ok) throw new Error(selection.reason);
  const figure = directShares(reliance, selection.value)[0];
  expect(figure?.basis().map(({ line, says }) => `${line} ${says}`)).toEqual([
    "2 This service use is the subject's",
    "3 This service use is the subject's",
    "6 Whether this service use is the subject's is unobserved",
  ]);
});
