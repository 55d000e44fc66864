import fc from 'fast-check';
import { readDoraPackage, readZip } from '@underpin/formats';
import { findingSchema, rejects } from '@underpin/model';
import { expect, test } from 'vitest';
import { checkPackage } from '../src/index.ts';
import { cleanRows, fullZip, profileNamed } from './full-package.ts';

const today = '2026-03-20';

/** The files of a package as text, by path below the root. */
type Texts = Map<string, string>;

interface Defect {
  readonly name: string;
  readonly rule: string;
  readonly inject: (texts: Texts, pick: number) => void;
}

const profile = profileNamed('dora-4.0');
const filled = profile.tables.filter(({ code }) => (cleanRows('CON')[code] ?? []).length > 0);

function choose<T>(items: readonly T[], pick: number): T {
  return items[pick % items.length] as T;
}

function edit(texts: Texts, path: string, change: (lines: string[]) => void): void {
  const lines = (texts.get(path) ?? '').split(/\r?\n/);
  change(lines);
  texts.set(path, lines.join('\n'));
}

// A row is written anew at the end, so that it stands whatever was done to the others.
function addRow(texts: Texts, code: string, changed: Record<string, string>): void {
  const table = profile.tables.find((known) => known.code === code);
  const [row = {}] = cleanRows('CON')[code] ?? [];
  const all: Record<string, string> = { ...row, ...changed };
  const cells = (table?.columns ?? []).map((column) => `"${(all[column.code] ?? '').replaceAll('"', '""')}"`);
  const header = (table?.columns ?? []).map((column) => column.code).join(',');
  const path = `reports/${table?.file}`;
  edit(texts, path, (lines) => {
    lines[0] = header;
    while (lines.length > 1 && lines.at(-1) === '') lines.pop();
    lines.push(cells.join(','));
  });
}

const columnsOf = (type: string): (readonly [string, string])[] =>
  filled.flatMap(({ code, columns }) =>
    columns.filter((column) => column.type === type).map((column) => [code, column.code] as const),
  );

const wrongIn = (type: string, value: string) => (texts: Texts, pick: number) => {
  const [code, column] = choose(columnsOf(type), pick);
  addRow(texts, code, { [column]: value });
};

const defects: readonly Defect[] = [
  { name: 'a comma in an amount', rule: '305', inject: wrongIn('decimal', '1,5') },
  { name: 'a date by day and month', rule: '330', inject: wrongIn('date', '31.12.2025') },
  { name: 'a fraction of an integer', rule: '331', inject: wrongIn('integer', '1.5') },
  { name: 'a link that is false', rule: '333', inject: wrongIn('true', 'false') },
  { name: 'a code without its prefix', rule: '503', inject: wrongIn('list', 'S01') },
  {
    name: 'an empty key',
    rule: '805',
    inject: (texts, pick) => {
      const { code, primaryKey } = choose(
        filled.filter((table) => table.primaryKey.length > 0),
        pick,
      );
      addRow(texts, code, { [choose(primaryKey, pick >> 4)]: '' });
    },
  },
  {
    name: 'a key twice',
    rule: '806',
    inject: (texts, pick) => {
      const { code } = choose(
        filled.filter((table) => table.primaryKey.length > 0),
        pick,
      );
      addRow(texts, code, {});
      addRow(texts, code, {});
    },
  },
  {
    name: 'a reference to nothing',
    rule: '807',
    inject: (texts, pick) => {
      const referring = filled.filter((table) => table.references.length > 0);
      const { code, references } = choose(referring, pick);
      const { columns } = choose(references, pick >> 4);
      addRow(texts, code, { [columns[0] ?? '']: 'there is no such row' });
    },
  },
  {
    name: 'an unknown column',
    rule: '801',
    inject: (texts, pick) =>
      edit(texts, `reports/${choose(filled, pick).file}`, (lines) => void (lines[0] = `${lines[0]},c9990`)),
  },
  {
    name: 'a quote that is never closed',
    rule: '809',
    inject: (texts, pick) => edit(texts, `reports/${choose(filled, pick).file}`, (lines) => void lines.push('"a,b')),
  },
  { name: 'no report', rule: '701', inject: (texts) => void texts.delete('reports/report.json') },
  {
    name: 'another version',
    rule: '505',
    inject: (texts) =>
      void texts.set(
        'reports/report.json',
        '{"documentInfo":{"extends":["http://example.org/dora/9.9/mod/dora.json"]}}',
      ),
  },
  {
    name: 'another entity',
    rule: '714',
    inject: (texts) =>
      void texts.set(
        'reports/parameters.csv',
        'name,value\nentityID,rs:549300GKFG0RYRRQ1414.CON\nrefPeriod,2025-12-31',
      ),
  },
  {
    name: 'a template that no indicator names',
    rule: '705',
    inject: (texts) =>
      edit(texts, 'reports/FilingIndicators.csv', (lines) => {
        const kept = lines.filter((line) => !line.includes('B_05.02'));
        lines.splice(0, lines.length, ...kept);
      }),
  },
  { name: 'a stray file', rule: '720', inject: (texts) => void texts.set('reports/notes.txt', 'hello') },
];

