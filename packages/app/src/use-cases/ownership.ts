import { addSelfReportedParents } from '@underpin/control';
import { type OpenedFile, readOwnership } from '@underpin/formats';
import { type Finding, OwnershipBuilder, type OwnershipGraph, type Sector } from '@underpin/model';

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
  for (const { path, blob } of files) {
    const read = await readOwnership(blob, path, builder);
    records += read.records;
    findings.push(...read.findings);
  }
  if (sector !== null) addSelfReportedParents(builder, sector);
  return { graph: builder.build(), records, findings };
}
