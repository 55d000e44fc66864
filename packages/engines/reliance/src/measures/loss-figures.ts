import type { Figure, Scope } from '@underpin/model';
import { criticality, basisRowOf } from '@underpin/model';
import { whyFallen } from '../basis/why-fallen.ts';
import type { Reliance } from '../build-reliance.ts';
import { figureOf, shareOf } from '../figure-of.ts';
import { type PartKind, placeOf, scopesOf } from './sector-parts.ts';
import type { Fall } from './what-if.ts';

/** Parts that functions belong to: `ofFunction[f]` is the part, -1 for none stated. */
interface Parts {
  readonly ofFunction: Int32Array;
  readonly scopes: readonly Scope[];
}

/** Critical functions lost, institutions hit and total assets hit, for each part of a scope. */
export function lossFigures(reliance: Reliance, kind: PartKind, atLeast: Fall, atMost: Fall): Figure[] {
  const { sector, graph, totalAssets } = reliance;
  const { functions } = sector;
  const { ofFunction, scopes } = partsOf(reliance, kind);
  const width = scopes.length;
  const [critical, unobserved, lostLeast, lostMost] = [0, 0, 0, 0].map(() => new Int32Array(width)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const hit = { all: new Set<number>(), atLeast: new Set<number>(), atMost: new Set<number>() };
  let lastPair = -1;
  const pair = (part: number, institution: number) => part * sector.institutions.count + institution;
  for (let fn = 0; fn < functions.count; fn += 1) {
    const part = ofFunction[fn] as number;
    if (part < 0) continue;
    const institution = functions.institution[fn] as number;
    if (kind !== 'institution' && institution >= 0 && pair(part, institution) !== lastPair) {
      lastPair = pair(part, institution);
      hit.all.add(lastPair);
    }
    if (functions.critical[fn] === criticality.unobserved) add(unobserved, part);
    if (functions.critical[fn] !== criticality.yes) continue;
    add(critical, part);
    const node = graph.space.first.function + fn;
    if (!atMost.has(node)) continue;
    add(lostMost, part);
    if (institution >= 0) hit.atMost.add(pair(part, institution));
    if (!atLeast.has(node)) continue;
    add(lostLeast, part);
    if (institution >= 0) hit.atLeast.add(pair(part, institution));
  }
  if (kind === 'sector' || kind === 'category') addInstitutionsWithoutFunctions(reliance, kind, scopes, hit.all, pair);

  const lostIn = (part: number) => {
    const lost: number[] = [];
    for (let fn = 0; fn < functions.count; fn += 1) {
      if (ofFunction[fn] !== part || functions.critical[fn] !== criticality.yes) continue;
      if (atMost.has(graph.space.first.function + fn)) lost.push(fn);
    }
    return lost;
  };
  const says = (fn: number) => {
    const owner = sector.institutions.name[functions.institution[fn] as number] ?? 'an institution';
    const bound = atLeast.has(graph.space.first.function + fn) ? 'falls at least' : 'falls at most';
    return `Critical function ${functions.id[fn]} of ${owner} ${bound}`;
  };

  const figures: Figure[] = [];
  scopes.forEach((scope, part) => {
    const where = placeOf(scope);
    figures.push(
      figureOf({
        id: `critical-functions-lost/${where}`,
        measure: 'critical functions lost',
        label: `Critical functions lost, ${scope.name}`,
        unit: 'share',
        weight: 'critical functions',
        of: 'critical functions',
        scope,
        value: shareOf(lostLeast[part] as number, lostMost[part] as number, critical[part] as number),
        total: critical[part] as number,
        n: critical[part] as number,
        unobserved: unobserved[part] as number,
        basis: () => whyFallen(reliance, lostIn(part), (node) => atMost.has(node), says),
      }),
    );
    if (kind === 'institution') return;
    const members = membersOf(hit.all, part, sector.institutions.count);
    const least = new Set(membersOf(hit.atLeast, part, sector.institutions.count));
    const most = new Set(membersOf(hit.atMost, part, sector.institutions.count));
    const observed = members.filter((institution) => !Number.isNaN(totalAssets.values[institution] as number));
    const sum = (inside: (institution: number) => boolean) =>
      observed.reduce((total, at) => total + (inside(at) ? (totalAssets.values[at] as number) : 0), 0);
    const basis = () => [
      ...[...most].map((institution) =>
        basisRowOf(
          sector,
          sector.institutions.origins,
          institution,
          `${sector.institutions.name[institution]} loses a critical function ${least.has(institution) ? 'at least' : 'at most'}; total assets ${Number.isNaN(totalAssets.values[institution]) ? 'unobserved' : totalAssets.values[institution]}`,
        ),
      ),
      ...whyFallen(reliance, lostIn(part), (node) => atMost.has(node), says),
    ];
    figures.push(
      figureOf({
        id: `institutions-hit/${where}`,
        measure: 'sector impact',
        label: `Institutions that lose a critical function, ${scope.name}`,
        unit: 'share',
        weight: 'count',
        of: 'institutions',
        scope,
        value: shareOf(least.size, most.size, members.length),
        total: members.length,
        n: members.length,
        unobserved: unobserved[part] as number,
        basis,
      }),
      figureOf({
        id: `total-assets-hit/${where}`,
        measure: 'sector impact',
        label: `Total assets of institutions that lose a critical function, ${scope.name}`,
        unit: 'share',
        weight: 'total assets',
        of: 'total assets of institutions',
        scope,
        value: shareOf(
          sum((at) => least.has(at)),
          sum((at) => most.has(at)),
          sum(() => true),
        ),
        total: observed.length === 0 ? null : sum(() => true),
        n: observed.length,
        unobserved: members.length - observed.length,
        currency: totalAssets.currency,
        basis,
      }),
    );
  });
  return figures;
}

function partsOf({ sector }: Reliance, kind: PartKind): Parts {
  const { functions, institutions } = sector;
  const ofFunction = {
    sector: () => new Int32Array(functions.count),
    institution: () => functions.institution,
    category: () => functions.institution.map((at) => (at < 0 ? -1 : (institutions.type.codes[at] as number))),
    'licensed activity': () => functions.licensedActivity.codes,
  };
  return { ofFunction: ofFunction[kind](), scopes: scopesOf(sector, kind) };
}

function addInstitutionsWithoutFunctions(
  { sector }: Reliance,
  kind: PartKind,
  scopes: readonly Scope[],
  all: Set<number>,
  pair: (part: number, institution: number) => number,
): void {
  for (let at = 0; at < sector.institutions.count; at += 1) {
    const part = kind === 'sector' ? 0 : (sector.institutions.type.codes[at] as number);
    if (part >= 0 && part < scopes.length) all.add(pair(part, at));
  }
}

function membersOf(pairs: ReadonlySet<number>, part: number, institutions: number): number[] {
  const members: number[] = [];
  for (const one of pairs) if (Math.floor(one / institutions) === part) members.push(one % institutions);
  return members;
}

function add(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] as number) + 1;
}
