import { type Endpoint, type EndpointName, endpoints, sectorEndpoints } from '@underpin/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRandomWorld } from './random-world.ts';
import { newStore } from './stores.ts';
import { byId, nothingLeaks } from './visibility.property.ts';
import { makeWorld } from './world.ts';

const numRuns = Number(process.env['UNDERPIN_VISIBILITY_RUNS'] ?? 1);
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** Endpoints that name nothing of others, and why asking them as everybody shows nothing. */
const ofNobodyElse: { readonly [N in EndpointName]?: string } = {
  signOut: 'ends the session of who asks',
  changePassword: 'of who asks',
  beginTotp: 'of who asks',
  confirmTotp: 'of who asks',
  beginSecurityKey: 'of who asks',
  addSecurityKey: 'of who asks',
  addToken: 'of who asks',
  addSaved: 'of who asks',
  addWebhook: 'of the party of who asks; what it is told is tested in machinery.test.ts',
  addUpload: 'of the party of who asks',
  createProgramme: 'a file of its own authority; it names nothing that is kept',
  putWorkloads: 'of the party of who asks; read again by everybody in the property',
  addCase: 'a draft; it names parties only, and authorities may know all',
  addParty: 'for administrators, who may know all parties',
  addPerson: 'for administrators, who may know all people',
  planTrial: 'computes on what is sent',
  coverTrial: 'computes on what is sent',
};
const ofTheSector = new Set(Object.keys(sectorEndpoints));
const ofAnyone = Object.entries<Endpoint>(endpoints).flatMap(([name, { roles }]) => (roles === 'anyone' ? [name] : []));
const allAsked = (asked: ReadonlySet<string>): void => {
  const known = [...asked, ...Object.keys(ofNobodyElse), ...ofTheSector, ...ofAnyone];
  // A new endpoint is asked by the property, or says here why it need not be.
  expect(Object.keys(endpoints).filter((name) => !known.includes(name))).toEqual([]);
  expect(Object.keys(ofNobodyElse).filter((name) => asked.has(name as EndpointName))).toEqual([]);
};

test('what anyone may ask without signing in is told here, one by one', () => {
  expect(new Set(ofAnyone)).toEqual(new Set(['getDoor', 'enterExample', 'signIn', 'useLink', 'getKeeper']));
});

test('every endpoint that names a thing is asked', () => {
  const withId = Object.entries<Endpoint>(endpoints).filter(
    ([name, one]) => one.params !== undefined && !ofTheSector.has(name),
  );
  expect(new Set(Object.keys(byId))).toEqual(new Set(withId.map(([name]) => name)));
});

describe('no party sees what it must not, whatever it asks', { timeout: 600_000 }, () => {
  test('on the embedded database', async () => {
    const { store, remove } = await newStore('the embedded database');
    const world = await makeWorld(store);
    try {
      await fc.assert(
        fc.asyncProperty(seeds, async (seed) => allAsked(await nothingLeaks(world, seed))),
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
        fc.asyncProperty(seeds, async (seed) => allAsked(await nothingLeaks(world, seed))),
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
