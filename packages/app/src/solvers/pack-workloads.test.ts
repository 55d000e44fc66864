import { seededRandom } from '@underpin/model';
import { packWorkloads } from '@underpin/programme';
import { expect, test } from 'vitest';
import { highsSolver } from './highs-solver.ts';

test('what the greedy packings miss the pattern program finds, and proves', async () => {
  const solve = await highsSolver();
  // Triples of 6 + 5 + 4 fill a server; greedy by size pairs 6 + 6 and leaves gaps.
  const answer = packWorkloads(
    {
      capacity: [15, 15],
      workloads: [
        { id: 'a', needs: [6, 3], count: 20 },
        { id: 'b', needs: [5, 5], count: 20 },
        { id: 'c', needs: [4, 7], count: 20 },
      ],
    },
    solve,
  );
  expect(answer).toMatchObject({ total: 20, lowerBound: 20 });
});

test('on repeated workloads the packing is within three percent of the pattern bound, and needs no fewer than it', async () => {
  const solve = await highsSolver();
  const random = seededRandom(5);
  for (let nth = 0; nth < 5; nth += 1) {
    const { total, patternBound, lowerBound } = packWorkloads(
      {
        capacity: [64, 512],
        workloads: Array.from({ length: 8 }, (_, at) => ({
          id: `W${at}`,
          needs: [1 + Math.floor(30 * random()), 8 + Math.floor(240 * random())],
          count: 20 + Math.floor(40 * random()),
        })),
      },
      solve,
    );
    expect(total).toBeGreaterThanOrEqual(lowerBound);
    expect(total / patternBound).toBeLessThan(1.03);
  }
});
