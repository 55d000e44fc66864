import { figuresOfCap, figuresOfSector, figuresOfSubject } from '@underpin/app';
import { ok } from '@underpin/model';
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
    'FIGURE is an id as "underpin reliance", "what-if", "measure" or "market" print it; give the same subject, and --as-of for a point of a trend or of the market. Without a subject: the figures of "underpin rank", "market" and of the measures that need none. With --cap: what "underpin market --cap" moves and costs.',
  examples: [
    `underpin why critical-functions-lost/sector --subject 'country == "US"' --from examples/sector`,
    'underpin why market/server.high-end/count/machines/VGRQXHF3J8VDLUA7XE92 --from examples/sector',
    'underpin why criticality/1.1/9999UPPGXWHURE106W87/eba_CT:x12 --from examples/sector',
  ],
  input: z.object({
    figure: z.string().min(1).describe('id of the figure'),
    subject: z.string().optional().describe('the subject that the figure was computed for'),
    cap: z.number().min(0).max(1).optional().describe('for the effect of a cap: share that may stay with the subject'),
    limit: z.int().min(1).default(200).describe('rows shown; --json gives all'),
    ...studyInput,
  }),
  operands: ['figure'],
  async run(input, surroundings) {
    const subject = input.subject === undefined ? null : await subjectFrom(input.subject);
    if (subject !== null && !subject.ok) return refusal(subject.reason);
    if (input.cap !== undefined && subject === null) return refusal('A cap is put on a subject: give --subject too');
    return withStudy(input, surroundings, async (study) => {
      const found =
        subject === null || input.figure.startsWith('market')
          ? ok(await figuresOfSector(study, input.figure, surroundings.progress))
          : input.cap === undefined
            ? figuresOfSubject(study, subject.value, input.figure)
            : figuresOfCap(study, subject.value, input.cap);
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
