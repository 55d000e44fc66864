import { basename } from 'node:path';
import { coverage, readWorkloads, trialEnvelope } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { exitCodes } from '../../exit-codes.ts';
import { findingText } from '../../finding-text.ts';
import { readText } from '../../read-bytes.ts';
import { refusal } from '../../refusal.ts';
import { textTable } from '../../text-table.ts';

/** `underpin trial cover`: which workloads of other institutions a trial has seen the like of. */
export const trialCoverCommand = defineCommand({
  name: 'trial cover',
  summary:
    'Tell for each institution and workload whether it lies inside what a trial has seen, outside, or is unknown',
  details:
    'Both files are YAML lists of workloads: id, institution, kind, features (name: {value, unit}), mix (shares). "seen" are the workloads of accepted trials with what was measured.',
  examples: ['underpin trial cover seen.yaml workloads.yaml --json'],
  input: z.object({
    seen: z.string().min(1).describe('workloads that trials have seen, as measured (YAML)'),
    workloads: z.string().min(1).describe('workloads of the institutions that would follow (YAML)'),
    mixTolerance: z.number().min(0).max(1).default(0.1).describe('share of transactions by which two mixes may differ'),
  }),
  operands: ['seen', 'workloads'],
  async run({ seen, workloads, mixTolerance }) {
    const lists = [];
    for (const path of [seen, workloads]) {
      const text = await readText(path);
      if (!text.ok) return refusal(text.reason);
      const read = readWorkloads(text.value, basename(path));
      if (read.workloads === null)
        return {
          json: { ok: false, findings: read.findings },
          text: [`The file "${path}" cannot be used:`, ...read.findings.map(findingText)].join('\n'),
          exitCode: exitCodes.rejected,
        };
      lists.push(read.workloads);
    }
    const envelope = trialEnvelope(lists[0] ?? []);
    const told = coverage(envelope, lists[1] ?? [], mixTolerance);
    const kinds = [...envelope.values()].map(({ kind, ranges }) => ({ kind, ranges }));
    return {
      json: { ok: true, envelope: kinds, ...told },
      text: [
        ...kinds.flatMap(({ kind, ranges }) =>
          ranges.map(
            ({ feature, least, greatest, unit }) => `seen of ${kind}: ${feature} ${least} to ${greatest} ${unit}`,
          ),
        ),
        '',
        textTable(
          ['institution', 'workload', 'kind', 'standing', 'because'],
          told.workloads.map(({ institution, workload, kind, standing, because }) => [
            institution,
            workload,
            kind,
            standing,
            because.join(' '),
          ]),
        ),
        `${told.inside} inside, ${told.outside} outside, ${told.unknown} unknown. Only what is inside may follow without a trial of its own.`,
      ].join('\n'),
      exitCode: exitCodes.fine,
    };
  },
});
