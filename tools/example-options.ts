import { type SampleFile, sampleInventories, sampleRegisters } from '@underpin/app';

/** What `examples/sector` is a sample of. */
export const exampleOptions = { institutions: 24, seed: 2014, referenceDate: '2024-12-31' } as const;

/** Half of the same sector as it was earlier: `examples/sector-2023`. */
export const earlierOptions = { ...exampleOptions, referenceDate: '2023-03-31' } as const;
const earlierInstitutions = 12;

/** Registers and inventories of the first institutions, as they were on the earlier date. */
export async function earlierFiles(): Promise<readonly SampleFile[]> {
  const files: SampleFile[] = [];
  const leis = new Set<string>();
  for await (const file of sampleRegisters(earlierOptions)) {
    if (leis.size === earlierInstitutions) break;
    leis.add(leiOf(file));
    files.push(file);
  }
  for await (const file of sampleInventories(earlierOptions)) if (leis.has(leiOf(file))) files.push(file);
  return files;
}

function leiOf({ path }: SampleFile): string {
  return path.slice(path.indexOf('/') + 1).slice(0, 20);
}
