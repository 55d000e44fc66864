import type { DoraPackageMeta, PackageField } from '@underpin/formats';
import { cell, hasLeiForm, isIsoDate, ok, parseDoraPackageName, refused } from '@underpin/model';
import type { RegisterPackage, Result, Table } from '@underpin/model';

/** What a package is to say of itself, as far as it is known. */
export type PartialMeta = { readonly [Field in keyof DoraPackageMeta]?: DoraPackageMeta[Field] | undefined };

/** What a package says of itself: by its parameters, its file name, and the row of B_01.01, in this order. */
export function metaOfPackage(read: RegisterPackage): PartialMeta {
  const name = parseDoraPackageName(read.name);
  const parameters = read.sides.get('parameters');
  const entity = /^rs:([A-Z0-9]{20})\.(CON|IND)$/.exec(parameter(parameters, 'entityID'));
  const period = parameter(parameters, 'refPeriod');
  const currency = /^iso4217:([A-Z]{3})$/.exec(parameter(parameters, 'baseCurrency'))?.[1];
  const decimals = parameter(parameters, 'decimalsMonetary');
  const tables = metaOfTables(read.tables);
  return {
    lei: entity?.[1] ?? name?.lei ?? tables.lei,
    scope: scopeOf(entity?.[2] ?? name?.scope),
    country: name?.country ?? tables.country,
    referenceDate: isIsoDate(period) ? period : (name?.referenceDate ?? tables.referenceDate),
    stamp: name?.stamp,
    currency,
    decimalsMonetary: /^-?\d+$/.test(decimals) ? Number(decimals) : undefined,
  };
}

/** What the row of B_01.01 says: LEI, country and date of reporting. */
export function metaOfTables(tables: ReadonlyMap<string, Table>): PartialMeta {
  const maintainer = tables.get('B_01.01');
  if (maintainer === undefined || maintainer.rowCount === 0) return {};
  const [lei, country, date] = ['c0010', 'c0030', 'c0060'].map((column) => cell(maintainer, column, 0));
  return {
    lei: hasLeiForm(lei ?? '') ? lei : undefined,
    country: /^eba_GA:([A-Z]{2})$/.exec(country ?? '')?.[1],
    referenceDate: isIsoDate(date ?? '') ? date : undefined,
  };
}

/** What the sheet "Package" of a workbook says. */
export function metaOfSheet(stated: Readonly<Partial<Record<PackageField, string>>>): PartialMeta {
  const { scope, ...rest } = stated;
  return { ...rest, scope: scopeOf(scope) };
}

/** The first statement of each field wins. */
export function firstStated(...all: readonly PartialMeta[]): PartialMeta {
  const fields = ['lei', 'scope', 'country', 'referenceDate', 'stamp', 'currency', 'decimalsMonetary'] as const;
  return Object.fromEntries(
    fields.flatMap((field) => {
      const said = all.find((one) => one[field] !== undefined)?.[field];
      return said === undefined ? [] : [[field, said]];
    }),
  );
}

const asked = {
  lei: ['the LEI of the entity', (text: string) => hasLeiForm(text)],
  scope: ['the scope, CON or IND', (text: string) => text === 'CON' || text === 'IND'],
  country: ['the country of the authority, two letters', (text: string) => /^[A-Z]{2}$/.test(text)],
  referenceDate: ['the reference date, yyyy-mm-dd', (text: string) => isIsoDate(text)],
  currency: ['the currency of the amounts, three letters', (text: string) => /^[A-Z]{3}$/.test(text)],
  stamp: ['the stamp, 17 digits', (text: string) => /^\d{17}$/.test(text)],
} as const;

/** All that a package must say of itself; refused with every field that is missing or has not its form. */
export function wholeMeta(meta: PartialMeta, now: Date): Result<DoraPackageMeta> {
  const known = { ...meta, stamp: meta.stamp ?? stampOf(now) };
  const problems = Object.entries(asked).flatMap(([field, [what, holds]]) => {
    const said = known[field as keyof typeof asked];
    if (said !== undefined && holds(said)) return [];
    return [said === undefined ? `${what} (${field}) is not known` : `"${said}" is not ${what} (${field})`];
  });
  if (problems.length > 0)
    return refused(
      `Cannot name the package: ${problems.join('; ')}. State it, in the sheet "Package" or as an option.`,
    );
  return ok(known as DoraPackageMeta);
}

/** A moment as the stamp of a package, yyyyMMddHHmmssSSS in UTC. */
export function stampOf(now: Date): string {
  return now.toISOString().replaceAll(/\D/g, '').slice(0, 17);
}

function scopeOf(text: string | undefined): 'CON' | 'IND' | undefined {
  return text === 'CON' || text === 'IND' ? text : undefined;
}

function parameter(table: Table | undefined, name: string): string {
  for (let row = 0; row < (table?.rowCount ?? 0); row += 1) {
    if (table !== undefined && cell(table, 'name', row) === name) return cell(table, 'value', row);
  }
  return '';
}
