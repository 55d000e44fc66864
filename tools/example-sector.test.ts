import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { doraProfiles, readDoraPackage, readInventory, readZip } from '@underpin/formats';
import { rejects } from '@underpin/model';
import type { RegisterPackage, Submission } from '@underpin/model';
import { assembleSector, checkPackage } from '@underpin/register';
import type { AssemblyPart } from '@underpin/register';
import { describe, expect, test } from 'vitest';
import { type SampleFile, sampleInventories, sampleRegisters } from '@underpin/app';
import { earlierFiles, exampleOptions } from './example-options.ts';

const folder = join(import.meta.dirname, '..', 'examples', 'sector');
const context = { today: '2025-06-30' };

async function collected(files: AsyncIterable<SampleFile>): Promise<SampleFile[]> {
  const found: SampleFile[] = [];
  for await (const file of files) found.push(file);
  return found;
}

const earlier = await earlierFiles();
const registers = await collected(sampleRegisters(exampleOptions));
const inventories = await collected(sampleInventories(exampleOptions));

describe('the example in the repository is what the sample makes', () => {
  // Inside the zips: deflate differs between processors at the same level, the content does not.
  test('each register, byte for byte', async () => {
    expect((await readdir(join(folder, 'registers'))).toSorted()).toEqual(
      registers.map(({ path }) => path.slice(10)).toSorted(),
    );
    for (const { path, bytes } of registers) {
      const stored = await readZip(path, await readFile(join(folder, path)));
      const made = await readZip(path, bytes);
      expect(stored.findings, path).toEqual([]);
      expect(stored.files.map((file) => file.path)).toEqual(made.files.map((file) => file.path));
      stored.files.forEach((file, at) =>
        expect(Buffer.compare(file.bytes, made.files[at]?.bytes ?? new Uint8Array()), `${path} ${file.path}`).toBe(0),
      );
    }
  });

  test('each inventory, row for row', async () => {
    expect(inventories.length).toBe((await readdir(join(folder, 'inventories'))).length);
    for (const { path, bytes } of inventories) {
      const [stored, made] = [
        await readInventory({ name: path, bytes: await readFile(join(folder, path)) }),
        await readInventory({ name: path, bytes }),
      ];
      expect(stored.tables, path).toEqual(made.tables);
    }
  });
});

test('the earlier half in the repository is what the sample makes', async () => {
  const stored = join(folder, '..', 'sector-2023');
  const there = await readdir(stored, { recursive: true });
  expect(there.filter((path) => path.includes('9999UP')).toSorted()).toEqual(
    earlier.map(({ path }) => path).toSorted(),
  );
  for (const { path, bytes } of earlier) {
    const content = { name: path.slice(path.indexOf('/') + 1), bytes };
    const kept = { ...content, bytes: new Uint8Array(await readFile(join(stored, path))) };
    const read = path.startsWith('registers/') ? readDoraPackage : readInventory;
    expect((await read(kept)).tables, path).toEqual((await read(content)).tables);
  }
});

/** What the checks say of registers and inventories, rule by rule. */
async function judged(
  files: readonly SampleFile[],
): Promise<{ readonly packages: RegisterPackage[]; readonly rejected: string[] }> {
  const packages: RegisterPackage[] = [];
  const rejected: string[] = [];
  for (const { path, bytes } of files) {
    const name = path.slice(path.indexOf('/') + 1);
    const pkg = path.startsWith('registers/')
      ? await readDoraPackage({ name, bytes })
      : await readInventory({ name, bytes });
    for (const finding of checkPackage(pkg, context)) {
      if (rejects(finding)) rejected.push(`${name}: ${finding.rule} ${finding.message}`);
    }
    packages.push(pkg);
  }
  return { packages, rejected };
}

describe('no rejecting check', () => {
  test('stands against the example', async () => {
    expect((await judged([...registers, ...inventories])).rejected).toEqual([]);
    expect((await judged(earlier)).rejected).toEqual([]);
  });

  test('stands against other seeds and sizes', async () => {
    for (const options of [
      { ...exampleOptions, seed: 1, institutions: 40 },
      { ...exampleOptions, seed: 99, institutions: 13, referenceDate: '2023-12-31' },
    ]) {
      const files = [...(await collected(sampleRegisters(options))), ...(await collected(sampleInventories(options)))];
      expect((await judged(files)).rejected).toEqual([]);
    }
  });
});

test('every value of a closed list in the sample is in the profile', async () => {
  const profile = doraProfiles.find(({ id }) => id === 'dora-4.0');
  const { packages } = await judged(registers);
  for (const { tables } of packages) {
    for (const described of profile?.tables ?? []) {
      for (const column of described.columns) {
        const known = column.list === undefined ? undefined : profile?.lists[column.list];
        for (const value of known === undefined
          ? []
          : (tables.get(described.code)?.columns.get(column.code)?.values ?? []))
          expect(known).toHaveProperty([value]);
      }
    }
  }
});

test('the example assembles to one sector in which everything resolves', async () => {
  const { packages } = await judged([...registers, ...inventories]);
  const tables = new Map<string, AssemblyPart[]>();
  packages.forEach((pkg, index) => {
    for (const [code, table] of pkg.tables) {
      const part = { table, submission: new Int32Array(table.rowCount).fill(index) };
      tables.set(code, [...(tables.get(code) ?? []), part]);
    }
  });
  const submissions = packages.map((pkg): Submission => ({
    id: pkg.sha256,
    name: pkg.name,
    bytes: pkg.bytes,
    format: pkg.profile?.format ?? 'dora',
    profile: pkg.profile?.id ?? '',
    entity: pkg.entity ?? '',
    referenceDate: pkg.referenceDate ?? '',
    receivedAt: '2025-03-31T00:00:00Z',
    supersedes: null,
    supersededBy: null,
    rejected: false,
    findings: {},
  }));
  const { sector, findings } = assembleSector({ asOf: '2024-12-31', submissions, tables });
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['UP-ASM-2']));
  const resolved = [
    sector.serviceUses.function,
    sector.serviceUses.provider,
    sector.serviceUses.arrangement,
    sector.supply.recipient,
    sector.dependencies.child,
    sector.groups.parent,
    sector.products.maker,
  ];
  for (const references of resolved) expect(references.every((index) => index >= 0)).toBe(true);
  const rows = packages.reduce((sum, pkg) => sum + (pkg.tables.get('B_02.02')?.rowCount ?? 0), 0);
  expect(sector.serviceUses.count).toBe(rows);
  const ibm = sector.providers.code.indexOf('VGRQXHF3J8VDLUA7XE92');
  expect([...sector.products.maker].filter((maker) => maker === ibm).length).toBeGreaterThan(3);
  expect(sector.institutions.count).toBeGreaterThan(24);
});
