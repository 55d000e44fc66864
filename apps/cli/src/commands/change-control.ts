import { changeControl, readControlScenario } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { boundsText, figureText } from '../figure-text.ts';
import { controlChoice, studyInput, withLoadedSector } from '../study-input.ts';
import { subjectFrom } from '../subject-input.ts';
import { textTable } from '../text-table.ts';
import { refusal } from '../refusal.ts';
import { readText } from '../read-bytes.ts';

/** `underpin change-control`: a pending deal as a scenario, before it closes. */
export const changeControlCommand = defineCommand({
  name: 'change-control',
  summary: 'Apply a change of control (a pending sale) and compare before with after',
  details:
    'The scenario file adds, closes or moves ownership edges and brands from a day on. Everything is computed again: control, countries, and the figures of a subject if one is given.',
  examples: [
    `underpin change-control examples/ownership/sale.yaml --ownership examples/ownership/ownership.csv --from examples/sector --subject 'country == "CN"'`,
  ],
  input: z.object({
    scenario: z.string().min(1).describe('scenario file (YAML or JSON)'),
    subject: z.string().optional().describe('CEL expression, or a file that holds a subject'),
    ...studyInput,
  }),
  operands: ['scenario'],
  async run(input, surroundings) {
    const text = await readText(input.scenario);
    if (!text.ok) return refusal(text.reason);
    const scenario = readControlScenario(text.value, input.scenario);
    if (!scenario.ok) return refusal(scenario.reason);
    const subject = input.subject === undefined ? null : await subjectFrom(input.subject);
    if (subject !== null && !subject.ok) return refusal(subject.reason);
    if (input.ownership === undefined)
      return refusal('A change of control needs ownership data to change: give --ownership');
    return withLoadedSector(input, surroundings, async (loaded) => {
      const choice = await controlChoice(input, loaded);
      if (!choice.ok) return refusal(choice.reason);
      const { ownership, ...rest } = choice.value;
      if (ownership === null) return refusal('A change of control needs ownership data to change: give --ownership');
      const { label: _label, ...plain } = scenario.value;
      const changed = await changeControl(
        loaded,
        ownership,
        plain as Parameters<typeof changeControl>[2],
        rest,
        subject === null ? null : subject.value,
      );
      if (!changed.ok) return refusal(changed.reason);
      const { control, countries, figures } = changed.value;
      const moved = countries.filter(
        ({ before, after }) =>
          JSON.stringify(before?.criticalFunctionsLost) !== JSON.stringify(after?.criticalFunctionsLost),
      );
      const shown = figures.filter(
        ({ verdict, before, after }) =>
          verdict !== 'same' && ((before?.value ?? null) !== null || (after?.value ?? null) !== null),
      );
      return {
        json: {
          scenario: scenario.value,
          control,
          countries: countries.map(({ id, before, after }) => ({
            id,
            before: before?.criticalFunctionsLost ?? null,
            after: after?.criticalFunctionsLost ?? null,
          })),
          figures,
        },
        text: [
          `${scenario.value.label ?? 'Change of control'}, from ${scenario.value.on}`,
          textTable(
            ['brand', 'owner before', 'country', 'owner after', 'country'],
            control.brands.map(({ brand, before, after }) => [
              brand,
              before.owner,
              before.country ?? 'unobserved',
              after.owner,
              after.country ?? 'unobserved',
            ]),
          ),
          textTable(
            ['entity', 'head before', 'country', 'head after', 'country'],
            control.entities.map(({ id, before, after }) => [
              id,
              before.head,
              before.country ?? 'unobserved',
              after.head,
              after.country ?? 'unobserved',
            ]),
          ),
          moved.length === 0
            ? 'No country stands for more or less than before.'
            : 'Critical functions lost if the country goes:',
          textTable(
            ['country', 'before', 'after'],
            moved.map(({ id, before, after }) => [
              id,
              boundsText(before?.criticalFunctionsLost ?? { atLeast: 0, atMost: 0 }),
              boundsText(after?.criticalFunctionsLost ?? { atLeast: 0, atMost: 0 }),
            ]),
          ),
          textTable(
            ['figure of the subject', 'before', 'after', ''],
            shown.map(({ label, before, after, verdict }) => [
              label,
              before === null ? '' : figureText(before),
              after === null ? '' : figureText(after),
              verdict,
            ]),
          ),
        ]
          .filter((part) => part !== '')
          .join('\n\n'),
        exitCode: exitCodes.fine,
      };
    });
  },
});
