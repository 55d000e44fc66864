import { childKind, parentKind } from '@underpin/model';
import type { Dependencies, RequirementGroups } from '@underpin/model';
import type { ArrangementIndex } from './arrangements.ts';
import type { Assembly } from './assembly.ts';
import { plainCode } from './codes.ts';
import { inventoryRows } from './inventories.ts';
import type { Inventories } from './inventories.ts';
import { PairIndex } from './pair-index.ts';
import type { ProviderIndex } from './providers.ts';
import { mapped, originsOf, pooled, texts } from './rows.ts';
import type { Rows } from './rows.ts';
import { TextPool } from './text-pool.ts';
import { thresholdsOf } from './thresholds.ts';

export interface DependencyTargets {
  readonly inventories: Inventories;
  readonly speaker: readonly number[];
  readonly functions: PairIndex;
  readonly systems: PairIndex;
  readonly assets: PairIndex;
  readonly arrangements: ArrangementIndex;
  readonly providers: ProviderIndex;
}

/** Stated requirement groups and their children. A group is named by institution, parent and its own name. */
export function assembleDependencies(
  assembly: Assembly,
  known: DependencyTargets,
): { readonly groups: RequirementGroups; readonly dependencies: Dependencies } {
  const { rows, lei } = inventoryRows(assembly, known.inventories, 'dependencies');
  const kind = mapped(
    rows,
    'parent_kind',
    (text) => (text === 'system' ? parentKind.system : parentKind.function),
    parentKind.function,
  );
  const functionId = pooled(rows, 'parent_id', assembly.functionIds);
  const systemId = pooled(rows, 'parent_id', assembly.systemIds);
  const names = new TextPool();
  const name = pooled(rows, 'group', names);

  const [byOwner, byKind, byGroup] = [new PairIndex(), new PairIndex(), new PairIndex()];
  const group = new Int32Array(rows.count);
  const first: number[] = [];
  for (let at = 0; at < rows.count; at += 1) {
    const owner = byOwner.intern(lei[at] as number, functionId[at] as number);
    const key = byGroup.intern(byKind.intern(owner, kind[at] as number), name[at] as number);
    group[at] = key;
    if (key === first.length) first.push(at);
  }
  const parent = Int32Array.from(first, (at) => {
    const system = kind[at] === parentKind.system;
    const id = (system ? systemId[at] : functionId[at]) as number;
    const found = id < 0 ? -1 : (system ? known.systems : known.functions).get(lei[at] as number, id);
    if (found === -1)
      tell(assembly, rows, at, {
        column: 'parent_id',
        value: assembly.functionIds.values[id] ?? '',
        what: system ? 'system' : 'function',
      });
    return found;
  });

  const children = childrenOf(assembly, rows, { ...known, lei });
  return {
    groups: {
      count: first.length,
      parentKind: Uint8Array.from(first, (at) => kind[at] as number),
      parent,
      threshold: thresholdsOf(assembly, rows, group, first.length),
    },
    dependencies: {
      count: rows.count,
      group,
      childKind: children.kind,
      child: children.child,
      serviceType: texts(rows, 'service_type', plainCode),
      provider: children.provider,
      origins: originsOf(rows, assembly.files),
    },
  };
}

const kinds: Readonly<Record<string, number>> = childKind;
const kindNames = ['system', 'asset', 'arrangement'] as const;

function childrenOf(assembly: Assembly, rows: Rows, known: DependencyTargets & { readonly lei: Int32Array }) {
  const kind = Uint8Array.from(mapped(rows, 'child_kind', (text) => kinds[text] ?? childKind.system, childKind.system));
  const texted = new TextPool();
  const id = pooled(rows, 'child_id', texted);
  const inPool = (pool: TextPool) => Int32Array.from(texted.values, (text) => pool.find(text));
  const pools = [inPool(assembly.systemIds), inPool(assembly.assetIds), inPool(assembly.references)] as const;
  const codes = new TextPool();
  const code = pooled(rows, 'provider_code', codes);

  const child = new Int32Array(rows.count).fill(-1);
  const provider = new Int32Array(rows.count).fill(-1);
  for (let at = 0; at < rows.count; at += 1) {
    const [which, who, what] = [id[at] as number, known.lei[at] as number, kind[at] as number];
    const number = pools[what]?.[which] ?? -1;
    const speaker = known.speaker[who] ?? -1;
    if (number >= 0) {
      if (what === childKind.service) child[at] = known.arrangements.find(speaker, number);
      else child[at] = (what === childKind.system ? known.systems : known.assets).get(who, number);
    }
    if (child[at] === -1)
      tell(assembly, rows, at, {
        column: 'child_id',
        value: texted.values[which] ?? '',
        what: kindNames[what] ?? 'system',
      });
    if ((code[at] as number) < 0) continue;
    const text = codes.values[code[at] as number] ?? '';
    const own = known.providers.find(speaker, -1, assembly.codes.find(text));
    provider[at] = own === -1 ? (known.providers.withCode(text)[0] ?? -1) : own;
    if (provider[at] === -1) tell(assembly, rows, at, { column: 'provider_code', value: text, what: 'provider' });
  }
  return { kind, child, provider };
}

function tell(
  assembly: Assembly,
  rows: Rows,
  at: number,
  problem: {
    readonly column: string;
    readonly value: string;
    readonly what: 'function' | 'system' | 'asset' | 'arrangement' | 'provider';
  },
): void {
  const where = {
    function: 'the register (B_06.01)',
    system: 'the sheet systems',
    asset: 'the sheet assets',
    arrangement: 'the register (B_02.01)',
    provider: 'the register (B_05.01)',
  };
  assembly.problems.at(rows, at, {
    rule: 'UP-ASM-4',
    column: problem.column,
    value: problem.value,
    expected: `a ${problem.what} of the institution`.replace('a a', 'an a'),
    message: `The ${problem.what} "${problem.value}" of a dependency is not in ${where[problem.what]}; it stays unobserved. Add it there, or correct the reference.`,
  });
}
