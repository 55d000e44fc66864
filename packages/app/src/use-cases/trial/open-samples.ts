import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { isHmcMetrics, openFiles, readHmcSamples, readSampleCsv } from '@underpin/formats';
import { ok, refused } from '@underpin/model';
import type { Finding, Result, SampleSource, TrialProtocol } from '@underpin/model';
import type { OpenColumnarFile } from '../../ports/columnar-file.ts';
import { parquetSamples } from './parquet-samples.ts';

const largestJson = 256 * 1024 * 1024;

export interface OpenedSamples {
  readonly sources: readonly SampleSource[];
  readonly findings: readonly Finding[];
  /** What was opened, with the SHA-256 of its bytes. */
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  close(): void;
}

/**
 * Opens files and folders of samples: CSV, Parquet, processed metrics of an HMC (JSON). The same bytes given twice are read once
 * and told. Refused when a path cannot be read or a file is of no known kind.
 */
export async function openSamples(
  paths: readonly string[],
  protocol: TrialProtocol,
  openColumnar: OpenColumnarFile,
): Promise<Result<OpenedSamples>> {
  const opened = await openFiles(paths);
  if (!opened.ok) return opened;
  const sources: SampleSource[] = [];
  const findings: Finding[] = [];
  const files: { path: string; bytes: number; sha256: string }[] = [];
  const closers: (() => void)[] = [];
  const close = (): void => {
    for (const one of closers) one();
  };
  for (const { path, blob } of opened.value) {
    const sha256 = await hashOf(path);
    const twin = files.find((other) => other.sha256 === sha256);
    if (twin !== undefined) {
      findings.push({
        rule: 'samples-same-file',
        severity: 'warning',
        location: { file: path },
        value: twin.path,
        message: `"${path}" has the same bytes as "${twin.path}" and was read once.`,
        source: 'Underpin, files of samples',
      });
      continue;
    }
    files.push({ path, bytes: blob.size, sha256 });
    const head = new Uint8Array(await blob.slice(0, 512).arrayBuffer());
    if (startsWith(head, 'PAR1')) {
      const file = await openColumnar(path);
      if (!file.ok) {
        close();
        return file;
      }
      closers.push(() => file.value.close());
      sources.push(parquetSamples(file.value, path, protocol));
    } else if (/^\s*[{[]/.test(new TextDecoder().decode(head))) {
      if (blob.size > largestJson) return refused(`Cannot read "${path}": JSON of more than 256 MiB; split it by day`);
      let document: unknown;
      try {
        document = JSON.parse(await blob.text());
      } catch (error) {
        close();
        return refused(`Cannot read "${path}" as JSON: ${error instanceof Error ? error.message : String(error)}`);
      }
      if (!isHmcMetrics(document)) {
        close();
        return refused(`Cannot read "${path}": JSON that is no processed metrics of an HMC; give CSV or Parquet`);
      }
      sources.push(readHmcSamples(document, path, protocol));
    } else sources.push(readSampleCsv(createReadStream(path), path, protocol));
  }
  if (sources.length === 0)
    return refused(`There is no file of samples in ${paths.map((path) => `"${basename(path)}"`).join(', ')}`);
  return ok({ sources, findings, files, close });
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return new TextDecoder().decode(bytes.subarray(0, text.length)) === text;
}

async function hashOf(path: string): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) digest.update(chunk as Uint8Array);
  return digest.digest('hex');
}
