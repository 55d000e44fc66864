import type { Command } from '../command.ts';
import { checkCommand } from './check.ts';
import { importCommand } from './import.ts';
import { keyCommand } from './key.ts';
import { rankCommand } from './rank.ts';
import { relianceCommand } from './reliance.ts';
import { reviewCommand } from './review.ts';
import { sampleCommand } from './sample.ts';
import { verifyCommand } from './verify.ts';
import { whatIfCommand } from './what-if.ts';
import { whyCommand } from './why.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  checkCommand,
  importCommand,
  relianceCommand,
  whatIfCommand,
  rankCommand,
  whyCommand,
  reviewCommand,
  verifyCommand,
  keyCommand,
  sampleCommand,
];
