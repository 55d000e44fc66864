import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  asOf,
  controlOfDay,
  controlStatus,
  countryOfControl,
  integratedOwnership,
  providerControl,
} from '@underpin/control';
import { readBods, readGleifJson } from '@underpin/formats';
import { OwnershipBuilder, dayNumber } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import type { OwnershipGraph } from '@underpin/model';

const shared = process.env['UNDERPIN_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');
const at = (graph: OwnershipGraph, id: string): number => graph.entities.id.indexOf(id);

describe.skipIf(!existsSync(join(shared, 'gleif')))(
  'control from recorded GLEIF answers (need ../shared/data/gleif)',
  async () => {
    const builder = new OwnershipBuilder();
    const files = existsSync(join(shared, 'gleif')) ? readdirSync(join(shared, 'gleif')) : [];
    for (const file of files) await readGleifJson([readFileSync(join(shared, 'gleif', file))], file, builder);
    const graph = builder.build();
    const control = controlOfDay(graph, dayNumber('2025-05-15') ?? 0);

    test('parents', () => {
      const { consolidation } = control;
      const entity = at(graph, '5493001KJTIIGC8Y1R12');
      const direct = graph.edges.owner[consolidation.up[entity] as number] as number;
      expect(graph.entities.id[direct]).toBe('549300B56MD0ZC402L06');
      expect(graph.entities.id[consolidation.head[entity] as number]).toBe('549300RMUDWPHCUQNE66');
      const sweden = countryOfControl(control, at(graph, '549300O897ZC5H7CY412'));
      expect(sweden).toMatchObject({ country: 'SE', status: 'controlled' });
      expect(sweden.path[0]?.view).toBe('consolidation');
    });

    test('before the relationship began there is no parent, and that is unknown', () => {
      const early = controlOfDay(graph, dayNumber('2007-06-04') ?? 0);
      const entity = at(graph, '5493001KJTIIGC8Y1R12');
      expect(early.consolidation.head[entity]).toBe(entity);
      expect(early.consolidation.status[entity]).toBe(controlStatus.unknown);
    });

    test('reporting exceptions: no parent, or one that is not told', () => {
      const status = (lei: string): number => control.consolidation.status[at(graph, lei)] as number;
      expect(status('INR2EJN1ERAN0W5ZP974')).toBe(controlStatus.notControlled);
      expect(status('529900GRZ2BQY5ZM9N49')).toBe(controlStatus.notControlled);
      const told = providerControl(control, ['INR2EJN1ERAN0W5ZP974'], [''], 'consolidation');
      expect(told.countries).toEqual(['US']);
      expect(countryOfControl(control, at(graph, 'INR2EJN1ERAN0W5ZP974')).status).toBe('unknown');
    });
  },
);

describe.skipIf(!existsSync(join(shared, 'bods')))('control from BODS examples (need ../shared/data/bods)', () => {
  const read = async (name: string): Promise<OwnershipGraph> => {
    const builder = new OwnershipBuilder();
    await readBods([readFileSync(join(shared, 'bods', name))], name, builder);
    return builder.build();
  };

  test('a company of the Finnish state: ministry directly and through a company', async () => {
    const graph = await read('bods-package-fi-soe.json');
    const day = dayNumber('2022-02-14') ?? 0;
    const control = controlOfDay(graph, day);
    const company = graph.entities.name.indexOf('Gasgrid Finland Oy');
    const ministry = graph.entities.name.indexOf('Valtiovarainministerio');
    const answer = countryOfControl(control, company);
    expect(answer).toMatchObject({ head: ministry, country: 'FI', status: 'controlled', above: 'not controlled' });
    expect(answer.path[0]?.steps.map(({ share }) => Math.round(share * 1000) / 1000)).toEqual([1, 1]);
    const owners = integratedOwnership(asOf(graph, day)).ownersOf(company);
    expect(owners.find(({ owner }) => owner === ministry)?.share).toEqual({ atLeast: 1, atMost: 1 });
    const early = controlOfDay(graph, dayNumber('2019-12-31') ?? 0);
    expect(countryOfControl(early, company)).toMatchObject({ head: company, status: 'unknown' });
  });

  test('a joint holding of two persons: the arrangement controls, neither person does', async () => {
    const graph = await read('joint-ownership.json');
    const control = controlOfDay(graph, dayNumber('2020-01-01') ?? 0);
    const company = graph.entities.name.indexOf('CHRINON LTD');
    const answer = countryOfControl(control, company);
    expect(graph.entities.name[answer.head]).toBe('Joint shareholding');
    expect(answer.above).toBe('not controlled');
  });

  test('Tecido changes hands: a person until 2021, then a trust', async () => {
    const graph = await read('tecido.json');
    const company = graph.entities.name.indexOf('Tecido Ltd');
    const head = (date: string): string | undefined =>
      graph.entities.id[controlOfDay(graph, dayNumber(date) ?? 0).group[company] as number];
    expect(head('2021-09-23')).toMatch(/^person-/);
    expect(graph.entities.name[controlOfDay(graph, dayNumber('2021-09-24') ?? 0).group[company] as number]).toBe(
      'Shear Trust',
    );
  });
});
