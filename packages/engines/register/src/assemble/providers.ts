import type { ProviderStatements, Providers } from '@underpin/model';
import type { Assembly } from './assembly.ts';
import { compareText } from './compare-text.ts';
import { plainCode } from './codes.ts';
import { mostFrequent } from './most-frequent.ts';
import { PairIndex } from './pair-index.ts';
import { mapped, numbers, originsOf, pooled, selectRows, submissionsOf, texts } from './rows.ts';
import type { Rows } from './rows.ts';
import { textColumn } from '@underpin/model';
import { TextPool } from './text-pool.ts';

/** How the rest of the register finds a provider. */
export interface ProviderIndex {
  /** By the submission's own B_05.01, else by type and code in any; pool numbers; -1 when nobody states it. */
  find(submission: number, codeType: number, code: number): number;
  /** All that have this code, whatever its type. */
  withCode(code: string): readonly number[];
}

export interface AssembledProviders {
  readonly providers: Providers;
  readonly statements: ProviderStatements;
  readonly index: ProviderIndex;
}

/** Providers by (type of code, code), sorted by code; names, countries and parents as stated most often. */
export function assembleProviders(assembly: Assembly): AssembledProviders {
  const rows = selectRows(assembly.parts('B_05.01'));
  const { code, provider, order, byTypeAndCode } = identities(assembly, rows);
  const submission = submissionsOf(rows);
  const own = new PairIndex(rows.count);
  for (let index = 0; index < rows.count; index += 1) {
    const [where, which] = [submission[index] as number, code[index] as number];
    if (which >= 0 && own.get(where, which) === -1) own.set(where, which, provider[index] as number);
  }
  const byCode = codesWithTypes(assembly, rows, { code, provider });
  const index: ProviderIndex = {
    find: (where, type, which) => {
      if (which < 0) return -1;
      const found = own.get(where, which);
      return found === -1 ? byTypeAndCode.get(type, which) : found;
    },
    withCode: (text) => byCode.get(assembly.codes.find(text)) ?? [],
  };

  const parent = parentsOf(assembly, rows, { submission, index });
  const names = new TextPool();
  const legal = pooled(rows, 'c0050', names);
  const latin = pooled(rows, 'c0060', names);
  const name = legal.map((text, at) => (text < 0 ? (latin[at] as number) : text));
  const alphabetically = (pool: TextPool) => (left: number, right: number) =>
    (pool.values[left] ?? '') < (pool.values[right] ?? '');
  const countries = new TextPool();
  const country = mapped(rows, 'c0080', (text) => (plainCode(text) === '' ? -1 : countries.id(plainCode(text))), -1);
  const count = order.length;
  const wonName = mostFrequent(provider, name, count, alphabetically(names)).value;
  const wonParent = mostFrequent(provider, parent, count, (left, right) => left < right);
  reportParents(assembly, rows, { provider, parent, won: wonParent, codeOf: (at) => order[at]?.code ?? '' });

  return {
    index,
    providers: {
      count,
      code: order.map((entry) => entry.code),
      codeType: textColumn(order.map((entry) => entry.type)),
      name: Array.from(wonName, (at) => names.values[at] ?? ''),
      country: {
        codes: mostFrequent(provider, country, count, alphabetically(countries)).value,
        values: countries.values,
      },
      parent: wonParent.value,
      origins: firstOrigins(originsOf(rows, assembly.files), provider, count),
    },
    statements: {
      count: rows.count,
      provider,
      parent,
      name: { codes: name, values: names.values },
      country: { codes: country, values: countries.values },
      annualExpense: numbers(rows, 'c0100'),
      currency: texts(rows, 'c0090', plainCode),
      origins: originsOf(rows, assembly.files),
    },
  };
}

/** Resolves two columns (code, type of code) of a table; what nobody states is -1 and told. */
export function providersIn(
  assembly: Assembly,
  rows: Rows,
  index: ProviderIndex,
  column: { readonly code: string; readonly type: string },
): Int32Array {
  const submission = submissionsOf(rows);
  const code = pooled(rows, column.code, assembly.codes);
  const type = pooled(rows, column.type, assembly.codeTypes);
  const result = new Int32Array(rows.count).fill(-1);
  for (let at = 0; at < rows.count; at += 1) {
    const which = code[at] as number;
    if (which < 0) continue;
    const found = index.find(submission[at] as number, type[at] as number, which);
    result[at] = found;
    if (found !== -1) continue;
    const text = assembly.codes.values[which] ?? '';
    assembly.problems.at(rows, at, {
      rule: 'UP-ASM-4',
      column: column.code,
      value: text,
      expected: 'the identification code of a provider in B_05.01',
      message: `Provider "${text}" is in no B_05.01; who it is stays unobserved. Add its row to B_05.01.`,
    });
  }
  return result;
}

