import type { Finding } from '@underpin/model';
import { isUtf8 } from '../platform/platform.ts';
import { csvFinding } from './csv-findings.ts';

/** Whether bytes can be read as text: where the text starts, and what is wrong. `start` is null when they cannot. */
export function textStart(
  bytes: Uint8Array,
  file: string,
): { readonly start: number | null; readonly findings: readonly Finding[] } {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    const message = `Could not read "${file}": it is UTF-16. Save it as UTF-8.`;
    return { start: null, findings: [csvFinding('notUtf8', file, 1, message, { expected: 'UTF-8' })] };
  }
  if (!isUtf8(bytes)) {
    const line = lineOf(bytes, firstInvalid(bytes));
    const message = `Could not read "${file}": from line ${line} on it is not UTF-8. Save it as UTF-8.`;
    return { start: null, findings: [csvFinding('notUtf8', file, line, message, { expected: 'UTF-8' })] };
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const line = lineOf(bytes, nul);
    const message = `Could not read "${file}": line ${line} holds a NUL character. Remove it, or save the file as UTF-8 text.`;
    return { start: null, findings: [csvFinding('nulCharacter', file, line, message, { expected: 'text' })] };
  }
  if (!startsWith(bytes, [0xef, 0xbb, 0xbf])) return { start: 0, findings: [] };
  const message = `"${file}" starts with a byte order mark, which was passed over. Save it as UTF-8 without one.`;
  return { start: 3, findings: [csvFinding('byteOrderMark', file, 1, message, { severity: 'warning' })] };
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

// Halves the range: a prefix is valid UTF-8 up to a character that is cut at its end.
function firstInvalid(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    const [from, to] = [characterStart(bytes, good), characterStart(bytes, middle)];
    if (isUtf8(bytes.subarray(from, to))) good = middle;
    else bad = middle;
  }
  return good;
}

function characterStart(bytes: Uint8Array, offset: number): number {
  let start = offset;
  while (start > 0 && offset - start < 3 && ((bytes[start] as number) & 0xc0) === 0x80) start -= 1;
  return start;
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line += 1;
  return line;
}
