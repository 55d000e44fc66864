import type { ObservedAsset } from '@underpin/model';

/** Assets with each id once, and which of them stood again, with the fields in which they differed. */
export interface MergedAssets {
  readonly assets: ObservedAsset[];
  readonly repeated: readonly { readonly asset: ObservedAsset; readonly differing: readonly string[] }[];
}

/** Joins assets that have one id: the first wins, later ones fill what it did not observe, differences are told. */
export function mergeDuplicates(assets: readonly ObservedAsset[]): MergedAssets {
  const byId = new Map<string, ObservedAsset>();
  const repeated: { asset: ObservedAsset; differing: string[] }[] = [];
  for (const asset of assets) {
    const known = byId.get(asset.id);
    if (known === undefined) {
      byId.set(asset.id, asset);
      continue;
    }
    const differing: string[] = [];
    const merged: Record<string, unknown> = { ...known };
    for (const [field, value] of Object.entries(asset)) {
      if (field === 'origin' || field === 'received') continue;
      if (!(field in merged)) merged[field] = value;
      else if (JSON.stringify(merged[field]) !== JSON.stringify(value)) differing.push(field);
    }
    byId.set(asset.id, merged as ObservedAsset);
    repeated.push({ asset, differing });
  }
  return { assets: [...byId.values()], repeated };
}