const { name, bytes } = await fullZip(cleanRows('CON'));
const { files } = await readZip(name, bytes);
const root = `${name.slice(0, -4)}/`;
const clean: Texts = new Map(files.map((file) => [file.path.slice(root.length), new TextDecoder().decode(file.bytes)]));

async function toldOf(texts: Texts): Promise<string[]> {
  const entries = [...texts].map(([path, text]) => ({ path: root + path, bytes: new TextEncoder().encode(text) }));
  const pkg = await readDoraPackage({ name, entries });
  const findings = checkPackage(pkg, { today, deactivatedRules: true, limit: 5 });
  for (const finding of findings) findingSchema.parse(finding);
  return findings.filter(rejects).map((finding) => finding.rule);
}

test('the package is clean before anything is injected', async () => {
  expect(await toldOf(clean)).toEqual([]);
});

test.each(defects)('alone: $name is told by its rule', async ({ rule, inject }) => {
  for (let pick = 0; pick < 40; pick += 1) {
    const texts = new Map(clean);
    inject(texts, pick * 7);
    expect(await toldOf(texts)).toContain(rule);
  }
});

// Where in the files, what happens there, and with what.
const noise = fc.record({
  file: fc.nat(1_000),
  at: fc.nat(100_000),
  kind: fc.constantFrom('insert', 'delete', 'double line', 'drop line', 'swap cells', 'drop file'),
  text: fc.constantFrom('', ',', '"', '\n', 'x', '-1', 'eba_TA:S17', '9999-12-31', 'é', '\uFEFF', 'LEI', '\u0001'),
});

function disturb(
  texts: Texts,
  { file, at, kind, text }: { file: number; at: number; kind: string; text: string },
): void {
  const path = choose([...texts.keys()], file);
  const old = texts.get(path) ?? '';
  const place = at % (old.length + 1);
  if (kind === 'drop file') texts.delete(path);
  else if (kind === 'insert') texts.set(path, old.slice(0, place) + text + old.slice(place));
  else if (kind === 'delete') texts.set(path, old.slice(0, place) + old.slice(place + 1 + (at % 7)));
  else {
    edit(texts, path, (lines) => {
      const line = at % lines.length;
      if (kind === 'double line') lines.splice(line, 0, lines[line] ?? '');
      else if (kind === 'drop line') lines.splice(line, 1);
      else lines[line] = (lines[line] ?? '').split(',').toReversed().join(',');
    });
  }
}

test('whatever else happens to a package, an injected defect never passes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(noise, { maxLength: 6 }),
      fc.constantFrom(...defects),
      fc.nat(10_000),
      async (disturbances, { inject }, pick) => {
        const texts = new Map(clean);
        for (const each of disturbances) disturb(texts, each);
        inject(texts, pick);
        expect((await toldOf(texts)).length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 600 },
  );
});
