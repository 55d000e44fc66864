/** Why a path from an archive must not be used, or `null` when it is plain and relative. */
export function unsafePath(path: string): string | null {
  if (path.includes('\0')) return 'a NUL character';
  if (path.includes('\\')) return 'a backslash';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'an absolute path';
  if (path.split('/').some((part) => part === '..' || part === '.')) return 'a step to another folder';
  if (path === '' || path.includes('//')) return 'an empty part';
  return null;
}
