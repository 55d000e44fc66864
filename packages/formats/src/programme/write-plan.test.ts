import { programmePlanSchema, type ProgrammePlan } from '@underpin/model';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { SaxesParser } from 'saxes';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { csvRecords } from '../hardware/csv-records.ts';
import { readActualsCsv } from './read-actuals-csv.ts';
import { writePlanCsv } from './write-plan-csv.ts';
import { writePlanIcal } from './write-plan-ical.ts';
import { writePlanJira } from './write-plan-jira.ts';
import { writePlanMspdi } from './write-plan-mspdi.ts';
import { writePlanOcds } from './write-plan-ocds.ts';
import { writePlanXlsx } from './write-plan-xlsx.ts';

const stamp = new Date('2026-04-01T08:00:00Z');
const odd = 'Zürich; "core", 核心系统 with a name that is far longer than seventy-five octets \\ <end>\nsecond line';

function plan(names: readonly string[] = ['Core 1', odd, 'Payments']): ProgrammePlan {
  const replacement = (name: string, at: number) => ({
    id: `LEI/A-${at}`,
    institution: at % 2 === 0 ? 'LEI-A' : 'LEI-B',
    name,
    site: 'DE-A',
    wave: at === 0 ? 'pilot' : 'main',
    candidate: 'hl8',
    pace: 'normal',
    servers: 4,
    cost: '412000.50',
    weight: at + 1,
    criticalFunctions: at,
    start: `2026-0${at + 1}-01`,
    end: `2026-0${at + 1}-28`,
    deadline: at === 1 ? '2026-06-30' : null,
    lateDays: 0,
    state: at === 0 ? ('replaced' as const) : null,
    planned: at === 0 ? { start: '2026-01-01', end: '2026-01-20' } : null,
  });
  return programmePlanSchema.parse({
    id: 'programme-1',
    title: 'Programme & more',
    notice: null,
    currency: 'EUR',
    start: '2026-01-01',
    horizon: '2028-12-31',
    statusOn: '2026-02-15',
    status: 'feasible',
    reason: null,
    figures: { relianceDays: 1, lowerBound: 1, gap: 0, lateDays: 0, end: '2026-03-28', cost: '1' },
    checked: { ok: true, violations: [] },
    replacements: names.map(replacement),
    heldBack: [],
    gates: [
      {
        wave: 'pilot',
        name: 'Pilot',
        opens: null,
        standing: 'open',
        institutions: null,
        because: ['No condition.'],
        rollback: null,
      },
      {
        wave: 'main',
        name: 'Main wave',
        opens: '2026-01-29',
        standing: 'waits',
        institutions: null,
        because: ['1 of 1 before it are replaced.'],
        rollback: 'old side back',
      },
    ],
    milestones: [
      {
        id: 'm1',
        direction: 'D1',
        date: '2026-06-30',
        share: 0.5,
        total: 3,
        done: 1,
        planned: 3,
        verdict: 'kept by the plan',
      },
    ],
    curves: [
      {
        id: 'budget',
        name: 'budget',
        kind: 'cumulative',
        unit: 'EUR',
        points: [{ on: '2026-01-01', used: 1, available: 2 }],
      },
    ],
    burnDown: [
      {
        on: '2026-01-01',
        replaced: 0,
        criticalFunctionsLost: { atLeast: 3, atMost: 5 },
        institutionsHit: null,
        directShare: null,
      },
    ],
    options: {
      total: '1236001.50',
      lines: {},
      lowerBound: 1,
      gap: 0,
      method: 'whole-number program',
      shares: [],
      makerHhi: 10000,
      constraints: [],
    },
    equivalence: [],
    conflict: null,
    notes: [],
  });
}

const cells = (bytes: Uint8Array): readonly (readonly string[])[] => {
  const records = csvRecords(new TextDecoder().decode(bytes));
  if (!records.ok) throw new Error(records.reason);
  return records.value.map((record) => record.cells);
};

test('CSV holds every replacement, whatever is in a name', () => {
  const [header, ...rows] = cells(writePlanCsv(plan()));
  expect(rows.map((row) => row[header?.indexOf('name') ?? -1])).toEqual(['Core 1', odd, 'Payments']);
  expect(rows[0]?.[header?.indexOf('cost') ?? -1]).toBe('412000.50');
});

