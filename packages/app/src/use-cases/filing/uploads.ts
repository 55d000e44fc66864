import type { FilingOptions, Upload } from '@underpin/contract';
import type { Result } from '@underpin/model';
import type { UploadRecord } from '../../ports/review-tables.ts';
import { askForJob } from '../jobs/ask-for-job.ts';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { change, type Desk, fresh, record } from '../reviews/desk.ts';
import { mediaTypeOf } from '../reviews/media-type.ts';

/** What a party may have lying here without filing it. */
const most = { uploads: 1000, bytes: 8 * 1024 ** 3 };
const accepted = ['application/zip', 'text/plain', 'application/octet-stream'];

/** An upload as it is told: without where its files lie. */
export function shownUpload({ detailsSha256: _d, failedSha256, failedName: _n, ...told }: UploadRecord): Upload {
  return { ...told, failedRows: failedSha256 !== null };
}

/** Whether the acting party may upload now: asked before any byte is taken. An institution must have the LEI that its registers are known by. */
export async function mayUpload(desk: Desk): Promise<Outcome<null>> {
  const { kind, party } = desk.acting;
  const own = await desk.records.get('party', party);
  if (kind === 'institution' && (own?.lei ?? null) === null) {
    return problemOf('conflict', 'Your institution has no LEI here: ask the administrator to add it, then upload.');
  }
  const { items } = await desk.records.list('upload', { where: { party } });
  const open = items.filter(({ state }) => state !== 'filed');
  const bytes = open.reduce((sum, one) => sum + one.bytes, 0);
  if (open.length >= most.uploads || bytes >= most.bytes) {
    return problemOf(
      'conflict',
      `Your party has ${open.length} uploads that are not filed. File some or throw them away.`,
    );
  }
  return done(null);
}

/** Keeps a file that was written as an upload of the acting party. */
export async function addUpload(
  desk: Desk,
  name: string,
  written: Result<{ readonly sha256: string; readonly bytes: number; readonly head: Uint8Array }>,
): Promise<Outcome<Upload>> {
  if (!written.ok) return problemOf('too large', `${written.reason}.`);
  const allowed = await mayUpload(desk);
  if (!allowed.ok) return allowed;
  const { sha256, bytes, head } = written.value;
  if (bytes === 0) return problemOf('conflict', 'The file is empty.');
  const mediaType = mediaTypeOf(head);
  if (mediaType === null || !accepted.includes(mediaType)) {
    return problemOf(
      'media type',
      `The file is ${mediaType ?? 'a program'}. Send a package (zip), a workbook (XLSX) or CSV.`,
    );
  }
  const upload: UploadRecord = {
    ...fresh(desk),
    party: desk.acting.party,
    person: desk.acting.person,
    name: name.replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, '_'),
    bytes,
    sha256,
    mediaType,
    state: 'received',
    preview: null,
    detailsSha256: null,
    failedSha256: null,
    failedName: null,
    submission: null,
    filedAt: null,
  };
  await desk.records.insert('upload', upload);
  await record(desk, 'upload received', upload);
  return done(shownUpload(upload));
}

/** Throws an upload away. What was filed stays. */
export async function removeUpload(desk: Desk, id: string): Promise<Outcome<undefined>> {
  const upload = await desk.records.get('upload', id);
  if (upload === null) return notFound;
  if (upload.state === 'filed') return problemOf('conflict', 'It was filed: what was filed is kept.');
  await desk.records.remove('upload', { id });
  await record(desk, 'upload thrown away', upload);
  return done(undefined);
}

/** Asks for a preview of an upload: a job. */
export async function askForPreview(desk: Desk, id: string, options: FilingOptions): Promise<Outcome<{ job: string }>> {
  const upload = await desk.records.get('upload', id);
  if (upload === null) return notFound;
  if (upload.state === 'filed') return problemOf('conflict', 'It was filed already.');
  const onto = options.onto ?? null;
  if (onto !== null && (await desk.records.get('submission', onto)) === null) {
    return problemOf('conflict', `There is no submission "${onto}" that your party may see.`);
  }
  return askForJob(desk, 'preview upload', { upload: id, options });
}

/** What is done with rows that fail and with what a check rejects. */
export interface FilingChoices {
  readonly failedRows: 'refuse' | 'leave out';
  readonly rejected: 'refuse' | 'keep';
}

/** Asks to file uploads, all or none: a job. Refused at once when one of them cannot be filed. */
export async function askToFile(
  desk: Desk,
  ids: readonly string[],
  choices: FilingChoices,
): Promise<Outcome<{ job: string }>> {
  const uploads: UploadRecord[] = [];
  for (const id of new Set(ids)) {
    const upload = await desk.records.get('upload', id);
    if (upload === null) return problemOf('conflict', `There is no upload "${id}" of your party.`);
    uploads.push(upload);
  }
  const refusal = whyNotFiled(uploads, choices);
  if (refusal !== null) return problemOf('conflict', refusal);
  return askForJob(desk, 'file uploads', { uploads: uploads.map(({ id }) => id), ...choices });
}

/** Why uploads cannot be filed together, from their previews; null when they can. */
export function whyNotFiled(uploads: readonly UploadRecord[], choices: FilingChoices): string | null {
  const series = new Map<string, string>();
  for (const { name, state, preview } of uploads) {
    if (state === 'filed') return `"${name}" was filed already.`;
    if (preview === null) return `Preview "${name}" first.`;
    if (preview.refusal !== null) return `"${name}": ${preview.refusal}`;
    const { as, counts, rejected, entity, format, referenceDate } = preview;
    if (as === 'rows' && counts.fail > 0 && choices.failedRows === 'refuse') {
      return `${counts.fail} rows of "${name}" fail. Correct them, or file with failedRows "leave out".`;
    }
    if (rejected && choices.rejected === 'refuse') {
      return `A check rejects "${name}". Repair it, or file with rejected "keep": then it is kept but does not count.`;
    }
    const key = JSON.stringify([entity, format, referenceDate]);
    const same = series.get(key);
    if (same !== undefined) return `"${same}" and "${name}" are of one entity and date: file one of them.`;
    series.set(key, name);
  }
  return null;
}

/** Marks an upload as filed. Done again it changes nothing. */
export async function markFiled(desk: Desk, id: string, submission: string): Promise<Outcome<null>> {
  const upload = await desk.records.get('upload', id);
  if (upload === null) return notFound;
  if (upload.state === 'filed') return done(null);
  const filed = { state: 'filed' as const, submission, filedAt: desk.now };
  const changed = await change(desk, 'upload', upload, upload.version, filed);
  if (!changed.ok) return changed;
  await record(desk, 'upload filed', { id: submission, upload: id });
  return done(null);
}
