import { submissions } from './0001_submissions.ts';
import { people } from './0002_people.ts';
import { cases } from './0003_cases.ts';
import { ledgerAndMachinery } from './0004_ledger_and_machinery.ts';
import { uploadsAndKeys } from './0005_uploads_and_keys.ts';
import { operations } from './0006_operations.ts';
import { savedItems } from './0007_saved_items.ts';
import { trials } from './0008_trials.ts';
import { programmes } from './0009_programmes.ts';
import { trialEnvelopes } from './0010_trial_envelope.ts';
import { programmeMeasures } from './0023_programme_measures.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  submissions,
  people,
  cases,
  ledgerAndMachinery,
  uploadsAndKeys,
  operations,
  savedItems,
  trials,
  programmes,
  trialEnvelopes,
  programmeMeasures,
];
