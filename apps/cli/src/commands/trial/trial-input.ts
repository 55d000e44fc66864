import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type CheckedProtocol,
  type GetText,
  openSamples,
  type ProtocolSeal,
  prometheusSamples,
  protocolOf,
  readProtocolSeal,
  sealStanding,
  type SealStanding,
} from '@underpin/app';
import {
  dayNumber,
  type Finding,
  ok,
  refused,
  type Result,
  type SampleSource,
  type TrialProtocol,
} from '@underpin/model';
import { z } from 'zod';
import type { Answer } from '../../command.ts';
import { exitCodes } from '../../exit-codes.ts';
import { findingText } from '../../finding-text.ts';
import { readText } from '../../read-bytes.ts';

const largestAnswer = 256 * 1024 * 1024;
const answerTimeoutMs = 120_000;

/** Options that the commands which read measurements share. */
export const dataFields = {
  protocol: z.string().min(1).describe('protocol (YAML or JSON)'),
  data: z
    .array(z.string())
    .default([])
    .describe('files and folders of samples: CSV, Parquet, processed metrics of an HMC'),
  seal: z.string().optional().describe('seal of the protocol (default: beside it, with the ending .seal.json)'),
  prometheus: z
    .string()
    .optional()
    .describe('address of a Prometheus-compatible server to read the queries of the protocol from'),
  stepSeconds: z
    .number()
    .positive()
    .default(60)
    .describe('distance of the points asked of Prometheus, where an endpoint declares none'),
  asOf: z.string().optional().describe('day of assessment, yyyy-mm-dd (default: today)'),
};

/** Reads a protocol; an answer instead when it cannot be read or has not its form. */
export async function protocolInput(
  path: string,
): Promise<
  | { readonly ok: true; readonly checked: CheckedProtocol & { readonly protocol: TrialProtocol } }
  | { readonly ok: false; readonly answer: Answer }
> {
  const text = await readText(path);
  if (!text.ok) return { ok: false, answer: { json: text, text: text.reason, exitCode: exitCodes.refused } };
  const checked = protocolOf(text.value, basename(path));
  if (checked.protocol === null)
    return {
      ok: false,
      answer: {
        json: { ok: false, findings: checked.findings },
        text: [`The protocol "${path}" cannot be used:`, ...checked.findings.map(findingText)].join('\n'),
        exitCode: exitCodes.rejected,
      },
    };
  return { ok: true, checked: { ...checked, protocol: checked.protocol } };
}

export function sealPath(protocol: string, given: string | undefined): string {
  return given ?? protocol.replace(/\.(ya?ml|json)$/i, '') + '.seal.json';
}

/** The seal and how the protocol stands to it; null when there is none. */
export async function sealInput(
  protocol: TrialProtocol,
  path: string,
): Promise<Result<{ readonly seal: ProtocolSeal; readonly standing: SealStanding } | null>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== 'string')
    return text.code === 'ENOENT' ? ok(null) : refused(`Cannot read the seal "${path}": ${text.message}`);
  const seal = readProtocolSeal(text);
  return seal.ok
    ? ok({ seal: seal.value, standing: sealStanding(seal.value, protocol) })
    : refused(`Cannot use "${path}": ${seal.reason}`);
}

export interface OpenedData {
  readonly sources: readonly SampleSource[];
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly findings: readonly Finding[];
  close(): void;
}

/** Opens the files that are named and the server that is named; refused when neither is. */
export async function openData(
  protocol: TrialProtocol,
  input: { readonly data: readonly string[]; readonly prometheus?: string | undefined; readonly stepSeconds: number },
  until: Date,
): Promise<Result<OpenedData>> {
  const sources: SampleSource[] = [];
  if (input.data.length === 0 && input.prometheus === undefined)
    return refused('Name files of samples, or a server with "--prometheus"');
  const { openParquetFile } = await import('@underpin/store');
  const opened = input.data.length === 0 ? null : await openSamples(input.data, protocol, openParquetFile);
  if (opened?.ok === false) return opened;
  if (input.prometheus !== undefined) {
    if (!/^https?:\/\//.test(input.prometheus))
      return refused(`The address "${input.prometheus}" must begin with http:// or https://`);
    if (!protocol.endpoints.some(({ series }) => series.query !== undefined))
      return refused(
        'No endpoint of the protocol states a query ("series.query"), so there is nothing to ask the server',
      );
    const day = 86_400;
    // A zone may be ahead of or behind UTC by more than half a day.
    const from = ((dayNumber(protocol.period.from) ?? 0) - 1) * day;
    const to = Math.min(((dayNumber(protocol.period.to) ?? 0) + 2) * day, Math.floor(until.getTime() / 1000));
    const name = input.prometheus.replace(/\/\/[^@/]*@/, '//');
    sources.push(
      prometheusSamples(protocol, { name, get: getFrom(input.prometheus), from, to, stepSeconds: input.stepSeconds }),
    );
  }
  const files = opened?.ok === true ? opened.value : null;
  return ok({
    sources: [...(files?.sources ?? []), ...sources],
    files: files?.files ?? [],
    findings: files?.findings ?? [],
    close: () => files?.close(),
  });
}

/** Asks the server that the user named and no other: redirects are not followed. */
function getFrom(address: string): GetText {
  const base = address.replace(/\/+$/, '');
  return async (path) => {
    try {
      const answer = await fetch(`${base}${path}`, { redirect: 'error', signal: AbortSignal.timeout(answerTimeoutMs) });
      const length = Number(answer.headers.get('content-length') ?? 0);
      if (length > largestAnswer) return refused(`the server answers with ${length} bytes; ask for a longer step`);
      return ok(await answer.text());
    } catch (error) {
      const cause =
        error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error);
      return refused(cause);
    }
  };
}
