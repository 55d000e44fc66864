import type { FilingOptions, Job, Problem, Upload, UploadPreview } from '@underpin/contract';
import { Refusal } from './ask.ts';
import { change } from './review.ts';
import { changeHeaders } from './session.ts';

export type { FilingOptions, Upload, UploadPreview };

const wait = 400;

async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(`/api/v1${path}`, {
    headers: { accept: 'application/json' },
    ...(signal === undefined ? {} : { signal }),
  });
  if (!answer.ok) throw new Refusal((await answer.json()) as Problem);
  return (await answer.json()) as T;
}

/** Files that were uploaded and not filed yet; they outlive a reload. Throws {@link Refusal}. */
export async function waitingUploads(signal: AbortSignal): Promise<readonly Upload[]> {
  const { items } = await read<{ items: Upload[] }>('/uploads?limit=100', signal);
  return items.filter(({ state }) => state !== 'filed');
}

/** Sends a file; nothing is filed by that. Throws {@link Refusal}. */
export async function addUpload(file: File): Promise<Upload> {
  const answer = await fetch(`/api/v1/uploads?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { ...(await changeHeaders()), 'content-type': 'application/octet-stream' },
    body: file,
  });
  if (!answer.ok) throw new Refusal((await answer.json()) as Problem);
  return (await answer.json()) as Upload;
}

export async function removeUpload(id: string): Promise<void> {
  await change('DELETE', `/uploads/${id}`);
}

/** Works out what filing an upload would do. Throws {@link Refusal}, or an `Error` with the reason of a job that failed. */
export async function previewUpload(
  id: string,
  options: FilingOptions,
  tell: (job: Job) => void,
  signal: AbortSignal,
): Promise<UploadPreview> {
  await finished(await change('POST', `/uploads/${id}/preview`, options), tell, signal);
  return await read<UploadPreview>(`/uploads/${id}/preview`, signal);
}

/** The preview that was made last; null when there is none. */
export async function lastPreview(id: string, signal: AbortSignal): Promise<UploadPreview | null> {
  try {
    return await read<UploadPreview>(`/uploads/${id}/preview`, signal);
  } catch (error) {
    if (error instanceof Refusal && (error.status === 404 || error.status === 409)) return null;
    throw error;
  }
}

/** Files uploads, all or none. Throws {@link Refusal}, or an `Error` with the reason. */
export async function fileUploads(
  uploads: readonly string[],
  choice: { readonly failedRows: 'refuse' | 'leave out'; readonly rejected: 'refuse' | 'keep' },
  tell: (job: Job) => void,
  signal: AbortSignal,
): Promise<void> {
  await finished(await change('POST', '/uploads/file', { uploads, ...choice }), tell, signal);
}

/** Where the failed rows of an upload can be had. */
export function failedRowsAddress(id: string): string {
  return `/api/v1/uploads/${id}/failed-rows`;
}

async function finished(begun: unknown, tell: (job: Job) => void, signal: AbortSignal): Promise<void> {
  const { job: id } = begun as { job: string };
  signal.addEventListener('abort', () => void change('POST', `/jobs/${id}/cancel`).catch(() => {}));
  for (;;) {
    const job = await read<Job>(`/jobs/${id}`, signal);
    tell(job);
    if (job.state === 'done') return;
    if (job.state === 'failed' || job.state === 'cancelled') throw new Error(job.error ?? job.state);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
