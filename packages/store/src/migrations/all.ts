import { submissions } from './0001_submissions.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [submissions];
