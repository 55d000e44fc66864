import type { ProgrammeFile } from '@underpin/model';
import { stringify } from 'yaml';

/** A programme as a file (YAML 1.2) that `readProgramme` reads back to the same. */
export function writeProgramme(programme: ProgrammeFile): string {
  return stringify(programme, { schema: 'core', version: '1.2', aliasDuplicateObjects: false, lineWidth: 0 });
}
