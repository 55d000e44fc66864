import { join } from 'node:path';
import { BulkCheck, type BulkPass, changesBelow, referencesAt } from '@underpin/app';
import { z } from 'zod';
import { type Answer, defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { textTable } from '../text-table.ts';
import { version } from '../version.ts';
import { referencesInput, referenceTexts } from '../references-input.ts';
import { refusal } from '../refusal.ts';

const shownCauses = 20;

/** `underpin bulk`: thousands of packages, or a folder that they arrive in. */
export const bulkCommand = defineCommand({
  name: 'bulk',
  summary: 'Check any number of packages in parallel, with a summary and a report for each; may watch a folder',
  details:
    'The folder of "--out" gets summary.html, summary.csv and summary.json, and for each package report.html, report.csv and report.json. A run that was stopped or killed goes on where it was when it is started again with the same folder. With "--watch" it keeps looking for new and changed packages until Ctrl-C; a file that still changes is left until it has rested for "--settle" seconds.',
  examples: ['underpin bulk registers/ --out out/bulk', 'underpin bulk incoming/ --out out/bulk --watch'],
  input: z.object({
    paths: z.array(z.string()).min(1).describe('files and folders to check'),
    out: z.string().min(1).describe('folder for summary, reports and state'),
    watch: z.boolean().default(false).describe('keep watching the folders'),
    settle: z.number().min(0).default(2).describe('seconds that a file must rest before it is checked, with --watch'),
    workers: z.int().min(1).max(256).optional().describe('worker threads (default: one a core)'),
    limit: z.int().min(1).default(1000).describe('findings told one by one per rule, file and column'),
    ...referencesInput,
  }),
  operands: ['paths'],
  async run(input, { progress, now }) {
    const references = await referencesAt(input.national, input.gleif);
    if (!references.ok) return refusal(references.reason);
    const told = { rules: references.value.rules, referenceFindings: references.value.findings };
    const bulk = await BulkCheck.open({
      national: input.national,
      gleif: input.gleif,
      out: input.out,
      now,
      version,
      progress,
      limit: input.limit,
      settle: input.watch ? input.settle * 1000 : 0,
      ...(input.workers === undefined ? {} : { workers: input.workers }),
    });
    try {
      let answer: Answer | null = null;
      const turns = changesBelow(input.paths, { rescan: 5_000, pause: 200, ended: () => progress.cancelled });
      for await (const _ of turns) {
        const pass = await bulk.pass(input.paths);
        if (!pass.ok) return refusal(pass.reason);
        const { json, text, exitCode } = answerOf(pass.value, input.out);
        answer = {
          json: { ...(json as object), ...told },
          text: [...referenceTexts(references.value), text].join('\n\n'),
          exitCode,
        };
        if (!input.watch) break;
        progress.report('Watching; packages checked', pass.value.summary.lines.length, 0);
      }
      return answer ?? refusal('Stopped before anything was checked');
    } finally {
      await bulk.close();
    }
  },
});

function answerOf(pass: BulkPass, out: string): Answer {
  const { summary, checked, unchanged, waiting, cancelled } = pass;
  const { accepted, rejected, 'not checked': not } = summary.outcomes;
  const causes = summary.causes
    .slice(0, shownCauses)
    .map((cause) => [
      cause.rule,
      cause.severity,
      String(cause.packages),
      String(cause.findings),
      cause.example.slice(0, 90),
    ]);
  return {
    json: { ...summary, checked, unchanged, waiting, cancelled },
    text: [
      `${accepted} accepted, ${rejected} rejected, ${not} could not be checked (${checked} checked now, ${unchanged} known already${waiting > 0 ? `, ${waiting} still arriving` : ''}).`,
      textTable(['rule', 'severity', 'packages', 'findings', 'for example'], causes),
      `Summary: ${join(out, 'summary.html')}${cancelled ? '\nStopped before the end: the same command goes on from here.' : ''}`,
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    exitCode: rejected + not > 0 ? exitCodes.rejected : cancelled ? exitCodes.refused : exitCodes.fine,
  };
}
