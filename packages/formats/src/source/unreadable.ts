import { refused, type Result } from '@underpin/model';

/** Says in words why a path that a person named cannot be read; anything else than a missing or closed path is thrown on. */
export function unreadable(path: string, error: unknown): Result<never> {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return refused(`Cannot read "${path}": there is no such file or folder`);
  if (code === 'EACCES') return refused(`Cannot read "${path}": permission denied`);
  throw error;
}
