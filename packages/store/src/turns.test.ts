import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test.each([1, 3])('no more than %i work at once, in the order of asking', async (atOnce) => {
  const turns = new Turns(atOnce);
  const begun: number[] = [];
  let working = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const end = await turns.take();
      begun.push(index);
      most = Math.max(most, (working += 1));
      await new Promise((done) => setImmediate(done));
      working -= 1;
      end();
      end();
    }),
  );
  expect(begun).toEqual(Array.from({ length: 10 }, (_, index) => index));
  expect(most).toBe(atOnce);
});
