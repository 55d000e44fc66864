import type { Finding } from '@underpin/model';

const source = 'Underpin: archives that are read';

/** Rules of our own for archives, for which no authority has a code. */
export const archiveRules = {
  notAnArchive: 'UP-ZIP-1',
  damaged: 'UP-ZIP-2',
  tooLarge: 'UP-ZIP-3',
  unsafeName: 'UP-ZIP-4',
  encrypted: 'UP-ZIP-5',
  duplicateName: 'UP-ZIP-6',
} as const;

/** A finding about an archive or one of its entries. */
export function archiveFinding(
  rule: keyof typeof archiveRules,
  file: string,
  message: string,
  details: { readonly value?: string; readonly expected?: string } = {},
): Finding {
  return {
    rule: archiveRules[rule],
    severity: 'reject',
    location: { file: printable(file) },
    ...details,
    message,
    source,
  };
}

/** Text for messages: control characters shown as escapes, long text cut with its length told. */
export function printable(text: string, longest = 200): string {
  const shown = text.replaceAll(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return shown.length <= longest ? shown : `${shown.slice(0, longest)}... (${text.length} characters)`;
}
