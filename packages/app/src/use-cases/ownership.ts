import { type OpenedFile, readOwnership } from '@underpin/formats';
import {
  type Finding,
  OwnershipBuilder,
  type OwnershipGraph,
  ownershipKind,
  type Sector,
  textAt,
} from '@underpin/model';

/** Ownership from files and from what registers say of their providers, as one dated graph. */
export interface GatheredOwnership {
  readonly graph: OwnershipGraph;
  readonly records: number;
  readonly findings: readonly Finding[];
}

/** Reads ownership files (GLEIF, BODS, plain CSV) and adds the ultimate parents that a sector's registers state. */
export async function gatherOwnership(files: readonly OpenedFile[], sector: Sector | null): Promise<GatheredOwnership> {
  const builder = new OwnershipBuilder();
  const findings: Finding[] = [];
  let records = 0;
  if (sector !== null) addProviders(builder, sector);
  for (const { path, blob } of files) {
    const read = await readOwnership(blob, path, builder);
    records += read.records;
    findings.push(...read.findings);
  }
  if (sector !== null) addStatedParents(builder, sector);
  return { graph: builder.build(), records, findings };
}

function addProviders(builder: OwnershipBuilder, { providers }: Sector): void {
  for (let at = 0; at < providers.count; at += 1) {
    const country = textAt(providers.country, at);
    builder.entity(providers.code[at] ?? '', {
      name: providers.name[at] ?? '',
      ...(country === '' ? {} : { country }),
    });
  }
}

function addStatedParents(builder: OwnershipBuilder, sector: Sector): void {
  const { providerStatements: statements, providers, submissions, files } = sector;
  for (let row = 0; row < statements.count; row += 1) {
    const [owned, owner] = [statements.provider[row] ?? -1, statements.parent[row] ?? -1];
    if (owned < 0 || owner < 0 || owned === owner) continue;
    const submission = submissions[statements.origins.submission[row] ?? -1]?.name ?? '';
    const file = files[statements.origins.file[row] ?? -1] ?? '';
    builder.addEdge({
      owner: builder.entity(providers.code[owner] ?? ''),
      owned: builder.entity(providers.code[owned] ?? ''),
      kind: ownershipKind.selfReportedUltimateParent,
      source: `${submission} ${file}`,
      line: statements.origins.line[row] ?? 0,
    });
  }
}
