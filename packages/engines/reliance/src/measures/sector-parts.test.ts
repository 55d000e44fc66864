import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySector } from '../../test/any-sector.ts';
import { sectorOf, type SectorSpec } from '../../test/sector-of.ts';
import { buildReliance, type Reliance } from '../build-reliance.ts';
import { selfReportedControl } from '../indices/self-reported-control.ts';
import { selectSubject } from '../subjects/select-subject.ts';
import { concentration } from './concentration.ts';
import { directShares } from './direct-shares.ts';
import { type PartKind, sectorParts } from './sector-parts.ts';

const spec: SectorSpec = {
  institutions: [
    { lei: 'B1', type: 'bank', assets: 300 },
    { lei: 'B2', type: 'insurer', assets: 100 },
    { lei: 'B3', assets: 50 },
  ],
  providers: [{ code: 'P' }, { code: 'Q' }],
  arrangements: [{ reference: 'A1', expense: 40 }],
  functions: [
    { id: 'F1', institution: 'B1', activity: 'payments' },
    { id: 'F2', institution: 'B1', activity: 'lending' },
    { id: 'F1', institution: 'B2', activity: 'payments' },
    { id: 'F2', institution: 'B2' },
  ],
  uses: [
    { institution: 'B1', arrangement: 'A1', provider: 'P', function: 'F1' },
    { institution: 'B1', arrangement: 'A1', provider: 'Q', function: 'F2' },
    { institution: 'B2', arrangement: 'A1', provider: 'Q', function: 'F1' },
    { institution: 'B2', arrangement: 'A1', provider: 'P', function: 'F2' },
    { institution: 'B1', arrangement: 'A1', provider: 'Q' },
    { institution: 'B3', arrangement: 'A1', provider: 'P' },
  ],
  products: [
    { model: 'Z', maker: 'P' },
    { model: 'Y', maker: 'Q' },
  ],
  systems: [
    { id: 'S1', institution: 'B1' },
    { id: 'S2', institution: 'B1' },
  ],
  assets: [
    { id: 'shared', product: 'Z', institution: 'B1', quantity: 2 },
    { id: 'lending', product: 'Y', institution: 'B1', quantity: 3 },
    { id: 'spare', product: 'Z', institution: 'B1', quantity: 5 },
  ],
  needs: [
    { of: 'function:F1', institution: 'B1', children: ['system:S1'] },
    { of: 'function:F2', institution: 'B1', children: ['system:S2'] },
    { of: 'system:S1', institution: 'B1', children: ['asset:shared'] },
    { of: 'system:S2', institution: 'B1', atLeast: 1, children: ['system:S1', 'asset:lending'] },
  ],
};
const reliance = relianceOf(spec);

function relianceOf(of: SectorSpec): Reliance {
  const sector = sectorOf(of);
  return buildReliance(sector, selfReportedControl(sector));
}

function members(kind: PartKind, items: 'asset' | 'service use') {
  return Object.fromEntries(
    sectorParts(reliance, kind).map(({ scope, members: of }) => {
      const { certain, possible } = of(items);
      return [scope.id, [[...certain], [...possible]]];
    }),
  );
}

test('an institution has its own rows, a category those of its institutions; an unobserved type may be any', () => {
  expect(members('institution', 'service use')).toEqual({
    B1: [[0, 1, 4], []],
    B2: [[2, 3], []],
    B3: [[5], []],
  });
  expect(members('category', 'service use')).toEqual({
    bank: [[0, 1, 4], [5]],
    insurer: [[2, 3], [5]],
  });
  expect(members('category', 'asset')).toEqual({ bank: [[0, 1, 2], []], insurer: [[], []] });
});

test('a use belongs to the activity of its function; without one to those that its institution may have', () => {
  expect(members('licensed activity', 'service use')).toEqual({
    payments: [
      [0, 2],
      [3, 4, 5],
    ],
    lending: [[1], [3, 4, 5]],
  });
});

test('an asset belongs to the activities of all functions that stand on it; a spare one to those of its institution', () => {
  expect(members('licensed activity', 'asset')).toEqual({
    payments: [[0], [2]],
    lending: [[0, 1], [2]],
  });
});

