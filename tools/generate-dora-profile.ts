import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { registerProfileSchema } from '../packages/model/src/index.ts';
import type { ColumnType, ProfileTable, RegisterProfile } from '../packages/model/src/index.ts';
import { doraInlineLists } from './dora-inline-lists.ts';

interface SourceTable {
  readonly code: string;
  readonly file: string;
  readonly title: string;
  readonly columns: readonly {
    readonly code: string;
    readonly label: string;
    readonly type: string;
    readonly domain: string | null;
    readonly key: boolean;
    readonly ebaRequired: boolean;
  }[];
  readonly primary: readonly string[];
  readonly references: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly table: string;
  }[];
}

interface SourceRegister {
  readonly source: string;
  readonly tables: readonly SourceTable[];
  readonly domains: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const types: Readonly<Record<string, ColumnType>> = {
  s: 'text',
  e: 'list',
  d: 'date',
  i: 'integer',
  m: 'decimal',
  t: 'true',
};

const versions = [
  { version: '4.0', validFrom: '2025-03-31', note: 'in force from the reference date 2025-03-31' },
  {
    version: '4.2',
    validFrom: '2025-10-01',
    note: 'published for framework 4.2 (Q4 2025); the EBA says that this DORA module is not applied and is replaced by 4.3 (eba.europa.eu, Reporting framework 4.2); same tables, columns and keys as 4.0',
  },
] as const;

const listNames: ReadonlyMap<string, string> = new Map(
  Object.entries(doraInlineLists).map(([name, codes]) => [codes, name]),
);

/** Where the register data lies: beside the repository, or where UNDERPIN_SHARED_DATA says. */
export function registerSourcePath(): string {
  const shared = process.env.UNDERPIN_SHARED_DATA ?? join(import.meta.dirname, '../../shared/data');
  return join(shared, 'dora/register-4.0.json');
}

/** Profiles of every known DORA module from the condensed taxonomy; the text decides the content, nothing else does. */
export function doraProfiles(sourceText: string): RegisterProfile[] {
  const register = JSON.parse(sourceText) as SourceRegister;
  const sourceSha256 = createHash('sha256').update(sourceText).digest('hex');
  const primaryKeys = new Map(register.tables.map((table) => [table.code, table.primary]));
  const tables = register.tables.map((table) => profileTable(table, primaryKeys));
  const lists = Object.fromEntries(
    Object.entries(register.domains).map(([domain, codes]) => [listName(domain), withWholeLabels(codes)]),
  );
  return versions.map(({ version, validFrom, note }) =>
    registerProfileSchema.parse({
      id: `dora-${version}`,
      format: 'dora',
      version,
      title: `EU DORA register of information, EBA framework ${version}, module DORA010100`,
      source: `${register.source}; ${note}`,
      sourceSha256,
      validFrom,
      entryPoint: `http://www.eba.europa.eu/eu/fr/xbrl/crr/fws/dora/${version}/mod/dora.json`,
      tables,
      lists,
    }),
  );
}

function profileTable(table: SourceTable, primaryKeys: ReadonlyMap<string, readonly string[]>): ProfileTable {
  return {
    code: table.code,
    file: table.file,
    title: table.title,
    columns: table.columns.map((column) => ({
      code: column.code,
      label: column.label,
      type: columnType(column.type),
      ...(column.domain === null ? {} : { list: listName(column.domain) }),
      key: column.key,
      expected: column.ebaRequired,
    })),
    primaryKey: [...table.primary],
    references: table.references.map((reference) => {
      const target = primaryKeys.get(reference.table) ?? [];
      if (target.length !== reference.columns.length)
        throw new RangeError(
          `"${reference.name}" has ${reference.columns.length} columns, its target ${target.length}`,
        );
      return {
        name: /^R\d+/.exec(reference.name)?.[0] ?? reference.name,
        columns: [...reference.columns],
        table: reference.table,
        target: [...target],
      };
    }),
  };
}

function columnType(letter: string): ColumnType {
  const type = types[letter];
  if (type === undefined) throw new RangeError(`Unknown type letter "${letter}": expected one of s e d i m t`);
  return type;
}

function listName(domain: string): string {
  if (!domain.includes('|')) return domain;
  const name = listNames.get(domain);
  if (name === undefined) throw new RangeError(`No name for the list "${domain}": add it to dora-inline-lists.ts`);
  return name;
}

// The source cut the closing bracket off labels such as "COCOS (KEELING".
function withWholeLabels(codes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(codes).map(([code, label]) => [
      code,
      label.includes('(') && !label.includes(')') ? `${label})` : label,
    ]),
  );
}

function main(): void {
  const folder = join(import.meta.dirname, '../packages/formats/src/dora/profiles');
  mkdirSync(folder, { recursive: true });
  for (const profile of doraProfiles(readFileSync(registerSourcePath(), 'utf8'))) {
    writeFileSync(join(folder, `${profile.id}.json`), `${JSON.stringify(profile, null, 1)}\n`);
    console.log(`${profile.id}: ${profile.tables.length} tables`);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();
