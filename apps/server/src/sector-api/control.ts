import {
  changeControl,
  controlOf,
  countryName,
  knownBrands,
  ownershipMap,
  rank,
  saleOf,
  type Study,
} from '@underpin/app';
import { entityKind, entityKindNames, type OwnershipGraph, silent, textAt } from '@underpin/model';
import type { FastifyInstance } from 'fastify';
import type { SectorKeeper } from './sector-keeper.ts';
import { sectorRoute } from './sector-route.ts';

const entitiesTold = 200;
const mapped = 80;

export function controlRoutes(server: FastifyInstance, sectors: SectorKeeper): void {
  sectorRoute(server, sectors, 'listControlEntities', ({ ownership, study }, { query }) => {
    const { entities, brands } = ownership;
    const wanted = query.contains.toLocaleLowerCase();
    const items: { id: string; name: string; country: string | null; kind: string }[] = [];
    let total = 0;
    for (let at = 0; at < entities.count; at += 1) {
      if (entities.kind[at] === entityKind.person) continue;
      const [id, name] = [entities.id[at] ?? '', entities.name[at] ?? ''];
      if (!`${id}\n${name}`.toLocaleLowerCase().includes(wanted)) continue;
      total += 1;
      if (items.length >= entitiesTold) continue;
      items.push({
        id,
        name,
        country: textAt(entities.country, at) || null,
        kind: entityKindNames[entities.kind[at] as 0],
      });
    }
    const owned = new Set(knownBrands(ownership, study.loaded.sector.asOf));
    const held = brands.brand.flatMap((brand, at) =>
      owned.has(brand) ? [{ brand, owner: entities.name[brands.owner[at] ?? -1] ?? '' }] : [],
    );
    return { ok: true, value: { items, brands: held, total } };
  });
  sectorRoute(server, sectors, 'getControl', ({ ownership, study }, { query: { of, asOf } }) => {
    const answer = controlOf(ownership, of, asOf ?? study.loaded.sector.asOf);
    if (!answer.ok) return { ...answer, kind: 'not found' };
    const { effectiveOwners, path, findings, entity, ...rest } = answer.value;
    return {
      ok: true,
      value: {
        ...rest,
        entity,
        views: { ...rest.views },
        effectiveOwners: [...effectiveOwners],
        path: path.map((leg) => ({ ...leg, rows: [...leg.rows] })),
        findings: findings.filter(({ key, message }) => `${key ?? ''} ${message}`.includes(entity.id)),
      },
    };
  });
  sectorRoute(server, sectors, 'getOwnershipMap', ({ ownership, study }, { query: { of, asOf } }) => {
    const map = ownershipMap(ownership, of, asOf ?? study.loaded.sector.asOf, mapped);
    if (!map.ok) return { ...map, kind: 'not found' };
    const { dates, nodes, links } = map.value;
    return { ok: true, value: { asOf: map.value.asOf, dates: [...dates], nodes: [...nodes], links: [...links] } };
  });
  sectorRoute(
    server,
    sectors,
    'getSale',
    async ({ ownership, study }, { query: { brand, company, to, on, subject } }) => {
      const brands = brand === undefined ? [] : brand.split('|');
      const scenario = saleOf(ownership, { brands, company: company ?? null, to, on });
      if (!scenario.ok) return scenario;
      const changed = await changeControl(
        study.loaded,
        ownership,
        scenario.value,
        {},
        subject === undefined ? null : { expression: subject },
      );
      if (!changed.ok) return changed;
      const { control, figures, before, after } = changed.value;
      const named = namer(ownership);
      return {
        ok: true,
        value: {
          on,
          brands: control.brands.map((one) => ({
            brand: one.brand,
            before: { ...one.before, owner: named(one.before.owner), head: named(one.before.head) },
            after: { ...one.after, owner: named(one.after.owner), head: named(one.after.head) },
          })),
          entities: control.entities.map(({ id, ...one }) => ({ id: named(id), before: one.before, after: one.after })),
          subjects: await subjectsChanged(before, after),
          figures: figures.map(({ id, label, before: then, after: now, change, verdict }) => ({
            id,
            label,
            before: then,
            after: now,
            change,
            verdict,
          })),
        },
      };
    },
  );
}

/** Makers, groups and countries whose withdrawal costs something else than before. */
async function subjectsChanged(before: Study, after: Study) {
  const kinds = ['maker', 'group', 'country'] as const;
  const lines = async (study: Study) => {
    const ranked = await rank(study, kinds, Number.MAX_SAFE_INTEGER, silent);
    return new Map(ranked.map((line) => [`${line.kind}\n${line.id}`, line]));
  };
  const [then, now] = [await lines(before), await lines(after)];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [then.get(key), now.get(key)];
    const line = is ?? was;
    const [lost, loses] = [was?.criticalFunctionsLost ?? null, is?.criticalFunctionsLost ?? null];
    if (line === undefined || JSON.stringify(lost) === JSON.stringify(loses)) return [];
    const name = line.kind === 'country' ? countryName(line.name) : line.name;
    return [{ kind: line.kind, id: line.id, name, before: lost, after: loses }];
  });
}

function namer({ entities }: OwnershipGraph): (id: string) => string {
  const names = new Map(entities.id.map((id, at) => [id, entities.name[at] ?? '']));
  return (id) => names.get(id) || id;
}
