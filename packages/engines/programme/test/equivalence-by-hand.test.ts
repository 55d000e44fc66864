import { readFileSync } from 'node:fs';
import type { Bounds, CapacityRow } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { equivalent } from '../src/equivalence/equivalent.ts';
import type { Observation } from '../src/equivalence/machine.ts';
import { handWorkedSections, type TableRow } from './markdown-tables.ts';

const guide = new URL('../../../../docs/guide/equivalence-by-hand.md', import.meta.url);
const cases = handWorkedSections(readFileSync(guide, 'utf8'));

function range(text: string): Bounds | null {
  if (text === '–') return null;
  const [atLeast = Number.NaN, atMost = atLeast] = text.split('-').map(Number);
  return { atLeast, atMost };
}

function rows(text: string): CapacityRow[] {
  return text.split('; ').map((one) => {
    const [value = '', unit = '', per = ''] = one.split(' ');
    return { value: Number(value), unit, per: per === 'core' ? 'core' : 'server', source: 'docs/guide' };
  });
}

function observation(text: string): Observation {
  if (text === 'unobserved') return { kind: 'unobserved' };
  if (text === 'declared') return { kind: 'declared', says: 'as the owner says' };
  return {
    kind: 'measured',
    says: 'as recorded',
    window: text === 'enough' ? { enough: true } : { enough: false, reason: text },
  };
}

const cell = (row: TableRow, name: string): string => row[name] ?? '';

test('the page has its cases', () => expect(cases.length).toBeGreaterThanOrEqual(9));

describe.each(cases)('equivalence by hand: $title', ({ tables }) => {
  const [machine = {}, candidate = {}, expected = {}] = tables.map((table) => table[0]);
  const brand = (row: TableRow): string | null => (cell(row, 'brand') === '–' ? null : cell(row, 'brand'));
  const answer = equivalent(
    {
      id: 'old',
      name: cell(machine, 'machine'),
      brand: brand(machine),
      machines: Number(cell(machine, 'machines')),
      cores: range(cell(machine, 'cores')),
      peakUtilisation: range(cell(machine, 'peak utilisation')),
      observation: observation(cell(machine, 'window')),
      memoryGb: range(cell(machine, 'memory GB')),
      storageTb: null,
      capacity: rows(cell(machine, 'capacity')),
      serialShare: null,
    },
    {
      id: 'new',
      name: cell(candidate, 'candidate'),
      brand: brand(candidate),
      coresPerServer: Number(cell(candidate, 'cores a server')),
      memoryGbPerServer: Number(cell(candidate, 'memory GB a server')),
      storageTbPerServer: null,
      capacity: rows(cell(candidate, 'capacity')),
    },
    { spareServers: Number(cell(expected, 'spares')), sites: Number(cell(expected, 'sites')) },
  );

  test('standing, cores, servers', () => {
    expect(answer.standing).toBe(cell(expected, 'standing'));
    expect(answer.boundBy ?? '–').toBe(cell(expected, 'bound by'));
    expect(answer.servers).toEqual(range(cell(expected, 'servers')));
    const cores = range(cell(expected, 'cores needed'));
    if (cores === null) expect(answer.cores).toBeNull();
    else {
      expect(answer.cores?.atLeast).toBeCloseTo(cores.atLeast, 3);
      expect(answer.cores?.atMost).toBeCloseTo(cores.atMost, 3);
    }
  });

  test('warning and reasons', () => {
    const warning = cell(expected, 'warning');
    if (warning === '–') expect(answer.warnings).toEqual([]);
    else expect(answer.warnings.join(' ')).toContain(warning);
    expect(answer.because.length).toBeGreaterThan(0);
    for (const one of answer.conversions)
      expect([...one.before.rows, ...one.after.rows].every((row) => row.source !== '')).toBe(true);
  });
});
