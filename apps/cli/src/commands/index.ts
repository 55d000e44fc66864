import type { Command } from '../command.ts';
import { backupCommand } from './backup.ts';
import { buildCommand } from './build.ts';
import { bulkCommand } from './bulk.ts';
import { checkCommand } from './check.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { inventoryCommand } from './inventory.ts';
import { changeControlCommand } from './change-control.ts';
import { controlCommand } from './control.ts';
import { cutSetsCommand } from './cut-sets.ts';
import { marketCommand } from './market.ts';
import { measureCommand } from './measure.ts';
import { keyCommand } from './key.ts';
import { planCommand } from './plan.ts';
import { progressCommand } from './progress.ts';
import { rankCommand } from './rank.ts';
import { relianceCommand } from './reliance.ts';
import { repairCommand } from './repair.ts';
import { restoreCommand } from './restore.ts';
import { reviewCommand } from './review.ts';
import { sampleCommand } from './sample.ts';
import { scheduleCommand } from './schedule.ts';
import { templateCommand } from './template.ts';
import { trialAssessCommand } from './trial/assess.ts';
import { trialCoverCommand } from './trial/cover.ts';
import { trialPlanCommand } from './trial/plan.ts';
import { trialPoolCommand } from './trial/pool.ts';
import { trialSealCommand } from './trial/seal.ts';
import { trialWatchCommand } from './trial/watch.ts';
import { verifyCommand } from './verify.ts';
import { whatIfCommand } from './what-if.ts';
import { whyCommand } from './why.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  checkCommand,
  bulkCommand,
  repairCommand,
  templateCommand,
  buildCommand,
  exportCommand,
  inventoryCommand,
  importCommand,
  relianceCommand,
  whatIfCommand,
  rankCommand,
  measureCommand,
  whyCommand,
  cutSetsCommand,
  controlCommand,
  changeControlCommand,
  marketCommand,
  planCommand,
  progressCommand,
  scheduleCommand,
  reviewCommand,
  verifyCommand,
  trialPlanCommand,
  trialSealCommand,
  trialWatchCommand,
  trialAssessCommand,
  trialPoolCommand,
  trialCoverCommand,
  keyCommand,
  backupCommand,
  restoreCommand,
  sampleCommand,
];
