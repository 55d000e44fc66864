import type { Finding, PackageEntry, Progress } from '@underpin/model';
import { silent } from '@underpin/model';
import {
  BlobReader,
  ERR_BAD_FORMAT,
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_EOCDR_NOT_FOUND,
  ERR_INVALID_UNCOMPRESSED_SIZE,
  ERR_UNSAFE_FILENAME,
  Uint8ArrayReader,
  ZipReader,
} from '@zip.js/zip.js';
import type { FileEntry } from '@zip.js/zip.js';
import { crc32 } from '../platform/platform.ts';
import { archiveFinding, printable } from './archive-findings.ts';
import { archiveLimits } from './archive-limits.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { BoundedSink } from './bounded-sink.ts';
import { unsafePath } from './unsafe-path.ts';
import type { ArchiveEntry } from './write-zip.ts';
import { readerSettings } from './zip-settings.ts';

/** What a zip archive held: files that could be read, all names that were listed, and what was wrong. */
export interface ZipContent {
  readonly files: readonly ArchiveEntry[];
  /** Every file of the listing, read or not. */
  readonly entries: readonly PackageEntry[];
  readonly findings: readonly Finding[];
}

export interface ReadZipOptions {
  readonly limits?: ArchiveLimits;
  /** Paths to unpack; the others are listed alone. Default: all. */
  readonly wanted?: (path: string) => boolean;
  readonly progress?: Progress;
}

/**
 * Reads a zip archive into memory within limits. Whatever the archive is, the answer is a value: damage, encryption,
 * unsafe or repeated names and bombs are findings ("UP-ZIP-1" to "UP-ZIP-6"), and the rest is still read.
 *
 * @example const { files, findings } = await readZip('register.zip', bytes)
 */
export async function readZip(
  name: string,
  content: Uint8Array | Blob,
  options: ReadZipOptions = {},
): Promise<ZipContent> {
  const { limits = archiveLimits, wanted = () => true, progress = silent } = options;
  const reader = new ZipReader(content instanceof Blob ? new BlobReader(content) : new Uint8ArrayReader(content), {
    filenameValidation: 'tolerant',
    ...readerSettings,
  });
  const findings: Finding[] = [];
  const listed = await list(reader, name, content, limits, findings);
  const files: ArchiveEntry[] = [];
  let room = limits.totalBytes;
  for (const [index, entry] of listed.entries()) {
    if (progress.cancelled) break;
    progress.report('Unpacking', index, listed.length);
    const path = entry.filename;
    if (!wanted(path)) continue;
    const sink = new BoundedSink(
      limits,
      room,
      { packedBytes: entry.compressedSize, bytes: entry.uncompressedSize },
      /\.csv$/i.test(path),
    );
    try {
      if (entry.encrypted) throw new Error(ERR_ENCRYPTED);
      await entry.getData(sink.stream());
      const bytes = sink.bytes();
      if (crc32(bytes) !== entry.signature) throw new Error('checksum');
      room -= bytes.length;
      files.push({ path, bytes });
    } catch (error) {
      findings.push(entryFinding(path, sink.refusal, error));
    }
  }
  await reader.close();
  return {
    files,
    entries: listed.map((entry) => ({ path: printable(entry.filename), bytes: entry.uncompressedSize })),
    findings,
  };
}

async function list(
  reader: ZipReader<unknown>,
  name: string,
  content: Uint8Array | Blob,
  limits: ArchiveLimits,
  findings: Finding[],
): Promise<FileEntry[]> {
  const listed = new Map<string, FileEntry>();
  let seen = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      seen += 1;
      if (seen > limits.entries) {
        const message = `Refused the rest of "${printable(name)}": it lists more than ${limits.entries} entries.`;
        findings.push(archiveFinding('tooLarge', name, message, { expected: `at most ${limits.entries} entries` }));
        break;
      }
      const path = entry.filename;
      const unsafe = unsafePath(entry.directory ? path.replace(/\/$/, '') : path);
      if (unsafe !== null) {
        const message = `Left out "${printable(path)}": its name holds ${unsafe}. Expected a plain path inside the archive.`;
        findings.push(archiveFinding('unsafeName', path, message, { value: printable(path) }));
      } else if (listed.has(path)) {
        const message = `Left out the second "${printable(path)}": the archive holds this name twice; only the first is read.`;
        findings.push(archiveFinding('duplicateName', path, message));
      } else if (!entry.directory) {
        listed.set(path, entry);
      }
    }
  } catch (error) {
    findings.push(await archiveFailure(name, content, error));
  }
  return [...listed.values()];
}

async function archiveFailure(name: string, content: Uint8Array | Blob, error: unknown): Promise<Finding> {
  const text = messageOf(error);
  const shown = printable(name);
  if (text === ERR_ENCRYPTED_CENTRAL_DIRECTORY) {
    return archiveFinding('encrypted', name, `Could not open "${shown}": it is encrypted. Send it without a password.`);
  }
  if (text === ERR_UNSAFE_FILENAME) {
    return archiveFinding('unsafeName', name, `Could not list "${shown}": it holds an unsafe file name.`);
  }
  const starts = await startsLikeZip(content);
  if (!starts && (text === ERR_EOCDR_NOT_FOUND || text === ERR_BAD_FORMAT)) {
    const size = content instanceof Blob ? content.size : content.length;
    const what = size === 0 ? 'it is empty' : 'it is no zip archive';
    return archiveFinding('notAnArchive', name, `Could not open "${shown}": ${what}. Expected a zip archive.`);
  }
  return archiveFinding(
    'damaged',
    name,
    `Could not list "${shown}": the archive is cut off or damaged. Make it again and send it whole.`,
    { value: printable(text) },
  );
}

async function startsLikeZip(content: Uint8Array | Blob): Promise<boolean> {
  const head =
    content instanceof Blob ? new Uint8Array(await content.slice(0, 4).arrayBuffer()) : content.subarray(0, 4);
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

function entryFinding(path: string, refusal: string | null, error: unknown): Finding {
  const shown = printable(path);
  if (refusal !== null) {
    return archiveFinding('tooLarge', path, `Stopped reading "${shown}": ${refusal}.`, { value: refusal });
  }
  const text = messageOf(error);
  if (text === ERR_ENCRYPTED) {
    return archiveFinding('encrypted', path, `Could not read "${shown}": it is encrypted. Send it without a password.`);
  }
  const reason =
    text === ERR_INVALID_UNCOMPRESSED_SIZE ? 'its size is not what the archive says' : 'its content is damaged';
  return archiveFinding('damaged', path, `Could not read "${shown}": ${reason}. Make the archive again.`, {
    value: printable(text),
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
