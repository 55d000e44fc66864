import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportPlan, type PlanForm, planForms } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { boundsText } from '../figure-text.ts';
import { findingText } from '../finding-text.ts';
import { plannedProgramme, programmeInput } from '../programme-input.ts';
import { refusal } from '../refusal.ts';
import { textTable } from '../text-table.ts';

const formNames = Object.keys(planForms) as PlanForm[];

/** `underpin plan`: from a programme file to waves of replacements. */
export const planCommand = defineCommand({
  name: 'plan',
  summary:
    'Plan the replacement of what a subject selects: sizes, options chosen together, waves, and reliance over time',
  details:
    'Every plan is checked by a second program before it is shown. Where there is no plan, the answer says which limits are in conflict. With "--out" it is written for spreadsheets, calendars, Microsoft Project, Jira and OCDS.',
  examples: [
    'underpin plan examples/programme/programme.yaml --json',
    'underpin plan examples/programme/programme.yaml --out out/plan --formats csv,xlsx,ical,mspdi,jira,ocds',
    'underpin plan programme.yaml --reports reports/ --before plan.json --on 2026-06-30 --json',
  ],
  input: z.object({
    ...programmeInput,
    out: z.string().optional().describe('folder that gets the plan in other forms'),
    formats: z
      .string()
      .default('csv,xlsx,ical')
      .describe(`what to write with --out: ${formNames.join(', ')}, with commas between them`),
  }),
  operands: ['file'],
  async run(input, surroundings) {
    const forms = input.formats.split(',').map((one) => one.trim());
    const unknown = forms.find((one) => !formNames.includes(one as PlanForm));
    if (unknown !== undefined) return refusal(`Cannot write "${unknown}": expected some of ${formNames.join(', ')}`);
    const planned = await plannedProgramme(input, surroundings);
    if (!planned.ok) return refusal(planned.reason);
    const { plan, findings } = planned.value;
    const files: string[] = [];
    if (input.out !== undefined && plan.checked !== null) {
      await mkdir(input.out, { recursive: true });
      for (const form of forms as PlanForm[]) {
        const written = await exportPlan(plan, form, surroundings.now());
        if (!written.ok) return refusal(written.reason);
        const path = join(input.out, planForms[form].file);
        await writeFile(path, written.value);
        files.push(path);
      }
    }
    const { figures } = plan;
    const lines = [
      plan.title,
      ...(plan.notice === null ? [] : [plan.notice]),
      ...findings.map(findingText),
      figures === null
        ? `No plan: ${plan.reason ?? plan.status}`
        : `${plan.status}: ${plan.replacements.length} replacements from ${plan.start} to ${figures.end}, ${figures.cost} ${plan.currency} in all; ${plan.heldBack.length} held back; checked: ${plan.checked?.ok === true ? 'keeps every limit' : plan.checked?.violations.join(' ')}`,
      ...(figures === null || figures.gap === null
        ? []
        : [
            `Weighted days of reliance ${Math.round(figures.relianceDays)}, no plan has less than ${Math.round(figures.lowerBound)} (gap ${(100 * figures.gap).toFixed(1)} %)`,
          ]),
      ...(plan.conflict === null
        ? []
        : [
            textTable(
              ['in conflict'],
              plan.conflict.constraints.map(({ words }) => [words]),
            ),
            textTable(
              ['what would do', 'amount'],
              plan.conflict.relaxations.map(({ words, amount }) => [words, String(amount)]),
            ),
          ]),
      textTable(
        ['wave', 'replacements', 'from', 'to', 'gate'],
        plan.gates.map(({ wave, name, standing }) => {
          const mine = plan.replacements.filter((one) => one.wave === wave);
          return [
            name,
            String(mine.length),
            mine.map(({ start }) => start).toSorted()[0] ?? '',
            mine
              .map(({ end }) => end)
              .toSorted()
              .at(-1) ?? '',
            standing,
          ];
        }),
      ),
      textTable(
        ['milestone', 'of', 'by', 'asked', 'planned', ''],
        plan.milestones.map((one) => [
          one.id,
          one.direction,
          one.date,
          `${Math.ceil(one.share * one.total - 1e-9)} of ${one.total}`,
          String(one.planned),
          one.verdict,
        ]),
      ),
      textTable(
        ['on', 'replaced', 'critical functions lost', 'institutions hit'],
        plan.burnDown
          .filter((point, at, all) => at === 0 || at === all.length - 1 || point.replaced !== all[at - 1]?.replaced)
          .map((one) => [
            one.on,
            String(one.replaced),
            one.criticalFunctionsLost === null ? 'unobserved' : boundsText(one.criticalFunctionsLost),
            one.institutionsHit === null ? 'unobserved' : boundsText(one.institutionsHit),
          ]),
      ),
      textTable(
        ['held back', 'why'],
        plan.heldBack.slice(0, 20).map(({ name, reason }) => [name, reason]),
      ),
      ...plan.notes,
      ...files.map((path) => `Written: ${path}`),
    ];
    return {
      json: { plan, findings, files },
      text: lines.filter((line) => line !== '').join('\n\n'),
      exitCode: plan.figures === null || plan.checked?.ok !== true ? exitCodes.rejected : exitCodes.fine,
    };
  },
});