test('direct shares by category and by licensed activity, worked by hand', () => {
  const selection = selectSubject(reliance.sector, reliance.control, {
    expression: 'providerCode == "P" || makerCode == "P"',
  });
  if (!selection.ok) throw new Error(selection.reason);
  const of = (kind: PartKind, id: string) => {
    const figure = directShares(reliance, selection.value, sectorParts(reliance, kind)).find((one) => one.id === id);
    if (figure === undefined) throw new Error(`There is no figure ${id}`);
    const { value, total, n, unobserved } = figure;
    return { value: [value?.atLeast, value?.atMost], total, n, unobserved };
  };
  expect(of('category', 'direct-share/category/bank/service-use/count')).toEqual({
    value: [1 / 3, 2 / 4],
    total: 3,
    n: 3,
    unobserved: 1,
  });
  expect(of('category', 'direct-share/category/bank/asset/count')).toEqual({
    value: [7 / 10, 7 / 10],
    total: 10,
    n: 3,
    unobserved: 0,
  });
  expect(of('licensed activity', 'direct-share/licensed-activity/payments/service-use/count')).toEqual({
    value: [1 / 3, 3 / 4],
    total: 2,
    n: 2,
    unobserved: 3,
  });
  expect(of('licensed activity', 'direct-share/licensed-activity/lending/asset/count')).toEqual({
    value: [2 / 5, 7 / 10],
    total: 5,
    n: 2,
    unobserved: 1,
  });
  expect(of('licensed activity', 'direct-share/licensed-activity/lending/service-use/total-assets').value).toEqual([
    0,
    150 / 450,
  ]);
});

test('the rows say which belong to the part for sure, and which may', () => {
  const selection = selectSubject(reliance.sector, reliance.control, { expression: 'providerCode == "P"' });
  if (!selection.ok) throw new Error(selection.reason);
  const [figure] = directShares(reliance, selection.value, sectorParts(reliance, 'licensed activity'));
  expect(figure?.basis().map(({ line, says }) => `${line} ${says}`)).toEqual([
    "2 This service use is the subject's",
    '5 Whether this service use belongs to licensed activity payments is unobserved',
    '7 Whether this service use belongs to licensed activity payments is unobserved',
  ]);
});

const maybe = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const anyParts = fc.tuple(
  anySector,
  fc.tuple(maybe('bank', 'insurer'), maybe('bank', 'insurer')),
  fc.array(maybe('payments', 'lending'), { minLength: 4, maxLength: 4 }),
  fc.array(fc.boolean(), { minLength: 64, maxLength: 64 }),
);
type Drawn = typeof anyParts extends fc.Arbitrary<infer T> ? T : never;

interface Item {
  readonly institution: string;
  /** Functions of the institution that the item is tied to, by definition of the words in the test sector. */
  readonly functions: readonly string[];
  readonly party: string | undefined;
}

function specOf([drawn, types, activities]: Drawn): SectorSpec {
  return {
    ...drawn,
    institutions: (drawn.institutions ?? []).map((one, at) => withOut({ ...one, type: types[at] })),
    functions: (drawn.functions ?? []).map((one, at) => withOut({ ...one, activity: activities[at] })),
  } as SectorSpec;
}

function withOut<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;
}

/** Functions that stand on an asset: closes over the stated needs by repetition. */
function functionsOn({ needs = [] }: SectorSpec, institution: string, asset: string): string[] {
  const above = new Set([`asset:${asset}`]);
  for (let before = -1; before !== above.size;) {
    before = above.size;
    for (const { of, institution: owner, atLeast, children } of needs) {
      if (owner === institution && (atLeast ?? children.length) > 0 && children.some((one) => above.has(one)))
        above.add(of);
    }
  }
  return [...above].flatMap((node) => (node.startsWith('function:') ? [node.slice('function:'.length)] : []));
}

function itemsOf(of: SectorSpec, items: 'asset' | 'service use'): Item[] {
  if (items === 'service use') {
    return (of.uses ?? []).map((use) => ({
      institution: use.institution ?? '',
      functions: use.function === undefined ? [] : [use.function],
      party: use.provider,
    }));
  }
  return (of.assets ?? []).map((asset) => ({
    institution: asset.institution ?? '',
    functions: functionsOn(of, asset.institution ?? '', asset.id),
    party: of.products?.find(({ model }) => model === asset.product)?.maker,
  }));
}

