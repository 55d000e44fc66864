import { readFile, stat } from 'node:fs/promises';
import { readSubject } from '@underpin/app';
import { ok, type Result, type Subject } from '@underpin/model';

/** A subject as a person gives it: a file (YAML or JSON, a review file too) when there is one of that name, else an expression. */
export async function subjectFrom(given: string): Promise<Result<Subject>> {
  const isFile = await stat(given).then(
    (status) => status.isFile(),
    () => false,
  );
  return isFile ? readSubject(await readFile(given, 'utf8'), given) : ok({ expression: given });
}
