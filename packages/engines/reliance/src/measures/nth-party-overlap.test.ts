import { expect, test } from 'vitest';
import { sectorOf } from '../../test/sector-of.ts';
import { buildReliance } from '../build-reliance.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import { nthPartyOverlap } from './nth-party-overlap.ts';

test('a subcontractor behind several direct providers is found, with its rows', () => {
  const sector = sectorOf({
    providers: [{ code: 'P' }, { code: 'Q' }, { code: 'CLOUD' }, { code: 'OTHER' }],
    arrangements: [{ reference: 'A1' }, { reference: 'A2' }],
    functions: [{ id: 'F' }],
    uses: [
      { arrangement: 'A1', provider: 'P', function: 'F' },
      { arrangement: 'A2', provider: 'Q', function: 'F' },
      { arrangement: 'A2', provider: 'P', function: 'F', type: 'S02' },
    ],
    supply: [
      { arrangement: 'A1', provider: 'P', rank: 1, recipient: 'P' },
      { arrangement: 'A1', provider: 'CLOUD', rank: 2, recipient: 'P' },
      { arrangement: 'A2', provider: 'CLOUD', rank: 3, recipient: 'OTHER' },
      { arrangement: 'A2', provider: 'OTHER', rank: 2, recipient: 'Q' },
    ],
  });
  const reliance = buildReliance(sector, selfReportedControl(sector));
  const found = nthPartyOverlap(reliance, 2);
  expect(found.map(({ code, directProviders, institutions }) => [code, directProviders, institutions])).toEqual([
    ['CLOUD', [0, 1], [0]],
  ]);
  expect(found[0]?.basis().map(({ line, says }) => [line, says])).toEqual([
    [3, 'CLOUD at rank 2'],
    [4, 'CLOUD at rank 3'],
  ]);
  expect(nthPartyOverlap(reliance, 1).map(({ code }) => code)).toEqual(['CLOUD', 'OTHER']);
  expect(nthPartyOverlap(reliance, 3)).toEqual([]);
});
