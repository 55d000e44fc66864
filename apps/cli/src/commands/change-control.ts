import { changeControl, type DirectionCompared, readControlScenario, readDirections } from '@underpin/app';
import type { BasisRow } from '@underpin/model';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { boundsText, figureText, shareText } from '../figure-text.ts';
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
    'The scenario file adds, closes or moves ownership edges and brands from a day on. Everything is computed again: control, countries, the figures of a subject if one is given, and how each addressee of the directions given would stand: kept, breached, or cannot be told, with the rows behind it. A directions file holds "directions", each as the API creates it (schema DirectionsFile), with addressees by LEI.',
  examples: [
    `underpin change-control examples/ownership/sale.yaml --ownership examples/ownership/ownership.csv --from examples/sector --subject 'country == "CN"'`,
    'underpin change-control examples/ownership/sale.yaml --directions examples/ownership/directions.yaml --ownership examples/ownership/ownership.csv --from examples/sector',
  ],
  input: z.object({
    scenario: z.string().min(1).describe('scenario file (YAML or JSON)'),
    subject: z.string().optional().describe('CEL expression, or a file that holds a subject'),
    directions: z.string().optional().describe('directions file (YAML or JSON), to see which would be breached'),
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
    const stated = input.directions === undefined ? null : await readText(input.directions);
    if (stated !== null && !stated.ok) return refusal(stated.reason);
    const directed = stated === null ? null : readDirections(stated.value, input.directions ?? '');
    if (directed !== null && !directed.ok) return refusal(directed.reason);
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
        directed === null ? [] : directed.value,
      );
      if (!changed.ok) return refusal(changed.reason);
      const { control, countries, figures, directions } = changed.value;
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
          directions,
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
          ...directions.map(directionText),
        ]
          .filter((part) => part !== '')
          .join('\n\n'),
        exitCode: exitCodes.fine,
      };
    });
  },
});

const rowsShown = 3;

function directionText({ title, metric, milestone, reason, addressees }: DirectionCompared): string {
  const standing = ({ value, verdict }: DirectionCompared['addressees'][number]['before']): string =>
    value === null ? verdict : `${verdict}, ${shareText(value)}`;
  return [
    title,
    `${metric}: at most ${shareText({ atLeast: milestone.atMost, atMost: milestone.atMost })} on ${milestone.on}`,
    ...(reason === null ? [] : [`Cannot be computed: ${reason}`]),
    textTable(
      ['addressee', 'before', 'after', ''],
      addressees.map(({ name, party, before, after, change }) => [
        name === party ? party : `${name} (${party})`,
        standing(before),
        standing(after),
        change,
      ]),
    ),
    ...addressees
      .filter(({ change, after }) => change !== 'same' || after.verdict === 'breached')
      .filter(({ rows }) => rows.length > 0)
      .map(({ name, rows, rowCount }) => `Rows behind ${name}:\n${rowsText(rows, rowCount)}`),
  ].join('\n');
}

function rowsText(rows: readonly BasisRow[], all: number): string {
  const shown = rows
    .slice(0, rowsShown)
    .map(({ submission, file, line, says }) => `  ${submission}, ${file}, line ${line}: ${says}`);
  return [...shown, ...(all > rowsShown ? [`  and ${all - rowsShown} more (--json gives up to 50)`] : [])].join('\n');
}
