import { basename } from 'node:path';
import { openFiles, type OpenedFile } from '@underpin/formats';
import { ok, type Result } from '@underpin/model';
import { type CheckReferences, type GivenFile, readCheckReferences } from './check-references.ts';

/**
 * National rules and identities from files on disk. Refused when a file cannot be opened; what is wrong inside one is in the
 * answer's findings.
 *
 * @example const references = await referencesAt(['rules.csv'], ['lei2.csv']);
 */
export async function referencesAt(
  national: readonly string[],
  gleif: readonly string[],
): Promise<Result<CheckReferences>> {
  const rules = await openFiles(national);
  if (!rules.ok) return rules;
  const identities = await openFiles(gleif);
  if (!identities.ok) return identities;
  return ok(await readCheckReferences({ national: rules.value.map(given), gleif: identities.value.map(given) }));
}

function given({ path, blob }: OpenedFile): GivenFile {
  return { name: basename(path), blob };
}
