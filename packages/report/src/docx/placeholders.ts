import { markingMeaning } from '@underpin/model';
import type { Block, Runs } from '../document/blocks.ts';
import type { ReviewDocument } from '../document/review-document.ts';
import type { ReviewReport } from '../review-report.ts';
import { dateText, momentText } from '../words/dates.ts';
import { figureText } from '../words/figure-text.ts';

/** What a placeholder of a template is filled with: words in a line, or blocks in place of its paragraph. */
export type Filling =
  | { readonly kind: 'text'; readonly runs: Runs }
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[] };

/**
 * Every placeholder that a template may hold for this report, by its name without braces: `title`, `marking`, ...; a
 * figure that the review asks for (`figure:F1`); and whole parts (`section:findings`, `table:ranking-table`,
 * `chart:institutions`).
 */
export function placeholdersOf(report: ReviewReport, document: ReviewDocument): ReadonlyMap<string, Filling> {
  const { review } = report;
  const fillings = new Map<string, Filling>();
  const words = (name: string, text: string): void => {
    fillings.set(name, { kind: 'text', runs: text === '' ? [] : [{ text }] });
  };
  words('id', review.id);
  words('title', review.title);
  words('question', review.question);
  words('notice', review.notice ?? '');
  fillings.set('marking', { kind: 'text', runs: [{ text: `TLP:${review.marking}`, tag: 'tlp' }] });
  words('marking-meaning', markingMeaning[review.marking]);
  words('subject', report.subjectInWords);
  words('expression', review.subject.expression);
  words('as-of', dateText(review.subject.asOf));
  words('authorities', review.authorities.map((one) => one.name).join(', '));
  words('working-group', review.workingGroup.name);
  words('opened', dateText(review.openedOn));
  words('made', momentText(report.generatedAt));
  words('version', report.version);
  for (const { id } of review.figures) {
    const figure = report.figures.find(({ answers }) => answers === id);
    words(`figure:${id}`, figure === undefined ? 'not computed' : figureText(figure.value));
  }
  for (const section of new Set(document.blocks.map((block) => block.section).filter((name) => name !== '')))
    fillings.set(`section:${section}`, {
      kind: 'blocks',
      blocks: document.blocks.filter((block) => block.section === section),
    });
  for (const block of document.blocks) {
    if (block.content.kind === 'table') fillings.set(`table:${block.content.id}`, { kind: 'blocks', blocks: [block] });
    if (block.content.kind === 'chart')
      fillings.set(`chart:${block.content.id.replace(/^chart-/, '')}`, { kind: 'blocks', blocks: [block] });
  }
  return fillings;
}

/** The same runs with no two braces side by side, so that words of a report are never read as a placeholder. */
export function withoutBraces(runs: Runs): Runs {
  return runs.map((run) => ({ ...run, text: run.text.replace(/\{(?=\{|$)/g, '{\u2060') }));
}
