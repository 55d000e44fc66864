import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cutSetsOf, setsReaching } from '@underpin/cut-sets';
import type { RequirementGraph } from '@underpin/cut-sets';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/guide/cut-sets-by-hand.md'), 'utf8');

/** Rows of the table under a heading of the page, without its head. */
function table(heading: string): string[][] {
  const [, after = ''] = page.split(`### ${heading}\n`);
  const lines = after.trimStart().split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  const rows = lines.slice(2, end).map((line) => line.split('|').slice(1, -1));
  expect(rows.length).toBeGreaterThan(0);
  return rows.map((cells) => cells.map((cell) => cell.trim()));
}

const rows = table('Requirements').map(([node, needs, of]) => ({
  node: node!,
  needs: Number(needs),
  of: of!.split(', '),
}));
const makers = table('Makers').map(([name, country, chance]) => ({
  name: name!,
  country: country!,
  chance: Number(chance),
}));
const countries = [...new Set(makers.map(({ country }) => country))];
const names = [...new Set([...rows.flatMap(({ node, of }) => [node, ...of]), ...countries])];
const number = (name: string): number => names.indexOf(name);

function graphOf(requirements: typeof rows): RequirementGraph {
  const childStart = [0];
  for (const { of } of requirements) childStart.push(childStart.at(-1)! + of.length);
  return {
    nodes: names.length,
    groupNode: requirements.map(({ node }) => number(node)),
    threshold: requirements.map(({ needs }) => needs),
    childStart,
    children: requirements.flatMap(({ of }) => of.map(number)),
  };
}

function setsFor(node: string, candidates: readonly string[], requirements = rows): string[] {
  const request = {
    graph: graphOf(requirements),
    node: number(node),
    candidates: candidates.map(number),
    names: candidates,
  };
  const found = cutSetsOf(request, { maxOrder: null });
  if (!found.ok) throw new Error(found.reason);
  return found.value
    .first(100)
    .map((set) => set.join(' '))
    .toSorted();
}

const makerNames = makers.map(({ name }) => name);

test('the sets of makers on the page are those that the engine finds', () => {
  expect(setsFor('card payments', makerNames)).toEqual(table('Minimal sets of makers').flat());
});

test('the last round of the circle on the page is the least solution', () => {
  const [, ledger, replica] = table('Rounds').at(-1)!;
  expect(setsFor('ledger', makerNames)).toEqual([ledger]);
  expect(setsFor('replica', makerNames)).toEqual([replica]);
});

test('the sets of countries on the page are those that the engine finds', () => {
  const controlled = makers.map(({ name, country }) => ({ node: name, needs: 1, of: [country] }));
  expect(setsFor('card payments', countries, [...rows, ...controlled])).toEqual(
    table('Minimal sets of countries').flat(),
  );
});

test('the probability on the page is the one that the engine finds', () => {
  const found = cutSetsOf({
    graph: graphOf(rows),
    node: number('card payments'),
    candidates: makerNames.map(number),
    names: makerNames,
    probabilities: Float64Array.from(makers, ({ chance }) => chance),
  });
  const stated = Number(table('Probability that card payments fall')[0]![0]);
  expect(found.ok && found.value.probability).toBeCloseTo(stated, 12);
});

test('the sets for a share of the sector on the page are those that the engine finds', () => {
  const institutions = table('Institutions').map(([, assets, sets]) => ({
    assets: Number(assets),
    sets: sets!.split(', ').map((set) => set.split(' ')),
  }));
  const impact = (withdrawn: readonly number[]): number => {
    const gone = new Set(withdrawn.map((maker) => makerNames[maker]!));
    const hit = institutions.filter(({ sets }) => sets.some((set) => set.every((maker) => gone.has(maker))));
    return hit.reduce((sum, { assets }) => sum + assets, 0);
  };
  const stated = table('Minimal sets for 70 of 100').flat();
  const upTo = (maxOrder: number): string[] =>
    setsReaching({ candidates: makers.length, impact, threshold: 70, maxOrder }).sets.map((set) =>
      set.map((maker) => makerNames[maker]).join(' '),
    );
  expect(upTo(6)).toEqual(stated);
  expect(upTo(3)).toEqual(stated.slice(0, 2));
});
