import { relianceLevels } from '@underpin/model';
import fc from 'fast-check';
import type { SectorSpec } from './sector-of.ts';

const name = (prefix: string, from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((n) => `${prefix}${n}`);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const type = fc.constantFrom('S01', 'S02', '');

/** Random small sectors: two institutions, shared providers in groups, subcontracting with cycles, stated k-of-n groups with cycles. */
export const anySector: fc.Arbitrary<SectorSpec> = fc
  .record({
    parents: fc.array(maybe(name('P', 0, 4)), { minLength: 5, maxLength: 5 }),
    countries: fc.array(maybe(fc.constantFrom('US', 'DE')), { minLength: 5, maxLength: 5 }),
    makers: fc.array(maybe(name('P', 0, 4)), { minLength: 2, maxLength: 2 }),
    critical: fc.array(fc.constantFrom('yes' as const, 'yes' as const, 'no' as const, 'unobserved' as const), {
      minLength: 4,
      maxLength: 4,
    }),
    uses: fc.array(
      fc.record({
        institution: fc.constantFrom('I1', 'I2'),
        arrangement: name('A', 0, 2),
        provider: maybe(name('P', 0, 4)),
        function: maybe(name('F', 0, 1)),
        type,
        reliance: fc.constantFrom(...relianceLevels),
        data: maybe(fc.constantFrom('US', 'DE')),
      }),
      { maxLength: 8 },
    ),
    supply: fc.array(
      fc.record({
        arrangement: name('A', 0, 2),
        type,
        provider: name('P', 0, 4),
        rank: fc.integer({ min: 1, max: 4 }),
        recipient: maybe(name('P', 0, 4)),
      }),
      { maxLength: 6 },
    ),
    needs: fc.array(
      fc.record({
        of: fc.oneof(name('function:F', 0, 1), name('system:S', 0, 2)),
        institution: fc.constantFrom('I1', 'I2'),
        atLeast: fc.integer({ min: 0, max: 4 }),
        children: fc.array(
          fc.oneof(
            name('system:S', 0, 2),
            name('asset:M', 0, 1),
            name('service:A', 0, 2),
            fc
              .tuple(name('service:A', 0, 2), type, fc.constantFrom('P0', 'P1', 'P2', ''))
              .map((parts) => parts.join('/')),
            fc.constant('?'),
          ),
          { maxLength: 4 },
        ),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ parents, countries, makers, critical, uses, supply, needs }) => {
    const both = ['I1', 'I2'];
    return {
      institutions: both.map((lei, index) => ({ lei, type: 'bank', assets: 100 + index * 50 })),
      providers: parents.map((parent, index) => ({
        code: `P${index}`,
        ...given({ parent, country: countries[index] }),
      })),
      arrangements: [0, 1, 2].map((n) => ({ reference: `A${n}`, expense: 10 * (n + 1) })),
      functions: both.flatMap((institution, i) =>
        [0, 1].map((n) => ({ id: `F${n}`, institution, critical: critical[i * 2 + n] ?? 'yes' })),
      ),
      products: makers.map((maker, index) => ({ model: `T${index}`, line: 'line', ...given({ maker }) })),
      systems: both.flatMap((institution) => [0, 1, 2].map((n) => ({ id: `S${n}`, institution }))),
      assets: both.flatMap((institution) => [0, 1].map((n) => ({ id: `M${n}`, institution, product: `T${n}` }))),
      uses: uses.map((use) => given(use)),
      supply: supply.map((link) => given(link)),
      needs,
    };
  });

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function given<T extends object>(row: T): Given<T> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Given<T>;
}
