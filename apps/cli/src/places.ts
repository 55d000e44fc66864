import { join } from 'node:path';
import type { Surroundings } from './command.ts';

/** Where this installation keeps its data: `--data`, else UNDERPIN_DATA, else `.underpin` in the project's folder. */
export function dataFolder(given: string | undefined, { environment, root }: Surroundings): string {
  return given ?? environment['UNDERPIN_DATA'] ?? join(root, '.underpin');
}
