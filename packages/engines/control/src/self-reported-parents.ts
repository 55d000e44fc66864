import { ownershipKind } from '@underpin/model';
import type { OwnershipBuilder, Sector } from '@underpin/model';

/**
 * Adds what the registers of a sector say of their providers' ultimate parents (DORA B_05.01 c0110), one edge per row that
 * says so. A provider that names itself says that nobody is above it. Rows without a parent add nothing: unobserved.
 * Answers the number of edges.
 *
 * @example addSelfReportedParents(builder, sector)
 */
export function addSelfReportedParents(builder: OwnershipBuilder, sector: Sector): number {
  const { providers, providerStatements, submissions, files } = sector;
  const index = providers.code.map((code, provider) => {
    const country = providers.country.values[providers.country.codes[provider] ?? -1] ?? '';
    const name = providers.name[provider] ?? '';
    return builder.entity(code, { ...(name === '' ? {} : { name }), ...(country === '' ? {} : { country }) });
  });
  let added = 0;
  for (let row = 0; row < providerStatements.count; row += 1) {
    const owner = index[providerStatements.parent[row] ?? -1];
    const owned = index[providerStatements.provider[row] ?? -1];
    if (owner === undefined || owned === undefined) continue;
    const { submission, file, line } = providerStatements.origins;
    const from = submissions[submission[row] ?? -1]?.name ?? '';
    builder.addEdge({
      owner,
      owned,
      kind: ownershipKind.selfReportedUltimateParent,
      source: `${from}/${files[file[row] ?? -1] ?? ''}`,
      line: line[row] ?? 0,
    });
    added += 1;
  }
  return added;
}
