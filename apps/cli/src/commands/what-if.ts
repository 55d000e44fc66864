import { compareWithdrawals, type FallStep, withdraw, withdrawalJson } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { figureHeader, figureRow, figureText } from '../figure-text.ts';
import { studyInput, withStudy } from '../study-input.ts';
import { subjectFrom } from '../subject-input.ts';
import { textTable } from '../text-table.ts';
import { refusal } from '../refusal.ts';

const shownFunctions = 40;

/** `underpin what-if`: withdraw anything, see what falls. */
export const whatIfCommand = defineCommand({
  name: 'what-if',
  summary: 'Withdraw what an expression selects and see what falls, step by step',
  details:
    'Every figure is a pair of bounds: what falls at least, on what the registers state for sure, and at most, when every service use is needed. They meet where an inventory states the redundancy. With --against a second scenario is withdrawn on its own and every figure of the two is set side by side.',
  examples: [
    `underpin what-if --withdraw 'country == "US"' --from examples/sector`,
    `underpin what-if --withdraw 'serviceType == "S17" && dataLocation == "IE"' --json`,
    `underpin what-if --withdraw 'country == "US"' --against 'country == "CN"' --from examples/sector`,
  ],
  input: z.object({
    withdraw: z.string().min(1).describe('CEL expression, or a file that holds a subject'),
    against: z
      .string()
      .optional()
      .describe('a second scenario to compare with: CEL expression, or a file that holds a subject'),
    ...studyInput,
  }),
  operands: [],
  async run(input, surroundings) {
    const subject = await subjectFrom(input.withdraw);
    if (!subject.ok) return refusal(subject.reason);
    const other = input.against === undefined ? null : await subjectFrom(input.against);
    if (other !== null && !other.ok) return refusal(other.reason);
    return withStudy(input, surroundings, (study) => {
      if (other !== null) {
        const compared = compareWithdrawals(study, subject.value, other.value);
        if (!compared.ok) return refusal(compared.reason);
        const rows = compared.value
          .filter(({ verdict, before, after }) => verdict !== 'same' || (before ?? after)?.scope.kind === 'sector')
          .map(({ label, before, after, verdict }) => [
            label,
            before === null ? '' : figureText(before),
            after === null ? '' : figureText(after),
            verdict,
          ]);
        return {
          json: { withdraw: subject.value, against: other.value, figures: compared.value },
          text: textTable(['figure', subject.value.expression, other.value.expression, 'the second is'], rows),
          exitCode: exitCodes.fine,
        };
      }
      const answer = withdraw(study, subject.value);
      if (!answer.ok) return refusal(answer.reason);
      const { figures, functions, notes, weakened } = answer.value;
      const lost = functions.map((one) => [
        one.atLeast ? 'at least' : 'at most',
        one.critical ? 'critical' : '',
        one.institution,
        one.function,
        one.name,
      ]);
      return {
        json: withdrawalJson(answer.value),
        text: [
          `Withdrawn as of ${answer.value.asOf}: ${countsOf(answer.value.selected)}${unobservedText(answer.value.unobserved)}`,
          ...notes.map((note) => `Note: ${note}`),
          textTable(figureHeader, figures.map(figureRow)),
          `Steps, at least: ${stepsText(answer.value.steps.atLeast)}`,
          `Steps, at most:  ${stepsText(answer.value.steps.atMost)}`,
          `Functions that fall (${functions.length}); ${weakened.atLeast}–${weakened.atMost} more stand without margin:`,
          textTable(['bound', '', 'institution', 'function', 'name'], lost.slice(0, shownFunctions)),
          ...(lost.length > shownFunctions ? [`… and ${lost.length - shownFunctions} more: use --json for all`] : []),
        ]
          .filter((part) => part !== '')
          .join('\n\n'),
        exitCode: exitCodes.fine,
      };
    });
  },
});

function countsOf(counts: Readonly<Record<string, number>>): string {
  const told = Object.entries(counts).flatMap(([kind, count]) =>
    count === 0 ? [] : [`${count} ${kind}${count === 1 ? '' : 's'}`],
  );
  return told.length === 0 ? 'nothing' : told.join(', ');
}

function unobservedText(counts: Readonly<Record<string, number>>): string {
  const told = countsOf(counts);
  return told === 'nothing' ? '' : `; unobserved, may belong to it: ${told}`;
}

function stepsText(steps: readonly FallStep[]): string {
  return steps.map(({ round, kinds }) => `${round}: ${countsOf(kinds as Record<string, number>)}`).join(' | ');
}
