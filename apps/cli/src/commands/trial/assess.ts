import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assessSamples, canonicalSha256, printTrial, trialBundle, type TrialReport } from '@underpin/app';
import type { Finding } from '@underpin/model';
import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { findingText } from '../../finding-text.ts';
import { readKeyFile } from '../../key-files.ts';
import { refusal } from '../../refusal.ts';
import { textTable } from '../../text-table.ts';
import { version } from '../../version.ts';
import { dataFields, openData, protocolInput, sealInput, sealPath } from './trial-input.ts';

const exits: Readonly<Record<string, ExitCode>> = {
  accepted: exitCodes.fine,
  'not enough data': exitCodes.refused,
};

/** `underpin trial assess`: measurements to a verdict. */
export const trialAssessCommand = defineCommand({
  name: 'trial assess',
  summary: 'Give the verdict of a trial from its sealed protocol and its measurements',
  details:
    'Verdicts: accepted (exit code 0), rejected, stopped for harm or protocol breached (1), not enough data (3). Files are read in pieces; nothing is kept.',
  examples: [
    'underpin trial assess protocol.yaml measurements/ --json',
    'underpin trial assess protocol.yaml day-*.parquet --out out/trial --key keeper.pem',
    'underpin trial assess protocol.yaml --prometheus http://prometheus.example:9090',
  ],
  input: z.object({
    ...dataFields,
    look: z.int().min(1).optional().describe('which planned look this is, from 1 (default: the last)'),
    out: z.string().optional().describe('folder that gets the report trial.html'),
    pdf: z.boolean().default(false).describe('with "--out": the report as trial.pdf too'),
    key: z.string().optional().describe('with "--out": private key that seals report and verdict in trial.bundle.zip'),
  }),
  operands: ['protocol', 'data'],
  async run(input, { now, progress }) {
    const read = await protocolInput(input.protocol);
    if (!read.ok) return read.answer;
    const { protocol } = read.checked;
    const sealed = await sealInput(protocol, sealPath(input.protocol, input.seal));
    if (!sealed.ok) return refusal(sealed.reason);
    const keeper = input.key === undefined ? null : await readKeyFile(input.key);
    if (keeper?.ok === false) return refusal(keeper.reason);
    if (keeper !== null && (input.out === undefined || sealed.value === null))
      return refusal('A bundle needs "--out" and a sealed protocol ("underpin trial seal")');
    const opened = await openData(protocol, input, now());
    if (!opened.ok) return refusal(opened.reason);
    const standing = sealed.value?.standing ?? null;
    const assessed = await assessSamples(protocol, opened.value.sources, {
      now: now(),
      ...(input.asOf === undefined ? {} : { asOf: input.asOf }),
      ...(input.look === undefined ? {} : { look: input.look }),
      seal: standing,
      progress,
    });
    opened.value.close();
    if (assessed === null) return refusal('The assessment was stopped; nothing was decided');
    const { assessment, reduced } = assessed;
    const findings: readonly Finding[] = [...opened.value.findings, ...assessed.findings];
    const report: TrialReport = {
      protocol,
      protocolSha256: canonicalSha256(protocol),
      verdict: assessment.verdict,
      because: assessment.because,
      endpoints: assessment.endpoints,
      changes: assessment.changes,
      seal: standing,
      data: { samples: reduced.samples, used: reduced.used, files: opened.value.files },
      findings,
      assessedOn: input.asOf ?? now().toISOString().slice(0, 10),
      version,
    };
    const written: Record<string, string> = {};
    if (input.out !== undefined) {
      await mkdir(input.out, { recursive: true });
      const files: { path: string; bytes: Uint8Array }[] = [];
      for (const format of ['html', 'pdf'] as const) {
        if (format === 'pdf' && !input.pdf) continue;
        const path = join(input.out, `trial.${format}`);
        const bytes = await printTrial(report, format);
        await writeFile(path, bytes);
        written[format === 'html' ? 'report' : 'pdf'] = path;
        files.push({ path: `report/trial.${format}`, bytes });
      }
      if (keeper?.ok === true && sealed.value !== null) {
        const bundle = await trialBundle(report, sealed.value.seal, { files, keeper: keeper.value, now: now() });
        if (!bundle.ok) return refusal(bundle.reason);
        written['bundle'] = join(input.out, 'trial.bundle.zip');
        await writeFile(written['bundle'], bundle.value);
      }
    }
    const rows = assessment.endpoints.map((one) => [
      one.endpoint,
      one.workload ?? 'all',
      short(one.estimate),
      `${short(one.lower)} – ${short(one.upper)}`,
      short(one.margin),
      `${short(one.n[0])}, ${short(one.n[1])}`,
      one.p.toPrecision(2),
      one.outcome,
    ]);
    return {
      json: { ok: assessment.verdict === 'accepted', ...report, loads: assessment.loads, files: written },
      text: [
        `VERDICT: ${assessment.verdict}`,
        ...assessment.because.map((reason) => `  ${reason}`),
        '',
        textTable(['endpoint', 'workload', 'estimate', 'interval', 'margin', 'n', 'p', 'outcome'], rows),
        ...assessment.changes.map(
          ({ endpoint, day }) =>
            `Change of level of "${endpoint}" on ${day}: explain it (maintenance, another regime).`,
        ),
        ...assessment.loads.map(
          ({ workload, value, unit, from, to }) =>
            `seen on ${workload}: the candidate held ${short(value)} ${unit} for an hour (${from} to ${to})`,
        ),
        `${reduced.samples.toLocaleString('en')} samples read, ${reduced.used.toLocaleString('en')} count.`,
        ...(standing?.amendments ?? []).map(
          ({ at, changes, restarts }) =>
            `Amended ${at}: ${changes.join(', ')}${restarts ? '; earlier values do not count' : ''}`,
        ),
        ...findings.map(findingText),
        ...Object.values(written).map((path) => `Written: ${path}`),
      ].join('\n'),
      exitCode: exits[assessment.verdict] ?? exitCodes.rejected,
    };
  },
});

function short(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '?' : value > 0 ? '∞' : '-∞';
  return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
}
