import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { criticality, silent, type Subject } from '@underpin/model';
import { minimalCutSets as searched } from '@underpin/reliance';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  capEffect,
  changeControl,
  compareWithdrawals,
  controlOf,
  cutSetsOfFunction,
  cutSetsOfTree,
  figuresOfSector,
  figuresOfSubject,
  gatherOwnership,
  type LoadedSector,
  market,
  openFiles,
  openSources,
  readControlScenario,
  readDirections,
  readSector,
  relianceOn,
  selfReportedControl,
  setsThatHit,
  type StatedDirection,
  type Study,
  studyOf,
  studyUnderControl,
} from '../src/index.ts';

const root = join(import.meta.dirname, '../../..');
const shared = process.env['UNDERPIN_SHARED_DATA'] ?? join(root, '../shared/data');
const now = () => new Date('2025-06-30T12:00:00Z');
const highEndOf = (country: string): Subject => ({
  expression: `category == "server.high-end" && country == "${country}"`,
});

let loaded: LoadedSector;
let study: Study;
beforeAll(async () => {
  const opened = await openSources([join(root, 'examples/sector')]);
  const read = opened.ok ? await readSector(opened.value.sources, { asOf: null, now, progress: silent }) : opened;
  if (!read.ok) throw new Error(read.reason);
  loaded = read.value;
  study = studyOf(loaded);
});

async function ownership() {
  const files = await openFiles([join(root, 'examples/ownership/ownership.csv')]);
  if (!files.ok) throw new Error(files.reason);
  return (await gatherOwnership(files.value, loaded.sector)).graph;
}

describe('control on the example', () => {
  test('an interval that leaves control open is possible, never no', async () => {
    const answer = controlOf(await ownership(), '9999UPPLAGNWFE103K27', '2024-12-31');
    expect(answer.ok && [answer.value.status, answer.value.possibleBy?.id]).toEqual(['possible', 'fund-3']);
  });

  test('a state body counts as its state; an expired edge counts no more', async () => {
    const graph = await ownership();
    const held = controlOf(graph, '9999UPPGXWHURE106W87', '2024-12-31');
    expect(held.ok && [held.value.status, held.value.head.id, held.value.countryOfControl]).toEqual([
      'controlled',
      'state-1',
      'CN',
    ]);
    const head = (date: string) => {
      const answer = controlOf(graph, '9999UPPNYBJVJL103S37', date);
      return answer.ok ? answer.value.head.id : answer.reason;
    };
    expect([head('2021-12-31'), head('2022-01-01')]).toEqual(['old-owner', '9999UPPNYBJVJL103S37']);
  });

  test('an entity that the data do not hold is refused', async () => {
    const answer = controlOf(await ownership(), 'nobody', '2024-12-31');
    expect(answer.ok ? '' : answer.reason).toContain('none of the');
  });
});

