import synonyms from './data/column-synonyms.json' with { type: 'json' };
import categories from './data/asset-categories.json' with { type: 'json' };
import type { AssetKind } from '@underpin/model';

/** What a column of an asset export means here. */
export type AssetColumn = keyof typeof synonyms.columns;

const byHeader = new Map<string, AssetColumn>();
for (const [column, headers] of Object.entries(synonyms.columns)) {
  for (const header of headers) byHeader.set(plain(header), column as AssetColumn);
}
const setAside = new Set(synonyms.setAside.headers.map(plain));
const byCategory = new Map<string, AssetKind>();
for (const [kind, names] of Object.entries(categories.kinds)) {
  for (const name of names) byCategory.set(name, kind as AssetKind);
}

/** The meaning of a header; `set aside` when it is understood and says nothing of the machine; undefined when unknown. */
export function assetColumn(header: string): AssetColumn | 'set aside' | undefined {
  const key = plain(header);
  return byHeader.get(key) ?? (setAside.has(key) ? 'set aside' : undefined);
}

/** The kind that a category of an asset export names; undefined when the category is not in the list. */
export function kindOfCategory(category: string): AssetKind | undefined {
  return byCategory.get(category.trim().toLowerCase());
}

function plain(header: string): string {
  return header.toLowerCase().replaceAll(/[\s._/-]+/g, '');
}
