import spellings from './data/maker-names.json' with { type: 'json' };
import jedec from './data/jedec-makers.json' with { type: 'json' };

/** A maker by the one name used here; `brand` where the spelling names a brand of it. `unknownCode`: a JEDEC code not in the list. */
export interface MakerReading {
  readonly maker?: string;
  readonly brand?: string;
  readonly unknownCode?: boolean;
}

interface Spelling {
  readonly maker: string;
  readonly brand?: string;
  readonly names: readonly string[];
}

const byName = new Map<string, MakerReading>();
for (const { maker, brand, names } of spellings.makers as readonly Spelling[]) {
  for (const name of brand === undefined ? [maker, ...names] : names) {
    byName.set(name.toLowerCase(), brand === undefined ? { maker } : { maker, brand });
  }
}
const byCode = new Map(jedec.makers.map(({ bank, code, maker }) => [`${bank}:${code}`, maker]));
const lastBank = 20;

/** Reads a maker's name as machines spell it, or a JEDEC code as SMBIOS gives it ("00AD00B300AD", "80CE", "0x2C00"). */
export function makerName(text: string): MakerReading {
  const known = byName.get(text.toLowerCase());
  if (known !== undefined) return known;
  const code = jedecCode(text);
  if (code === undefined) return { maker: text };
  const maker = byCode.get(code);
  return maker === undefined ? { unknownCode: true } : { maker };
}

/** Bank and code of the module's maker: the first two bytes, in either order; a high bit on the bank is its parity bit. */
function jedecCode(text: string): string | undefined {
  const hex = /^(?:0x)?([0-9a-f]{4}|[0-9a-f]{12}|[0-9a-f]{16})$/i.exec(text)?.[1]?.toUpperCase();
  if (hex === undefined) return undefined;
  const first = Number.parseInt(hex.slice(0, 2), 16) & 0x7f;
  const second = Number.parseInt(hex.slice(2, 4), 16) & 0x7f;
  if (first < lastBank) return `${first + 1}:${hex.slice(2, 4)}`;
  if (second < lastBank) return `${second + 1}:${hex.slice(0, 2)}`;
  return undefined;
}
