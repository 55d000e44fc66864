import type { Command } from '../command.ts';
import { checkCommand } from './check.ts';
import { importCommand } from './import.ts';
import { rankCommand } from './rank.ts';
import { whatIfCommand } from './what-if.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [checkCommand, importCommand, whatIfCommand, rankCommand];
