import { figuresOfSector, figuresOfSubject } from '@underpin/app';
import { z } from 'zod';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { boundsText, figureText } from '../figure-text.ts';
import { studyInput, withStudy } from '../study-input.ts';
import { subjectFrom } from '../subject-input.ts';
import { textTable } from '../text-table.ts';
import { refusal } from '../refusal.ts';

/** `underpin why`: the rows that made a figure. */
export const whyCommand = defineCommand({
  name: 'why',
  summary: 'Print the rows (submission, file, line) that made a figure',
  details:
    'FIGURE is an id as "underpin reliance", "what-if" or "measure" print it; give the same subject. Direct shares of one institution are direct-share/institution/LEI/…. Without a subject: the figures of "underpin rank" and of the measures that need none.',
  examples: [
    `underpin why critical-functions-lost/sector --subject 'country == "US"' --from examples/sector`,
    'underpin why criticality/1.1/9999UPPGXWHURE106W87/eba_CT:x12 --from examples/sector',
  ],
  input: z.object({
    figure: z.string().min(1).describe('id of the figure'),
    subject: z.string().optional().describe('the subject that the figure was computed for'),
    limit: z.int().min(1).default(200).describe('rows shown; --json gives all'),
    ...studyInput,
  }),
  operands: ['figure'],
  async run(input, surroundings) {
    const subject = input.subject === undefined ? null : await subjectFrom(input.subject);
    if (subject !== null && !subject.ok) return refusal(subject.reason);
    return withStudy(input, surroundings, async (study) => {
      const found =
        subject === null
          ? { ok: true as const, value: await figuresOfSector(study, input.figure, surroundings.progress) }
          : figuresOfSubject(study, subject.value);
      if (!found.ok) return refusal(found.reason);
      const figures = found.value;
      const figure = figures.find(({ id }) => id === input.figure);
      if (figure === undefined) {
        const known = figures.slice(0, 8).map(({ id }) => `  ${id}`);
        return refusal(
          `There is no figure "${input.figure}" for this subject. Some that there are:\n${known.join('\n')}`,
        );
      }
      const rows = figure.basis();
      const more = rows.length - input.limit;
      return {
        json: { figure: figure.figure ?? { id: figure.id, label: figure.label, value: figure.value }, rows },
        text: [
          `${figure.label}: ${figure.figure === null ? boundsText(figure.value) : figureText(figure.figure)} (${figure.of}; ${rows.length} rows made it)`,
          textTable(
            ['submission', 'file', 'line', 'says'],
            rows.slice(0, input.limit).map((row) => [row.submission, row.file, String(row.line), row.says]),
          ),
          ...(more > 0 ? [`… and ${more} more rows: use --limit or --json`] : []),
        ].join('\n\n'),
        exitCode: exitCodes.fine,
      };
    });
  },
});
