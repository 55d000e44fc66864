import { type Endpoint, endpoints, sectorEndpoints } from '@underpin/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRandomWorld } from './random-world.ts';
import { newStore } from './stores.ts';
import { byId, nothingLeaks } from './visibility.property.ts';
import { makeWorld } from './world.ts';

const numRuns = Number(process.env['UNDERPIN_VISIBILITY_RUNS'] ?? 1);
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

test('every endpoint that names a thing is asked', () => {
  const withId = Object.entries<Endpoint>(endpoints).filter(
    ([name, one]) => one.params !== undefined && !(name in sectorEndpoints),
  );
  expect(new Set(Object.keys(byId))).toEqual(new Set(withId.map(([name]) => name)));
});

describe('no party sees what it must not, whatever it asks', { timeout: 600_000 }, () => {
  test('on the embedded database', async () => {
    const { store, remove } = await newStore('the embedded database');
    const world = await makeWorld(store);
    try {
      await fc.assert(
        fc.asyncProperty(seeds, (seed) => nothingLeaks(world, seed)),
        { numRuns, endOnFailure: true },
      );
      expect(world.errors).toEqual([]);
    } finally {
      await world.server.close();
      await remove();
    }
  });

  test('on PostgreSQL, and what is not there takes no other time than what is hidden', async () => {
    const { store, remove } = await newStore('PostgreSQL');
    const world = await makeWorld(store);
    try {
      await fc.assert(
        fc.asyncProperty(seeds, (seed) => nothingLeaks(world, seed)),
        { numRuns, endOnFailure: true },
      );
      const { things, members } = await makeRandomWorld(world, 1);
      const bank = members.find(({ acting }) => acting.kind === 'institution');
      const hidden = things.find(({ type }) => type === 'case')?.id ?? '';
      const took = async (id: string): Promise<number> => {
        const begun = performance.now();
        await bank?.client.getCase({ params: { id } });
        return performance.now() - begun;
      };
      const middle = (times: readonly number[]): number =>
        times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
      // The machine is shared: the best of some tries counts.
      let nearest = Number.POSITIVE_INFINITY;
      for (let attempt = 0; attempt < 5 && nearest > 0.1; attempt += 1) {
        const [there, not]: [number[], number[]] = [[], []];
        for (let n = 0; n < 80; n += 1) {
          there.push(await took(hidden));
          not.push(await took('i-never-was'));
        }
        nearest = Math.min(nearest, Math.abs(middle(there) / middle(not) - 1));
      }
      expect(nearest).toBeLessThan(0.25);
      expect(world.errors).toEqual([]);
    } finally {
      await world.server.close();
      await remove();
    }
  });
});
