import { bundlePathSchema, ok, refused, type Progress, type Result } from '@underpin/model';
import { archiveLimits, type ArchiveLimits } from '../archive/archive-limits.ts';
import { readZip } from '../archive/read-zip.ts';

export interface ReadBundleOptions {
  readonly limits?: ArchiveLimits;
  readonly progress?: Progress;
}

const tailBytes = 22;

/**
 * Reads the files of a bundle within limits. Stricter than a zip archive at large: nothing before the first entry or after
 * the last record, no comment, no folders, every name once and plain. Refused with the reason otherwise. What the files
 * say is not looked at. Source: docs/reference/bundle-format.md.
 *
 * @example const files = await readBundle('review.bundle.zip', bytes)
 */
export async function readBundle(
  name: string,
  bytes: Uint8Array,
  options: ReadBundleOptions = {},
): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const stated = statedEntries(bytes);
  if (stated === null) {
    return refused(`"${name}" is not a whole zip archive, or holds bytes before or after it. Ask for it again.`);
  }
  const content = await readZip(name, bytes, { limits: options.limits ?? archiveLimits, ...pick(options.progress) });
  if (options.progress?.cancelled === true) return refused(`Reading "${name}" was cancelled`);
  const [finding] = content.findings;
  if (finding !== undefined) return refused(finding.message);
  if (content.files.length !== stated) {
    return refused(
      `"${name}" lists ${stated} entries, of which ${content.files.length} are files: a bundle has no others.`,
    );
  }
  const unsafe = content.files.find(({ path }) => !bundlePathSchema.safeParse(path).success);
  if (unsafe !== undefined) return refused(`"${name}" holds "${unsafe.path}", which is no plain relative path.`);
  return ok(new Map(content.files.map((file) => [file.path, file.bytes])));
}

function pick(progress: Progress | undefined): { progress?: Progress } {
  return progress === undefined ? {} : { progress };
}

/** The number of entries as the end of the archive states it, or `null` when the archive is not framed as a bundle is. */
function statedEntries(bytes: Uint8Array): number | null {
  const start = bytes.length - tailBytes;
  if (start < 4) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== 0x04034b50 || view.getUint32(start, true) !== 0x06054b50) return null;
  return view.getUint16(start + 20, true) === 0 ? view.getUint16(start + 10, true) : null;
}
