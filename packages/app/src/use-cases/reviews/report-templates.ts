import type { ReportTemplate } from '@underpin/contract';
import type { Result } from '@underpin/model';
import { done, notFound, type Outcome, problemOf } from '../outcome.ts';
import { type Desk, newId, record } from './desk.ts';
import { mediaTypeOf } from './media-type.ts';

/** The acting authority's template for a case: its own, or else the one for all its cases. */
export async function templateFor(desk: Desk, caseId: string): Promise<ReportTemplate | null> {
  const { party } = desk.acting;
  const { items } = await desk.records.list('reportTemplate', { where: { party } });
  return items.find((one) => one.caseId === caseId) ?? items.find((one) => one.caseId === null) ?? null;
}

/** Keeps a Word template of the acting authority, for one case or for all; the one before is replaced. */
export async function putTemplate(
  desk: Desk,
  caseId: string | null,
  name: string,
  written: Result<{ readonly sha256: string; readonly bytes: number; readonly head: Uint8Array }>,
): Promise<Outcome<ReportTemplate>> {
  if (!written.ok) return problemOf('too large', `${written.reason}.`);
  if (caseId !== null && (await desk.records.get('reviewCase', caseId)) === null) return notFound;
  const { sha256, bytes, head } = written.value;
  if (mediaTypeOf(head) !== 'application/zip') return problemOf('media type', 'Send a Word document (DOCX).');
  const { party } = desk.acting;
  await desk.records.remove('reportTemplate', { party, caseId });
  const fileName = name.replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, '_');
  const template = { id: newId(), party, caseId, name: fileName, bytes, sha256, createdAt: desk.now };
  await desk.records.insert('reportTemplate', template);
  await record(desk, 'report template kept', template);
  return done(template);
}

/** Ends a template of the acting authority. */
export async function removeTemplate(desk: Desk, id: string): Promise<Outcome<undefined>> {
  const found = await desk.records.get('reportTemplate', id);
  if (found === null) return notFound;
  await desk.records.remove('reportTemplate', { id });
  await record(desk, 'report template ended', found);
  return done(undefined);
}