describe('a pending sale', () => {
  test('moves what stands on the brand from one country to the other', async () => {
    const scenario = readControlScenario(
      await readFile(join(root, 'examples/ownership/sale.yaml'), 'utf8'),
      'sale.yaml',
    );
    if (!scenario.ok) throw new Error(scenario.reason);
    const { label: _label, ...plain } = scenario.value;
    const graph = await ownership();
    const lost = async (country: string) => {
      const changed = await changeControl(loaded, graph, plain as never, {}, highEndOf(country));
      if (!changed.ok) throw new Error(changed.reason);
      const figure = changed.value.figures.find(({ id }) => id === 'critical-functions-lost/sector');
      return [figure?.before?.value?.atLeast ?? 0, figure?.after?.value?.atLeast ?? 0].map((share) =>
        Math.round(share * 108),
      );
    };
    expect(await lost('CN')).toEqual([0, 21]);
    const [before, after] = await lost('US');
    expect(before).toBeGreaterThanOrEqual(after ?? 0);
  });

  describe('against directions', () => {
    const on = '2025-07-01';
    const change = { act: 'move brand' as const, brand: 'IBM Power', to: 'lenovo' };
    const [yarport, eirgrove] = ['9999UPIRXQYMCR102O88', '9999UPISEDPKBL101C21'];
    const compared = async (directions: readonly StatedDirection[], date = on) => {
      const scenario = { on: date, changes: [change] };
      const changed = await changeControl(loaded, await ownership(), scenario, {}, null, directions);
      if (!changed.ok) throw new Error(changed.reason);
      return changed.value.directions;
    };
    const file = async (edit = (text: string) => text) => {
      const path = join(root, 'examples/ownership/directions.yaml');
      const read = readDirections(edit(await readFile(path, 'utf8')), path);
      if (!read.ok) throw new Error(read.reason);
      return read.value;
    };

    test('tells whom it makes breach which, whom it heals, whom an exception covers and of whom nothing is known', async () => {
      const told = await compared(await file());
      const standings = told.map(({ metric, addressees }) => [
        metric,
        ...addressees.map(({ name, before, after, change: what }) => [name, before.verdict, after.verdict, what]),
      ]);
      expect(standings).toEqual([
        [
          'critical functions lost',
          ['Yarport Private Bank', 'kept', 'breached', 'newly breached'],
          ['Eirgrove Peoples Bank', 'kept', 'excepted', 'newly excepted'],
          ['Elmdale Cooperative Bank', 'kept', 'kept', 'same'],
          ['Weshaven Trade Bank', 'cannot be told', 'cannot be told', 'same'],
        ],
        [
          'direct share',
          ['Yarport Private Bank', 'breached', 'kept', 'no longer breached'],
          ['Sundvik Cooperative Bank', 'breached', 'kept', 'no longer breached'],
          ['Dunmere Mortgage Bank', 'kept', 'kept', 'same'],
        ],
        ['direct share', ['Yarport Private Bank', 'not yet due', 'not yet due', 'same']],
      ]);
      const [worst] = told[0]?.addressees ?? [];
      expect(worst?.after.value).toEqual({ atLeast: 0.7, atMost: 0.7 });
      expect(worst?.rows).toHaveLength(40);
      expect(worst?.rows[0]?.says).toContain('Yarport Private Bank falls');
      expect(told[0]?.addressees[3]?.after.value).toBeNull();
    });

    test('the figure is that of the institution under the view of control after the sale', async () => {
      const graph = await ownership();
      const changed = await changeControl(loaded, graph, { on, changes: [change] }, {}, highEndOf('CN'), await file());
      if (!changed.ok) throw new Error(changed.reason);
      const figure = changed.value.figures.find(({ id }) => id === `critical-functions-lost/institution/${yarport}`);
      const standing = changed.value.directions[0]?.addressees.find(({ party }) => party === yarport);
      expect([standing?.before.value, standing?.after.value]).toEqual([figure?.before?.value, figure?.after?.value]);
    });

    test('an exception that has run out covers nothing; the milestone in force on the day counts', async () => {
      const later = (await compared(await file(), '2027-07-01'))[0];
      expect(later?.milestone).toEqual({ on: '2027-06-30', atMost: 0.2 });
      expect(later?.addressees.find(({ party }) => party === eirgrove)?.after.verdict).toBe('breached');
      const varied = (await file()).map((one, at) =>
        at > 0
          ? one
          : {
              ...one,
              variations: [{ from: '2025-06-30', reason: 'late', milestones: [{ on: '2025-06-30', atMost: 1 }] }],
            },
      );
      const [kept] = (await compared(varied)).filter(({ metric }) => metric === 'critical functions lost');
      expect(kept?.addressees.find(({ party }) => party === yarport)?.after.verdict).toBe('kept');
    });

    test('a subject that cannot be read gives the reason, and is never kept', async () => {
      const odd = await compared(await file((text) => text.replace('category ==', 'colour ==')));
      const told = odd.find(({ reason }) => reason !== null);
      expect(told?.reason).toContain('colour');
      expect(told?.addressees.map(({ after }) => after.value)).toEqual([null, null, null, null]);
      expect(told?.addressees.map(({ after }) => after.verdict)).not.toContain('kept');
    });

    test('a file that is none is refused with the place', () => {
      const said = (text: string) => {
        const read = readDirections(text, 'd.yaml');
        return read.ok ? '' : read.reason;
      };
      expect(said('directions: []')).toContain('directions');
      expect(said('directions: [{ title: x }]')).toMatch(/"d\.yaml", line 1: Correct "directions\.0\./);
      expect(said('a: [')).toContain('Cannot read the directions in "d.yaml"');
    });
  });

  test('that names what is not there is refused', async () => {
    const changed = await changeControl(
      loaded,
      await ownership(),
      { on: '2025-01-01', changes: [{ act: 'move brand', brand: 'IBM Power', to: 'nobody' }] },
      {},
      null,
    );
    expect(changed.ok ? '' : changed.reason).toContain('nobody');
  });

  test('merging a group by control changes nothing of what falls with all its parts', async () => {
    const under = studyUnderControl(loaded, selfReportedControl, { ownership: await ownership() });
    if (!under.ok) throw new Error(under.reason);
    const parts = { expression: 'group == "9999UPPGXWHURE106W87"' };
    const whole = { expression: 'group == "state-1"' };
    const [apart, merged] = [relianceOn(study, parts), relianceOn(under.value, whole)];
    if (!apart.ok || !merged.ok) throw new Error('refused');
    expect(merged.value.withdrawal.figures.map(({ value }) => value)).toEqual(
      apart.value.withdrawal.figures.map(({ value }) => value),
    );
  });
});

describe('cut sets', () => {
  test.each(['atLeast', 'atMost'] as const)(
    'by decision diagrams are those by search, for every critical function, %s',
    (bound) => {
      const { sector } = loaded;
      const search = searched(study.reliance);
      for (let fn = 0; fn < sector.functions.count; fn += 1) {
        if (sector.functions.critical[fn] !== criticality.yes) continue;
        const institution = sector.institutions.lei[sector.functions.institution[fn] ?? -1] ?? '';
        const found = cutSetsOfFunction(study, {
          institution,
          function: sector.functions.id[fn] ?? '',
          of: 'group',
          bound,
          maxOrder: 2,
          first: 1000,
        });
        const expected = search(fn, { of: 'group', bound, maxSize: 2 });
        if (!found.ok || !expected.ok) throw new Error('refused');
        const names = expected.value.sets.map((set) =>
          set
            .map((at) => study.control.groups[at]?.name ?? '')
            .toSorted()
            .join(' + '),
        );
        expect(found.value.first.map((set) => set.toSorted().join(' + ')).toSorted()).toEqual(names.toSorted());
        expect(found.value.minimal_cut_sets).toBe(String(names.length));
      }
    },
  );

  test('that hit a share of the sector reach it, and nothing smaller does', () => {
    const question = { of: 'group', bound: 'atLeast', share: 0.8, maxOrder: 2 } as const;
    const found = setsThatHit(study, question);
    expect(found.complete).toBe(true);
    expect(found.sets.length).toBeGreaterThan(0);
    expect(setsThatHit(study, { ...question, share: 1 }).sets.every((set) => set.length > 0)).toBe(true);
  });

  test.skipIf(!existsSync(join(shared, 'fault-trees')))(
    'of public fault trees (need ../shared/data/fault-trees)',
    async () => {
      const tree = async (name: string) =>
        cutSetsOfTree(await readFile(join(shared, 'fault-trees', `${name}.xml`), 'utf8'), name, {
          maxOrder: null,
          first: 0,
        });
      const counts = await Promise.all(['chinese', 'baobab2', 'isp9606', 'edf9205'].map(tree));
      expect(counts.map((found) => found.ok && found.value.minimal_cut_sets)).toEqual(['392', '4805', '1776', '21308']);
      const refused = await tree('das9601');
      expect(refused.ok ? '' : refused.reason).toContain('Not coherent');
    },
  );
});

describe('figures', () => {
  test('every figure that is told has an id of its own, by which its rows are found again', async () => {
    const us = figuresOfSubject(study, highEndOf('US'), '');
    if (!us.ok) throw new Error(us.reason);
    const sector = await Promise.all(
      ['', 'criticality/', 'nth-party-overlap/'].map((id) => figuresOfSector(study, id, silent)),
    );
    for (const figures of [us.value, ...sector]) {
      expect(figures.length).toBeGreaterThan(10);
      expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
      const [most] = figures
        .filter(({ value }) => (value?.atMost ?? 0) > 0)
        .toSorted((a, b) => (b.value?.atMost ?? 0) - (a.value?.atMost ?? 0));
      expect(most?.basis()[0]).toMatchObject({
        line: expect.any(Number) as number,
        file: expect.any(String) as string,
      });
    }
    const wanted = 'direct-share/institution/9999UPIRXQYMCR102O88/asset/count';
    const asked = figuresOfSubject(study, highEndOf('US'), wanted);
    const share = asked.ok ? asked.value.find(({ id }) => id === wanted) : undefined;
    expect(share?.basis().length).toBeGreaterThan(0);
    expect(share?.basis().every(({ file }) => file.endsWith('assets.csv'))).toBe(true);
  });

  test('two scenarios are compared figure by figure', () => {
    const compared = compareWithdrawals(study, highEndOf('CN'), highEndOf('US'));
    if (!compared.ok) throw new Error(compared.reason);
    const lost = compared.value.find(({ id }) => id === 'critical-functions-lost/sector');
    expect([lost?.verdict, lost?.before?.value?.atMost]).toEqual(['more', 0]);
    expect(compareWithdrawals(study, highEndOf('CN'), { expression: 'colour == 1' }).ok).toBe(false);
  });
});

describe('market', () => {
  test('shares of a category add up to one at each date', () => {
    for (const { rows, total } of market([study], 'EUR')) {
      if ((total[0] ?? null) === null) continue;
      expect(rows.reduce((sum, { share }) => sum + (share[0] ?? 0), 0)).toBeCloseTo(1, 9);
    }
  });

  test('a cap costs both sides the same', () => {
    const effect = capEffect(
      study,
      { expression: 'group == "VGRQXHF3J8VDLUA7XE92" && category == "server.high-end"' },
      0.35,
    );
    if (!effect.ok) throw new Error(effect.reason);
    expect(effect.value.sellers.reduce((sum, { lost }) => sum + lost, 0)).toBeCloseTo(effect.value.lost, 3);
    expect(effect.value.lost).toBeGreaterThan(0);
    expect(effect.value.currency).toBe('EUR');
  });
});