function identities(assembly: Assembly, rows: Rows) {
  const code = pooled(rows, 'c0010', assembly.codes);
  const codeType = pooled(rows, 'c0020', assembly.codeTypes);
  const seen = new PairIndex(rows.count);
  const found: { code: string; type: string; codeId: number; typeId: number; id: number }[] = [];
  const raw = new Int32Array(rows.count).fill(-1);
  for (let index = 0; index < rows.count; index += 1) {
    const [typeId, codeId] = [codeType[index] as number, code[index] as number];
    if (codeId < 0) continue;
    const id = seen.intern(typeId, codeId);
    raw[index] = id;
    if (id === found.length) {
      found.push({
        code: assembly.codes.values[codeId] ?? '',
        type: assembly.codeTypes.values[typeId] ?? '',
        codeId,
        typeId,
        id,
      });
    }
  }
  const order = found.toSorted((a, b) => compareText(a.code, b.code) || compareText(a.type, b.type));
  const place = new Int32Array(found.length);
  const byTypeAndCode = new PairIndex(found.length);
  order.forEach((entry, at) => {
    place[entry.id] = at;
    byTypeAndCode.set(entry.typeId, entry.codeId, at);
  });
  return { code, provider: raw.map((id) => (id < 0 ? -1 : (place[id] as number))), order, byTypeAndCode };
}

/** Providers by code; a code with several types is told at the row that shows it. */
function codesWithTypes(
  assembly: Assembly,
  rows: Rows,
  known: { readonly code: Int32Array; readonly provider: Int32Array },
): ReadonlyMap<number, readonly number[]> {
  const byCode = new Map<number, number[]>();
  for (let index = 0; index < rows.count; index += 1) {
    const [code, provider] = [known.code[index] as number, known.provider[index] as number];
    if (code < 0) continue;
    const same = byCode.get(code);
    if (same === undefined) byCode.set(code, [provider]);
    else if (!same.includes(provider)) {
      same.push(provider);
      const text = assembly.codes.values[code] ?? '';
      assembly.problems.at(rows, index, {
        rule: 'UP-ASM-3',
        column: 'c0020',
        key: `c0010=${text}`,
        value: text,
        expected: 'one type for a code',
        message: `Code "${text}" is stated with different types, so it counts as different providers. Agree on the type of the code.`,
      });
    }
  }
  return byCode;
}

function parentsOf(
  assembly: Assembly,
  rows: Rows,
  known: { readonly submission: Int32Array; readonly index: ProviderIndex },
): Int32Array {
  const code = pooled(rows, 'c0110', assembly.codes);
  const type = pooled(rows, 'c0120', assembly.codeTypes);
  const result = new Int32Array(rows.count).fill(-1);
  for (let at = 0; at < rows.count; at += 1) {
    const which = code[at] as number;
    const text = which < 0 ? '' : (assembly.codes.values[which] ?? '');
    if (plainCode(text) === '') continue;
    result[at] = known.index.find(known.submission[at] as number, type[at] as number, which);
    if (result[at] !== -1) continue;
    assembly.problems.at(rows, at, {
      rule: 'UP-ASM-4',
      column: 'c0110',
      value: text,
      expected: 'the identification code of a provider in B_05.01',
      message: `The ultimate parent "${text}" has no row of its own in B_05.01; the parent stays unobserved. Add its row to B_05.01.`,
    });
  }
  return result;
}

function reportParents(
  assembly: Assembly,
  rows: Rows,
  known: {
    readonly provider: Int32Array;
    readonly parent: Int32Array;
    readonly won: { readonly value: Int32Array; readonly differ: Uint8Array };
    readonly codeOf: (provider: number) => string;
  },
): void {
  for (let at = 0; at < rows.count; at += 1) {
    const [provider, parent] = [known.provider[at] as number, known.parent[at] as number];
    if (provider < 0 || parent < 0 || known.won.differ[provider] !== 1 || known.won.value[provider] === parent)
      continue;
    const [code, stated, taken] = [
      known.codeOf(provider),
      known.codeOf(parent),
      known.codeOf(known.won.value[provider] as number),
    ];
    assembly.problems.at(rows, at, {
      rule: 'UP-ASM-2',
      column: 'c0110',
      key: `c0010=${code}`,
      value: stated,
      expected: taken,
      message: `Provider "${code}" is said to have the ultimate parent "${stated}", while "${taken}" is stated most often and is taken. Check which one holds at the reference date.`,
    });
  }
}

function firstOrigins(origins: Providers['origins'], provider: Int32Array, count: number): Providers['origins'] {
  const first = new Int32Array(count).fill(-1);
  for (let at = provider.length - 1; at >= 0; at -= 1)
    if ((provider[at] as number) >= 0) first[provider[at] as number] = at;
  const pick = (values: Int32Array) => first.map((at) => values[at] ?? 0);
  return { submission: pick(origins.submission), file: pick(origins.file), line: pick(origins.line) };
}
