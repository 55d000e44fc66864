import { markingMeaning } from '@underpin/model';
import type { Block, Content, PrintTable, Run, Runs } from '../document/blocks.ts';
import { paperColour } from '../document/paper-svg.ts';
import type { ReviewDocument } from '../document/review-document.ts';
import { columnWidths } from '../document/column-widths.ts';
import { fontFamilies } from '../document/fonts.ts';

const unbroken = /[^\s\u200b]{25,}/g;

/** The document as the template takes it: plain JSON, links only to places that are there. */
export function printData(document: ReviewDocument): unknown {
  const anchors = anchorsOf(document.blocks);
  const date = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?/.exec(document.generatedAt);
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (date ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0));
  const factsAt = document.blocks.findIndex(({ content }) => content.kind === 'facts');
  return {
    ...document,
    fonts: fontFamilies,
    marking: `TLP:${document.marking}`,
    'running-title': document.title.length > 100 ? `${document.title.slice(0, 99).trimEnd()}…` : document.title,
    date: { year, month, day, hour, minute, second },
    'first-section': document.blocks.find(({ section }) => section !== '')?.section ?? '',
    blocks: document.blocks.map((block, index) => ({
      section: block.section,
      content: printed(block.content, anchors),
      ...(block.anchors[0] === undefined ? {} : { anchor: block.anchors[0] }),
      ...(index === factsAt ? { 'marking-meaning': `${markingMeaning[document.marking]}.` } : {}),
    })),
  };
}

/** Every name that a link may lead to, and the one that the block bears in print. */
function anchorsOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  for (const { anchors: names, content } of blocks) {
    const [first] = names;
    const bears =
      content.kind === 'heading' ? content.level > 0 : content.kind === 'paragraph' || content.kind === 'table';
    if (first !== undefined && bears) for (const name of names) anchors.set(name, first);
    if (content.kind === 'table')
      for (const { anchor } of content.rows) if (anchor !== null) anchors.set(anchor, anchor);
  }
  return anchors;
}

function printed(content: Content, anchors: ReadonlyMap<string, string>): unknown {
  const runs = (all: Runs): unknown => all.map((run) => printedRun(run, anchors));
  switch (content.kind) {
    case 'heading':
    case 'paragraph':
      return { ...content, runs: runs(content.runs) };
    case 'facts':
      return { kind: 'facts', facts: content.facts.map(({ term, is }) => ({ term: runs(term), is: runs(is) })) };
    case 'key':
      return {
        kind: 'key',
        figures: content.figures.map(({ value, label, note }) => ({
          value: runs(value),
          label: runs(label),
          note: runs(note),
        })),
      };
    case 'list':
      return { kind: 'list', items: content.items.map(runs) };
    case 'table':
      return printedTable(content, runs);
    case 'chart':
      return {
        ...content,
        caption: runs(content.caption),
        legend: content.legend.map(({ mark, meaning }) => ({ meaning: runs(meaning), ...swatch(mark) })),
      };
  }
}

function printedTable(table: PrintTable, runs: (all: Runs) => unknown): unknown {
  return {
    kind: 'table',
    caption: runs(table.caption),
    widths: columnWidths(table),
    columns: table.columns.map(({ head, kind }) => ({ kind, head: runs(head) })),
    rows: table.rows.map(({ cells, marked, anchor }) => ({ cells: cells.map(runs), marked, anchor })),
  };
}

function printedRun(run: Run, anchors: ReadonlyMap<string, string>): unknown {
  const { target, ...rest } = run;
  const place = target === undefined ? undefined : anchors.get(target);
  // Long codes have no place to break; a zero-width space gives them one and shows nothing.
  const text = run.text.replace(unbroken, (word) => word.match(/.{1,12}/gsu)?.join('\u200b') ?? word);
  return { ...rest, text, ...(place === undefined ? {} : { target: place }) };
}

function swatch(mark: string): { fill: string; stroke: string } {
  const name = mark === 'subject-possible' ? 'subjectPossible' : mark;
  const edge = mark.startsWith('subject') ? 'subject' : mark === 'other' ? 'other' : 'sure';
  return { fill: paperColour(name), stroke: paperColour(edge) };
}