test('the workbook has typed dates and numbers', async () => {
  const bytes = await writePlanXlsx(plan());
  const rows = await readSheet(Buffer.from(bytes) as never, 'Replacements');
  const header = rows[0] as string[];
  expect(rows[2]?.[header.indexOf('name')]).toBe(odd);
  expect(rows[1]?.[header.indexOf('start')]).toEqual(new Date('2026-01-01T00:00:00Z'));
  expect(rows[1]?.[header.indexOf('cost')]).toBe(412000.5);
  expect((await readSheet(Buffer.from(bytes) as never, 'Milestones'))[1]?.[7]).toBe('kept by the plan');
});

describe('iCalendar', () => {
  test('is read by a calendar library: dates, texts, stable ids, at most 75 octets a line', () => {
    const text = writePlanIcal(plan(), stamp);
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    const calendar = new ICAL.Component(ICAL.parse(text) as never);
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(events).toHaveLength(5);
    const second = events.find(({ uid }) => uid.startsWith('replacement-LEI/A-1'));
    expect(second?.summary).toBe(odd);
    expect(second?.startDate.toString()).toBe('2026-02-01');
    expect(second?.endDate.toString()).toBe('2026-03-01');
    expect(second?.startDate.isDate).toBe(true);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(5);
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  });

  test('any text comes back as it was', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
          .filter((text) =>
            [...new TextEncoder().encode(text)].every(
              (octet) => (octet >= 32 && octet !== 127) || octet === 10 || octet === 13,
            ),
          ),
        (name) => {
          const component = new ICAL.Component(ICAL.parse(writePlanIcal(plan([name]), stamp)) as never);
          const [event] = component.getAllSubcomponents('vevent');
          expect(event?.getFirstPropertyValue('summary')).toBe(name.replaceAll(/\r\n|\r/g, '\n'));
        },
      ),
      { seed: 5, numRuns: 100 },
    );
  });
});

// Order of the elements of a task in mspdi_pj12.xsd (an xsd:sequence), as far as they are written.
const taskOrder = [
  'UID',
  'ID',
  'Name',
  'Type',
  'IsNull',
  'OutlineLevel',
  'Start',
  'Finish',
  'Duration',
  'DurationFormat',
  'Milestone',
  'Summary',
  'PercentComplete',
  'ConstraintType',
  'ConstraintDate',
  'Deadline',
  'Notes',
  'PredecessorLink',
];

