import { markings } from '@underpin/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audienceOf } from '../../../../packages/app/src/use-cases/reviews/evidence.ts';
import { inReport, seenBy, wouldSee } from './audience.ts';

const parties = ['A', 'B', 'C', 'WG'];
const evidence = fc.record({
  party: fc.constantFrom('A', 'B', 'C'),
  marking: fc.constantFrom(...markings),
  releasableTo: fc.subarray(parties),
});

test('what the page tells of who sees evidence is what the server decides', () => {
  fc.assert(
    fc.property(evidence, (one) => {
      expect(wouldSee(one, parties)).toEqual(audienceOf(one, parties));
      expect(seenBy({ ...one, sharedAt: '2025-01-01T00:00:00.000Z' }, parties)).toEqual(audienceOf(one, parties));
      expect(seenBy({ ...one, sharedAt: null }, parties)).toEqual([one.party]);
      expect(inReport(one, 'WG')).toBe(audienceOf(one, ['WG']).length > 0);
    }),
  );
});
