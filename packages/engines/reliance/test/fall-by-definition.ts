import type { ControlView, Sector } from '@underpin/model';
import { childKind, parentKind } from '@underpin/model';

type Bound = 'at least' | 'at most';
type Rule = (fell: ReadonlySet<string>) => boolean;

/**
 * The definition of withdrawal, executed word by word: for each thing its rules, asked again and again until nothing
 * more falls. No shared code with the engine; slow on purpose. Names: "provider 3", "service use 0", "function 2".
 */
export function fallByDefinition(
  sector: Sector,
  control: ControlView,
  withdrawn: Iterable<string>,
  bound: Bound,
): Set<string> {
  const rules = new Map<string, Rule[]>();
  const say = (name: string, rule: Rule) => rules.set(name, [...(rules.get(name) ?? []), rule]);
  const needs = (name: string, other: string) => say(name, (fell) => fell.has(other));
  const { serviceUses: uses, supply, dependencies, groups } = sector;
  const typeOf = (column: { codes: Int32Array; values: readonly string[] }, row: number) =>
    column.codes[row] === -1 ? '' : (column.values[column.codes[row]!] as string);

  control.groups.forEach((group, index) => {
    if (group.countryIndex >= 0) needs(`group ${index}`, `country ${group.countryIndex}`);
  });
  for (let p = 0; p < sector.providers.count; p += 1) needs(`provider ${p}`, `group ${control.group[p]}`);
  for (let p = 0; p < sector.products.count; p += 1) {
    if (sector.products.maker[p]! >= 0) needs(`product ${p}`, `provider ${sector.products.maker[p]}`);
  }
  for (let a = 0; a < sector.assets.count; a += 1) {
    if (sector.assets.product[a]! >= 0) needs(`asset ${a}`, `product ${sector.assets.product[a]}`);
  }

  for (let u = 0; u < uses.count; u += 1) {
    const name = `service use ${u}`;
    if (uses.provider[u]! >= 0) needs(name, `provider ${uses.provider[u]}`);
    needs(name, `arrangement ${uses.arrangement[u]}`);
    const links = [...supply.rank.keys()].filter(
      (row) =>
        supply.rank[row]! >= 2 &&
        supply.provider[row]! >= 0 &&
        supply.arrangement[row] === uses.arrangement[u] &&
        typeOf(supply.serviceType, row) === typeOf(uses.serviceType, u),
    );
    const reach = (from: number) => {
      const reached = new Set([from]);
      for (let grew = true; grew;) {
        grew = false;
        for (const row of links) {
          if (!reached.has(supply.recipient[row]!) || reached.has(supply.provider[row]!)) continue;
          reached.add(supply.provider[row]!);
          grew = true;
        }
      }
      return reached;
    };
    const direct = [...uses.provider.keys()].filter(
      (other) =>
        uses.arrangement[other] === uses.arrangement[u] &&
        typeOf(uses.serviceType, other) === typeOf(uses.serviceType, u) &&
        uses.provider[other]! >= 0,
    );
    const tied = new Set(direct.flatMap((other) => [...reach(uses.provider[other]!)]));
    const parts = new Set(uses.provider[u]! >= 0 ? reach(uses.provider[u]!) : []);
    if (bound === 'at most') {
      for (const row of links) {
        if (supply.recipient[row]! >= 0 && tied.has(supply.recipient[row]!)) continue;
        const top = supply.recipient[row]! >= 0 ? supply.recipient[row]! : supply.provider[row]!;
        for (const part of reach(top)) parts.add(part);
      }
    }
    for (const part of parts) needs(name, `provider ${part}`);
  }

  const institutionOf = (group: number) =>
    (groups.parentKind[group] === parentKind.function ? sector.functions : sector.systems).institution[
      groups.parent[group]!
    ];
  const mentioned = (row: number) =>
    [...uses.provider.keys()].filter(
      (u) =>
        uses.institution[u] === institutionOf(dependencies.group[row]!) &&
        uses.arrangement[u] === dependencies.child[row] &&
        (dependencies.provider[row] === -1 || uses.provider[u] === dependencies.provider[row]) &&
        (typeOf(dependencies.serviceType, row) === '' ||
          typeOf(dependencies.serviceType, row) === typeOf(uses.serviceType, u)),
    );
  const rowsOf = (group: number) => [...dependencies.group.keys()].filter((row) => dependencies.group[row] === group);
  for (let g = 0; g < groups.count; g += 1) {
    const parent = `${groups.parentKind[g] === parentKind.function ? 'function' : 'system'} ${groups.parent[g]}`;
    const children = new Map<string, Rule>();
    let unresolved = 0;
    for (const row of rowsOf(g)) {
      const child = dependencies.child[row]!;
      const kind = dependencies.childKind[row];
      if (child === -1) unresolved += 1;
      else if (kind === childKind.system) children.set(`system ${child}`, (fell) => fell.has(`system ${child}`));
      else if (kind === childKind.asset) children.set(`asset ${child}`, (fell) => fell.has(`asset ${child}`));
      else {
        const found = mentioned(row);
        children.set(`row ${row}`, (fell) => {
          if (found.length === 0) {
            return fell.has(`arrangement ${child}`) || fell.has(`provider ${dependencies.provider[row]}`);
          }
          const gone = found.filter((u) => fell.has(`service use ${u}`)).length;
          return bound === 'at most' ? gone > 0 : gone === found.length;
        });
      }
    }
    const all = children.size + unresolved;
    const threshold = Math.min(groups.threshold[g]!, all);
    say(parent, (fell) => {
      const gone = [...children.values()].filter((isGone) => isGone(fell)).length;
      if (threshold <= 0 || gone === 0) return false;
      const standing = bound === 'at least' ? all - gone : children.size - gone;
      return standing < Math.min(threshold, bound === 'at least' ? all : children.size);
    });
  }

  for (let f = 0; f < sector.functions.count; f += 1) {
    const inCone = new Set<number>();
    const systems = new Set<number>();
    const open = [...groups.parent.keys()].filter(
      (g) => groups.parentKind[g] === parentKind.function && groups.parent[g] === f,
    );
    while (open.length > 0) {
      for (const row of rowsOf(open.pop()!)) {
        const child = dependencies.child[row]!;
        if (child === -1) continue;
        if (dependencies.childKind[row] === childKind.service) for (const u of mentioned(row)) inCone.add(u);
        if (dependencies.childKind[row] !== childKind.system || systems.has(child)) continue;
        systems.add(child);
        for (const g of groups.parent.keys()) {
          if (groups.parentKind[g] === parentKind.system && groups.parent[g] === child) open.push(g);
        }
      }
    }
    const own = [...uses.function.keys()].filter((u) => uses.function[u] === f && !inCone.has(u));
    if (bound === 'at most') for (const u of own) needs(`function ${f}`, `service use ${u}`);
    else {
      for (const u of own.filter((one) => uses.reliance[one]! >= 3)) {
        const type = typeOf(uses.serviceType, u);
        const any = own.filter((other) => {
          const its = typeOf(uses.serviceType, other);
          return type === '' || its === '' || its === type;
        });
        say(`function ${f}`, (fell) => any.every((other) => fell.has(`service use ${other}`)));
      }
    }
  }

  const fell = new Set(withdrawn);
  for (let grew = true; grew;) {
    grew = false;
    for (const [name, asked] of rules) {
      if (fell.has(name) || !asked.some((rule) => rule(fell))) continue;
      fell.add(name);
      grew = true;
    }
  }
  return fell;
}