test('Microsoft Project XML: well-formed, elements in the order of the schema, every reference resolves', () => {
  const text = writePlanMspdi(plan());
  const tasks: Record<string, string>[] = [];
  const order: string[][] = [];
  const path: string[] = [];
  const predecessors: [string, string][] = [];
  const assigned: Record<string, string>[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let value = '';
  parser.on('opentag', ({ local, uri }) => {
    expect(uri).toBe('http://schemas.microsoft.com/project');
    path.push(local);
    value = '';
    if (path.join('/') === 'Project/Tasks/Task') {
      tasks.push({});
      order.push([]);
    }
    if (path.join('/') === 'Project/Assignments/Assignment') assigned.push({});
    if (path.length === 4 && path[2] === 'Task') order.at(-1)?.push(local);
  });
  parser.on('text', (piece) => (value += piece));
  parser.on('closetag', ({ local }) => {
    if (path.length === 4 && path[2] === 'Task') Object.assign(tasks.at(-1) ?? {}, { [local]: value });
    if (path.length === 4 && path[2] === 'Assignment') Object.assign(assigned.at(-1) ?? {}, { [local]: value });
    if (local === 'PredecessorUID') predecessors.push([tasks.at(-1)?.['UID'] ?? '', value]);
    path.pop();
  });
  parser.write(text).close();
  expect(tasks.map((task) => task['Name'])).toEqual([
    'Pilot',
    'Core 1',
    'Gate: Main wave',
    'Main wave',
    odd,
    'Payments',
    'D1: 50 % replaced',
  ]);
  for (const names of order) {
    const places = names.map((name) => taskOrder.indexOf(name));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
  const core = tasks.find((task) => task['Name'] === 'Core 1');
  expect(core).toMatchObject({
    Start: '2026-01-01T00:00:00',
    Finish: '2026-01-28T23:59:59',
    Duration: 'PT672H0M0S',
    PercentComplete: '100',
    OutlineLevel: '2',
  });
  const known = new Set(tasks.map((task) => task['UID']));
  expect(predecessors).toHaveLength(3);
  for (const [at, before] of predecessors) {
    expect(known).toContain(before);
    expect(Number(before)).toBeLessThan(Number(at));
  }
  expect(assigned).toHaveLength(3);
});

test('Jira: epics and tasks that name them; the two label columns are written apart', () => {
  const [header, ...rows] = cells(writePlanJira(plan()));
  expect(header?.filter((name) => name === 'Labels')).toHaveLength(2);
  const at = (name: string): number => header?.indexOf(name) ?? -1;
  const epics = new Set(rows.filter((row) => row[at('Issue Type')] === 'Epic').map((row) => row[at('Issue ID')]));
  expect(epics.size).toBe(2);
  const tasks = rows.filter((row) => row[at('Issue Type')] === 'Task');
  expect(tasks).toHaveLength(3);
  for (const row of tasks) {
    expect(epics).toContain(row[at('Parent ID')]);
    expect(row[at('Start Date')]).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
  expect(tasks.map((row) => row[at('Status')])).toEqual(['Done', 'To Do', 'To Do']);
});

// The parts of the OCDS 1.1 release package schema that are written, with their closed code lists; nothing else may be there.
const dateTime = z.iso.datetime({ offset: true });
const ocds = z.strictObject({
  uri: z.url(),
  version: z.literal('1.1'),
  publishedDate: dateTime,
  publisher: z.strictObject({ name: z.string().min(1) }),
  releases: z
    .array(
      z.strictObject({
        ocid: z.string().min(1),
        id: z
          .string()
          .min(1)
          .regex(/^[^#]*$/),
        date: dateTime,
        tag: z.array(z.enum(['planning', 'planningUpdate', 'tender'])).min(1),
        initiationType: z.literal('tender'),
        language: z.string().regex(/^[a-z]{2}$/),
        planning: z.strictObject({
          rationale: z.string(),
          budget: z
            .strictObject({
              description: z.string(),
              amount: z.strictObject({ amount: z.number(), currency: z.string().regex(/^[A-Z]{3}$/) }),
            })
            .optional(),
          milestones: z.array(
            z.strictObject({
              id: z.string().min(1),
              title: z.string(),
              type: z.enum([
                'preProcurement',
                'approval',
                'engagement',
                'assessment',
                'delivery',
                'reporting',
                'financing',
              ]),
              description: z.string(),
              dueDate: dateTime,
              dateMet: dateTime.optional(),
              dateModified: dateTime,
              status: z.enum(['scheduled', 'met', 'notMet', 'partiallyMet']),
            }),
          ),
        }),
      }),
    )
    .length(1),
});

test('OCDS: a planning release whose milestones keep to the standard', () => {
  const read = ocds.parse(
    JSON.parse(
      writePlanOcds(plan(), { name: 'P', uri: 'https://example.org/plan.json', prefix: 'ocds-213czf' }, stamp),
    ),
  );
  const milestones = read.releases[0]?.planning.milestones ?? [];
  expect(milestones.map(({ status }) => status)).toEqual(['scheduled', 'met', 'scheduled', 'scheduled']);
  expect(milestones[1]).toMatchObject({ dateMet: '2026-01-28T23:59:59Z', dueDate: '2026-01-20T23:59:59Z' });
});

test('reports of institutions: good rows count, bad ones are told with their line', () => {
  const { actuals, findings } = readActualsCsv(
    '\uFEFFreplacement,on,state,incidents,evidence,reason\nL/1,2026-03-01,replaced,2,"protocol 7|note 8",\nL/2,2026-02-30,replaced,,,\nL/3,2026-03-01,disposed,,,\n\nL/4,2026-03-01,lost,,,\n',
    'q1.csv',
  );
  expect(actuals).toEqual([
    { replacement: 'L/1', on: '2026-03-01', state: 'replaced', incidents: 2, evidence: ['protocol 7', 'note 8'] },
  ]);
  expect(findings.map(({ location }) => location.line)).toEqual([3, 4, 6]);
  expect(findings[1]?.message).toContain('evidence');
  expect(readActualsCsv('a,b\n1,2\n', 'x.csv').findings[0]?.message).toContain('replacement, on, state');
});
