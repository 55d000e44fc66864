import { relianceOn } from '@underpin/app';
import type { Subject } from '@underpin/model';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { figureHeader, figureRow, figureText } from '../figure-text.ts';
import { studyInput, withStudy } from '../study-input.ts';
import { subjectFrom } from '../subject-input.ts';
import { textTable } from '../text-table.ts';
import { refusal } from '../refusal.ts';

/** `underpin reliance`: how much stands on a subject, per institution and for the sector. */
export const relianceCommand = defineCommand({
  name: 'reliance',
  summary: 'Reliance on a subject: direct shares, what falls without it, concentration',
  details:
    'The subject is a CEL expression over documented fields (see docs/reference/subjects.md), or a file with a subject, such as a review file.',
  examples: [
    `underpin reliance --subject 'group == "VGRQXHF3J8VDLUA7XE92"' --from examples/sector`,
    'underpin reliance --subject examples/review-2014/review.yaml --from examples/sector --json',
  ],
  input: z.object({
    subject: z.string().min(1).describe('CEL expression, or a file that holds a subject'),
    ...studyInput,
  }),
  operands: [],
  async run(input, surroundings) {
    const read = await subjectFrom(input.subject);
    if (!read.ok) return refusal(read.reason);
    const subject: Subject = input.asOf === undefined ? read.value : { ...read.value, asOf: input.asOf };
    return withStudy({ ...input, asOf: input.asOf ?? subject.asOf }, surroundings, (study) => {
      const answer = relianceOn(study, subject);
      if (!answer.ok) return refusal(answer.reason);
      const { withdrawal, blind } = answer.value;
      const lost = withdrawal.byInstitution
        .filter(
          (figure) => figure.measure === 'critical functions lost' && figure.value !== null && figure.value.atMost > 0,
        )
        .toSorted((a, b) => (b.value?.atMost ?? 0) - (a.value?.atMost ?? 0));
      return {
        json: answer.value,
        text: [
          `Reliance on ${subject.label ?? subject.expression}, as of ${withdrawal.asOf}`,
          ...withdrawal.notes.map((note) => `Note: ${note}`),
          ...(blind === null || blind.institutions === 0
            ? []
            : [
                `Unobserved: ${blind.institutions} institutions submitted no inventory; of their ${blind.criticalFunctions} critical functions nothing is known here.`,
              ]),
          textTable(
            figureHeader,
            [...withdrawal.figures, ...answer.value.directShares, ...answer.value.concentration].map(figureRow),
          ),
          lost.length === 0 ? 'No institution loses a critical function.' : 'Critical functions lost, by institution:',
          textTable(
            ['institution', 'lost', 'of', 'unobserved'],
            lost.map((figure) => [
              figure.scope.name,
              figureText(figure),
              String(figure.total ?? ''),
              String(figure.unobserved),
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
