import { hasLeiForm } from '@underpin/model';
import type { Providers } from '@underpin/model';
import type { Assembly } from './assembly.ts';
import { compareText } from './compare-text.ts';
import type { ProviderIndex } from './providers.ts';
import { originsOf, pooled } from './rows.ts';
import type { Rows } from './rows.ts';
import { textColumn } from '@underpin/model';
import { TextPool } from './text-pool.ts';

/** A maker's name for comparison: case and spacing do not matter. */
export function normalisedName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

interface Maker {
  readonly code: string;
  readonly type: string;
  readonly name: string;
  readonly row: number;
}

/**
 * The maker of each asset row as an index into the providers, which grow by the makers that no register states.
 * A maker's code decides; without one, the only provider of the same name; else the name itself is the code (type "name").
 */
export function resolveMakers(
  assembly: Assembly,
  rows: Rows,
  known: { readonly providers: Providers; readonly index: ProviderIndex },
): { readonly providers: Providers; readonly maker: Int32Array } {
  const names = new TextPool();
  const codes = new TextPool();
  const name = pooled(rows, 'maker', names);
  const code = pooled(rows, 'maker_code', codes);

  const added: Maker[] = [];
  const addedBy = new Map<string, number>();
  const add = (maker: Maker): number => {
    const key = `${maker.type}\n${maker.code}`;
    const found = addedBy.get(key);
    if (found !== undefined) return found;
    addedBy.set(key, added.length);
    added.push(maker);
    return added.length - 1;
  };

  const wanted = new Int32Array(rows.count).fill(-1);
  const base = known.providers.count;
  for (let at = 0; at < rows.count; at += 1) {
    const text = codes.values[code[at] as number];
    if (text === undefined) continue;
    const registered = known.index.withCode(text);
    const lei = registered.find(
      (provider) =>
        known.providers.codeType.values[known.providers.codeType.codes[provider] ?? -1] === 'eba_qCO:qx2000',
    );
    const type = hasLeiForm(text) ? 'eba_qCO:qx2000' : '';
    wanted[at] =
      lei ?? registered[0] ?? base + add({ code: text, type, name: names.values[name[at] as number] ?? '', row: at });
  }

  const named = new Map<string, number[]>();
  const nameIt = (text: string, provider: number): void => {
    const key = normalisedName(text);
    const same = named.get(key);
    if (key === '') return;
    if (same === undefined) named.set(key, [provider]);
    else if (!same.includes(provider)) same.push(provider);
  };
  const unnumbered = name.some((which, at) => which >= 0 && (code[at] as number) < 0);
  if (unnumbered) {
    known.providers.name.forEach(nameIt);
    added.forEach((maker, at) => nameIt(maker.name, base + at));
  }

  const byName = new Map<number, number>();
  for (let at = 0; at < rows.count; at += 1) {
    const which = name[at] as number;
    if (which < 0 || (code[at] as number) >= 0) continue;
    let provider = byName.get(which);
    if (provider === undefined) {
      const text = names.values[which] ?? '';
      const same = named.get(normalisedName(text)) ?? [];
      provider =
        same.length === 1 && same[0] !== undefined
          ? same[0]
          : base + add({ code: normalisedName(text), type: 'name', name: text, row: at });
      byName.set(which, provider);
    }
    wanted[at] = provider;
    const match = provider < base ? known.providers.code[provider] : added[provider - base];
    const matched = typeof match === 'string' ? match : match?.type === 'name' ? undefined : match?.code;
    if (matched === undefined) continue;
    const text = names.values[which] ?? '';
    assembly.problems.at(rows, at, {
      rule: 'UP-ASM-6',
      column: 'maker',
      value: text,
      expected: 'a maker_code',
      message: `Maker "${text}" has no code and is taken for "${matched}", the only provider of that name. State maker_code to be certain.`,
    });
  }
  return finish(assembly, rows, { providers: known.providers, added, wanted });
}

/** Appends the new makers, sorted by code, and renumbers. */
function finish(
  assembly: Assembly,
  rows: Rows,
  found: { readonly providers: Providers; readonly added: readonly Maker[]; readonly wanted: Int32Array },
): { readonly providers: Providers; readonly maker: Int32Array } {
  const { providers, added, wanted } = found;
  const base = providers.count;
  if (added.length === 0) return { providers, maker: wanted };
  const order = added
    .map((_maker, at) => at)
    .toSorted((a, b) => {
      const [left, right] = [added[a] as Maker, added[b] as Maker];
      return compareText(left.code, right.code) || compareText(left.type, right.type);
    });
  const place = new Int32Array(added.length);
  order.forEach((from, to) => {
    place[from] = to;
  });
  const makers = order.map((at) => added[at] as Maker);
  const types = [
    ...Array.from(providers.codeType.codes, (at) => providers.codeType.values[at] ?? ''),
    ...makers.map(({ type }) => type),
  ];
  const origins = originsOf(rows, assembly.files);
  const extended = (values: Int32Array, of: (maker: Maker) => number) =>
    Int32Array.from([...values, ...makers.map(of)]);
  return {
    maker: wanted.map((provider) => (provider < base ? provider : base + (place[provider - base] as number))),
    providers: {
      count: base + makers.length,
      code: [...providers.code, ...makers.map((maker) => maker.code)],
      codeType: textColumn(types),
      name: [...providers.name, ...makers.map((maker) => maker.name)],
      country: { codes: extended(providers.country.codes, () => -1), values: providers.country.values },
      parent: extended(providers.parent, () => -1),
      origins: {
        submission: extended(providers.origins.submission, ({ row }) => origins.submission[row] as number),
        file: extended(providers.origins.file, ({ row }) => origins.file[row] as number),
        line: extended(providers.origins.line, ({ row }) => origins.line[row] as number),
      },
    },
  };
}
