import { type ArchiveEntry, type SubmissionSource, writeZip } from '@underpin/formats';
import { type Finding, type IsoDate, type Progress, rejects, type Submission } from '@underpin/model';
import { checkPackage } from '@underpin/register';
import type { SubmissionStore } from '../ports/submission-store.ts';
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

/**
 * Reads, checks and keeps each source. A submission that a check rejects is kept with its findings but not counted; one that cannot be told
 * apart (no owner, date or profile) is not kept. Each submission is kept whole or not at all.
 */
export async function* importSubmissions(
  store: SubmissionStore,
  sources: readonly SubmissionSource[],
  options: ImportOptions,
): AsyncGenerator<ImportedSubmission> {
  const today: IsoDate = options.now().toISOString().slice(0, 10);
  const readAndCheck = async (source: SubmissionSource) => {
    const { read, bytes } = await readSubmission(await asOneFile(source), options.progress);
    return { read, bytes, findings: checkPackage(read, { today }, options.progress) };
  };
  let ahead: ReturnType<typeof readAndCheck> | null = null;
  for (const [index, source] of sources.entries()) {
    if (options.progress.cancelled) return;
    options.progress.report('Importing', index, sources.length);
    const { read, bytes, findings } = await (ahead ?? readAndCheck(source));
    const following = sources[index + 1];
    // The next one is read while this one is written: the store works in threads of its own.
    ahead = following === undefined ? null : readAndCheck(following);
    // A mistake is told when its turn comes.
    ahead?.catch(() => {});
    const rejected = findings.some(rejects);
    const described = describeSubmission(read, findings, options.now());
    const outcome = { name: read.name, path: source.path, rejected, findings };
    if (described === null || bytes === null || options.progress.cancelled) {
      yield { ...outcome, kept: false, added: false, submission: null };
      continue;
    }
    const { submission, added } = await store.add({
      submission: described,
      content: bytes,
      tables: [...read.tables.values()],
      findings,
    });
    yield { ...outcome, kept: true, added, submission };
  }
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
