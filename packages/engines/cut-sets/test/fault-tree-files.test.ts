import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { minimalCutSets } from '@underpin/cut-sets';
import { readOpenPsa } from '@underpin/formats';

const shared = process.env['UNDERPIN_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');
const folder = join(shared, 'fault-trees');
const missing = !existsSync(folder);
const note = missing ? ' (skipped: no shared data; set UNDERPIN_SHARED_DATA)' : '';

/** Sets by order (from order 1) and probability, as SCRAM 0.16.2 reports them (`--bdd --probability true`). */
const known: readonly (readonly [file: string, total: bigint, byOrder: string, probability: number])[] = [
  ['baobab1', 46_188n, '0 1 1 70 400 2212 14748 8460 10624 6600 3072', 0.000101708],
  ['baobab2', 4_805n, '0 6 121 268 630 3780', 0.000713018],
  ['chinese', 392n, '0 12 0 24 188 168', 0.00117058],
  ['das9201', 14_217n, '0 82 9740 2881 1246 254 14', 0.0134237],
  ['das9203', 16_200n, '0 7 728 3585 11880', 0.0013488],
  ['das9205', 17_280n, '0 0 0 0 0 17280', 1.38408e-8],
  ['edf9205', 21_308n, '15 1089 4247 6662 2671 2112 3132 1380', 0.209351],
  ['elf9601', 151_348n, '10 10 112 2510 13982 35908 42560 18752 19328 8448 9728', 0.0966291],
  ['ftr10', 305n, '57 243 5', 0.448677],
  ['isp9605', 5_630n, '0 0 13 88 462 27 5040', 1.37171e-5],
  ['isp9606', 1_776n, '4 163 936 672 1', 0.0543174],
];

function read(name: string) {
  const { tree, findings } = readOpenPsa(readFileSync(join(folder, `${name}.xml`), 'utf8'), { file: `${name}.xml` });
  expect(findings).toEqual([]);
  return tree!;
}

test.skipIf(missing).each(known)(
  `%s.xml: %s sets, by order, and the probability${note}`,
  (name, total, byOrder, chance) => {
    const result = minimalCutSets(read(name));
    if (!result.ok) throw new Error(result.reason);
    expect(result.value.total).toBe(total);
    expect(result.value.byOrder.slice(1).join(' ')).toBe(byOrder);
    expect(result.value.byOrder.reduce((sum, count) => sum + count, 0n)).toBe(total);
    expect(Number(result.value.probability!.toPrecision(6))).toBe(chance);
  },
);

test.skipIf(missing)(`das9601.xml is not coherent and is refused${note}`, () => {
  const result = minimalCutSets(read('das9601'));
  expect(!result.ok && result.reason).toMatch(/^Not coherent: gate "\w+" uses (NOT|XOR); minimal cut sets are defined/);
});

test.skipIf(missing).each(['baobab1', 'das9201', 'elf9601'])(
  `%s.xml: sets up to order 3 equal the first of all${note}`,
  (name) => {
    const all = minimalCutSets(read(name));
    const few = minimalCutSets(read(name), { maxOrder: 3 });
    const cut = minimalCutSets(read(name), { maxOrder: 3, nodeLimit: 4_000 });
    if (!all.ok || !few.ok) throw new Error('Expected sets');
    expect(few.value.byOrder.join(' ')).toBe(all.value.byOrder.slice(0, 4).join(' '));
    if (cut.ok) expect(cut.value.byOrder.join(' ')).toBe(few.value.byOrder.join(' '));
  },
);

test.skipIf(missing)(
  `chinese.xml: each of the 392 sets fells the top, and none does with one event less${note}`,
  () => {
    const tree = read('chinese');
    const gates = new Map(tree.gates.map((gate) => [gate.id, gate]));
    const occurs = (id: string, set: ReadonlySet<string>): boolean => {
      const gate = gates.get(id);
      if (gate === undefined) return set.has(id);
      const count = gate.children.filter((child) => occurs(child, set)).length;
      return count >= (gate.kind === 'or' ? 1 : gate.children.length);
    };
    const result = minimalCutSets(tree);
    if (!result.ok) throw new Error(result.reason);
    const sets = result.value.first(1_000);
    expect(new Set(sets.map((set) => set.join(' '))).size).toBe(392);
    for (const set of sets) {
      expect(occurs(tree.top, new Set(set))).toBe(true);
      for (const left of set) expect(occurs(tree.top, new Set(set.filter((event) => event !== left)))).toBe(false);
    }
  },
);

test.skipIf(missing)(`elf9601.xml: the sets made one by one are as many as are counted${note}`, () => {
  const result = minimalCutSets(read('elf9601'));
  if (!result.ok) throw new Error(result.reason);
  const sizes: number[] = [];
  for (const set of result.value.first(200_000)) sizes[set.length] = (sizes[set.length] ?? 0) + 1;
  expect(sizes.slice(1).join(' ')).toBe(result.value.byOrder.slice(1).join(' '));
});
