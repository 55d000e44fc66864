import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv, readDoraPackage } from '@underpin/formats';
import type { Finding } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { checkPackage, readNationalRules } from '../src/index.ts';
import { sharedFile } from './shared-data.ts';

const name = 'DUMMYLEI123456789012.CON_FR_DORA010100_DORA_2024-12-31_20241213174803429.zip';
const bytes = sharedFile(`dora/${name}`);
const national = sharedFile('dora/national-rules-2026.csv');

const line = ({ severity, level, rule, location, key, value }: Finding): string =>
  [
    level === undefined ? severity : `${severity} ${level}`,
    rule,
    `${location.file.replace('reports/', '')}:${location.line ?? '-'}`,
    location.column ?? '-',
    key ?? '-',
    value ?? '(empty)',
  ].join(' | ');

const golden = readFileSync(join(import.meta.dirname, 'golden', 'eba-sample.txt'), 'utf8')
  .trimEnd()
  .split('\n');
const guide = readFileSync(join(import.meta.dirname, '../../../../docs/guide/eba-sample.md'), 'utf8');

test('the guide counts and names what the golden report holds', () => {
  const cells = golden.map((text) => text.split(' | '));
  for (const [severity, lines] of Map.groupBy(cells, ([first]) => first))
    expect(guide).toContain(`| ${severity} | ${lines.length} |`);
  for (const [, rule, place, column, , ...value] of cells) {
    if (rule === '807') expect(guide).toContain(`| ${place} | ${column} | \`${value.join(' | ')}\` |`);
  }
  const told = new Set(cells.filter(([severity]) => severity === 'warning').map(([, rule]) => rule));
  for (const rule of told) expect(guide).toContain(rule);
});

describe.skipIf(bytes === null || national === null)("the EBA's sample (shared data needed)", () => {
  test('gives the report that docs/guide/eba-sample.md explains', async () => {
    const pkg = await readDoraPackage({ name, bytes: bytes ?? new Uint8Array() });
    const { table } = readCsv(national ?? new Uint8Array(), 'rules', 'national-rules-2026.csv');
    if (table === null) throw new RangeError('The rules are no CSV');
    const { set } = readNationalRules(table);
    const findings = checkPackage(pkg, { today: '2026-03-20', ruleSets: [set] });
    await expect(`${findings.map(line).join('\n')}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, 'golden', 'eba-sample.txt'),
    );
  });
});