test('whatever the unobserved types, activities, ties and parties turn out to be, the truth is within the bounds', () => {
  let [asked, wide, exact] = [0, 0, 0];
  fc.assert(
    fc.property(anyParts, (drawn) => {
      const of = specOf(drawn);
      const live = relianceOf(of);
      const coins = drawn[3];
      let tossed = 0;
      const toss = () => coins[tossed++ % coins.length] === true;
      const selection = selectSubject(live.sector, live.control, {
        expression: 'providerCode == "P1" || makerCode == "P1"',
      });
      if (!selection.ok) throw new Error(selection.reason);
      const typeOf = new Map(
        (of.institutions ?? []).map(({ lei, type }) => [lei, type ?? (toss() ? 'bank' : 'other')]),
      );
      const activityOf = new Map(
        (of.functions ?? []).map(({ id, institution, activity }) => [
          `${institution} ${id}`,
          activity ?? (toss() ? 'payments' : 'other'),
        ]),
      );
      const activitiesOf = (institution: string) =>
        new Set([...activityOf].flatMap(([fn, activity]) => (fn.startsWith(`${institution} `) ? [activity] : [])));
      for (const items of ['service use', 'asset'] as const) {
        const all = itemsOf(of, items).map((item) => {
          const party = item.party ?? (toss() ? 'P1' : 'P4');
          const own = [...activitiesOf(item.institution)];
          const tied = item.functions.map((fn) => activityOf.get(`${item.institution} ${fn}`) ?? '');
          const activities = item.functions.length > 0 ? tied : own.filter(() => toss());
          return { party, type: typeOf.get(item.institution), activities, institution: item.institution };
        });
        for (const [kind, id] of [
          ['category', 'bank'],
          ['licensed activity', 'payments'],
        ] as const) {
          const part = sectorParts(live, kind).find(({ scope }) => scope.id === id);
          if (part === undefined) continue;
          const inside = all.filter((one) => (kind === 'category' ? one.type === id : one.activities.includes(id)));
          if (inside.length === 0) continue;
          const figures = directShares(live, selection.value, [part]);
          const truth = {
            count: inside.filter(({ party }) => party === 'P1').length / inside.length,
            'total assets': assetsOf(of, inside, (party) => party === 'P1') / assetsOf(of, inside, () => true),
          };
          for (const weight of ['count', 'total assets'] as const) {
            const figure = figures.find(
              ({ id: name, weight: by }) => by === weight && name.includes(`/${items.replace(' ', '-')}/`),
            );
            if (figure === undefined || figure.value === null) continue;
            asked += 1;
            expect(truth[weight]).toBeGreaterThanOrEqual(figure.value.atLeast - 1e-12);
            expect(truth[weight]).toBeLessThanOrEqual(figure.value.atMost + 1e-12);
            if (figure.unobserved === 0) {
              exact += 1;
              expect(figure.value.atLeast).toBe(figure.value.atMost);
            } else if (figure.value.atLeast < figure.value.atMost) wide += 1;
          }
          const { figures: concentrated } = concentration(live, {
            dimension: 'provider',
            weight: 'count',
            of: items,
            part,
          });
          const byParty = new Map<string, number>();
          for (const { party } of inside) byParty.set(party, (byParty.get(party) ?? 0) + 1);
          const hhi = 10_000 * [...byParty.values()].reduce((sum, one) => sum + (one / inside.length) ** 2, 0);
          const told = concentrated.find(({ id: name }) => name.startsWith('hhi/'))?.value;
          if (told === null || told === undefined) continue;
          expect(hhi).toBeGreaterThanOrEqual(told.atLeast - 1e-6);
          expect(hhi).toBeLessThanOrEqual(told.atMost + 1e-6);
        }
      }
    }),
    { numRuns: 1500 },
  );
  expect(asked).toBeGreaterThan(1000);
  expect(wide).toBeGreaterThan(200);
  expect(exact).toBeGreaterThan(100);
});

function assetsOf(
  of: SectorSpec,
  inside: readonly { institution: string; party: string }[],
  is: (party: string) => boolean,
) {
  const some = new Set(inside.filter(({ party }) => is(party)).map(({ institution }) => institution));
  return (of.institutions ?? []).reduce((sum, { lei, assets = 0 }) => sum + (some.has(lei) ? assets : 0), 0);
}
