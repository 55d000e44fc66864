import { type ArchiveEntry, type SubmissionSource, writeZip } from '@underpin/formats';
import { type Finding, type Progress, rejects, type Submission } from '@underpin/model';
import { checkPackage } from '@underpin/register';
import type { PreparedSubmission, SubmissionStore } from '../ports/submission-store.ts';
import { describeSubmission } from './describe-submission.ts';
import { readSubmission } from '@underpin/formats';

/** What became of one source. `kept` is false when not even its owner, date or profile could be read. */
export interface ImportedSubmission {
  readonly name: string;
  readonly path: string;
  readonly kept: boolean;
  /** False when the same bytes were there before. */
  readonly added: boolean;
  readonly rejected: boolean;
  readonly submission: Submission | null;
  readonly findings: readonly Finding[];
}

export interface ImportOptions {
  readonly now: () => Date;
  readonly progress: Progress;
}

/** Sources that are read and whose files are written while the records of one before them are. */
const ahead = 2;

/**
 * Reads, checks and keeps each source, in their order. A submission that a check rejects is kept with its findings but not counted; one that
 * cannot be told apart (no owner, date or profile) is not kept. Each submission is kept whole or not at all.
 */
export async function* importSubmissions(
  store: SubmissionStore,
  sources: readonly SubmissionSource[],
  options: ImportOptions,
): AsyncGenerator<ImportedSubmission> {
  const underway: Promise<Readied>[] = [];
  let begun = 0;
  const beginNext = (): void => {
    const source = sources[begun++];
    if (source === undefined || options.progress.cancelled) return;
    const readying = ready(store, source, options);
    // A mistake is told when its turn comes.
    readying.catch(() => {});
    underway.push(readying);
  };
  try {
    for (let turn = 0; turn < ahead; turn += 1) beginNext();
    for (const index of sources.keys()) {
      if (options.progress.cancelled) return;
      options.progress.report('Importing', index, sources.length);
      const { outcome, prepared } = await (underway[0] as Promise<Readied>);
      void underway.shift();
      beginNext();
      if (prepared === null || options.progress.cancelled) {
        yield prepared === null ? outcome : { ...outcome, kept: false };
        continue;
      }
      const [kept] = (await store.keep([prepared])) ?? [];
      if (kept === undefined) throw new Error(`Submission "${outcome.name}" was prepared and not kept`);
      yield { ...outcome, kept: true, added: kept.added, submission: kept.submission };
    }
  } finally {
    await Promise.allSettled(underway);
  }
}

interface Readied {
  readonly outcome: ImportedSubmission;
  /** Null when there is nothing to keep: it cannot be told apart, or it was there before. */
  readonly prepared: PreparedSubmission | null;
}

async function ready(store: SubmissionStore, source: SubmissionSource, options: ImportOptions): Promise<Readied> {
  const { read, bytes } = await readSubmission(await asOneFile(source), options.progress);
  const findings = checkPackage(read, { today: options.now().toISOString().slice(0, 10) }, options.progress);
  const described = describeSubmission(read, findings, options.now());
  const unkept = { name: read.name, path: source.path, rejected: findings.some(rejects), findings };
  const outcome = { ...unkept, kept: false, added: false, submission: null };
  if (described === null || bytes === null || options.progress.cancelled) return { outcome, prepared: null };
  const known = await store.get(described.id);
  if (known !== null) return { outcome: { ...unkept, kept: true, added: false, submission: known }, prepared: null };
  const tables = [...read.tables.values()];
  return { outcome, prepared: await store.prepare({ submission: described, content: bytes, tables, findings }) };
}

// An unpacked package is kept as the zip that it would be, under a hash of those bytes.
async function asOneFile(source: SubmissionSource): Promise<SubmissionSource> {
  if (source.content.kind === 'file') return source;
  const entries: ArchiveEntry[] = [];
  for (const { path, blob } of source.content.entries) {
    entries.push({ path: `${source.name}/${path}`, bytes: new Uint8Array(await blob.arrayBuffer()) });
  }
  return {
    ...source,
    name: `${source.name}.zip`,
    content: { kind: 'file', blob: new Blob([await writeZip(entries)]) },
  };
}
