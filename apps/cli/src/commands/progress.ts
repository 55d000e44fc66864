import { progressOf } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findingText } from '../finding-text.ts';
import { plannedProgramme, programmeInput } from '../programme-input.ts';
import { refusal } from '../refusal.ts';
import { textTable } from '../text-table.ts';

/** `underpin progress`: what institutions report against the plan, and the plan of what is left. */
export const progressCommand = defineCommand({
  name: 'progress',
  summary: 'Compare what institutions report with the plan, quarter by quarter, and plan the rest with least change',
  details:
    'Reports are CSV: replacement,on,state,incidents,spent,evidence,reason. States: in use, installing, replaced, removed, disposed (with evidence), failed. Exit code 1 when a milestone is missed or a gate is stopped.',
  examples: [
    'underpin progress examples/programme/programme.yaml --reports examples/programme/reports --on 2026-09-30',
    'underpin progress programme.yaml --reports reports/2026-Q2.csv --before plan.json --json',
  ],
  input: z.object(programmeInput),
  operands: ['file'],
  async run(input, surroundings) {
    const planned = await plannedProgramme(input, surroundings);
    if (!planned.ok) return refusal(planned.reason);
    const { plan, file, before, findings } = planned.value;
    const progress = progressOf(file, plan, before);
    const trouble =
      plan.milestones.some(({ verdict }) => verdict === 'missed') ||
      plan.gates.some(({ standing }) => standing === 'stopped');
    const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
    return {
      json: { progress, milestones: plan.milestones, gates: plan.gates, plan, findings },
      text: [
        `${plan.title}, as of ${progress.on}`,
        `${progress.done} of ${progress.total} replaced (${percent(progress.ratio)})`,
        ...findings.map(findingText),
        ...progress.strangers.map(
          (id) => `A report names "${id}", which is no part of the programme; it does not count.`,
        ),
        textTable(
          ['quarter', 'planned', 'replaced', 'ratio', 'installing', 'failed', 'disposed', 'incidents', 'unreported'],
          progress.quarters.map((one) => [
            `${one.from}..${one.to}`,
            String(one.planned),
            String(one.done),
            percent(one.ratio),
            String(one.states.installing),
            String(one.states.failed),
            String(one.disposedWithEvidence),
            String(one.incidents),
            String(one.unreported),
          ]),
        ),
        textTable(
          ['milestone', 'of', 'by', 'asked', 'done', ''],
          plan.milestones.map((one) => [
            one.id,
            one.direction,
            one.date,
            `${Math.ceil(one.share * one.total - 1e-9)} of ${one.total}`,
            String(one.done),
            one.verdict,
          ]),
        ),
        textTable(
          ['gate', 'standing', 'because'],
          plan.gates.map(({ name, standing, because }) => [name, standing, because.join(' ')]),
        ),
        textTable(
          ['moved', 'end before', 'end now', 'days', 'because'],
          progress.slips.slice(0, 30).map((one) => [one.name, one.before, one.after, String(one.days), one.because]),
        ),
        plan.figures === null
          ? `No plan for the rest: ${plan.reason ?? plan.status}`
          : `The rest ends on ${plan.figures.end}.`,
      ]
        .filter((line) => line !== '')
        .join('\n\n'),
      exitCode: trouble || plan.figures === null ? exitCodes.rejected : exitCodes.fine,
    };
  },
});
