import { type Desk, notFound, type Outcome } from '@underpin/app';

/** Something of a case: not found when the acting party does not see the case, so that an empty list tells nothing. */
export async function within<T>(
  desk: Desk,
  caseId: string,
  work: (desk: Desk) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return (await desk.records.get('reviewCase', caseId)) === null ? notFound : work(desk);
}
