import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  HeadingLevel,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { ParagraphChild } from 'docx';
import type { Block, Facts, KeyFigures, PrintTable } from '../document/blocks.ts';
import { columnWidths } from '../document/column-widths.ts';
import { paperColour } from '../document/paper-svg.ts';
import { wordChart, wordRuns } from './word-runs.ts';

/** Twentieths of a point between the margins of an A4 page. */
const textWidth = 9_980;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const thin = { style: BorderStyle.SINGLE, size: 4, color: 'D5D9DE' } as const;
const thick = { style: BorderStyle.SINGLE, size: 8, color: '16191D' } as const;
const mark = { type: ShadingType.CLEAR, fill: 'FDF3E7' } as const;

/** How blocks are made: the bookmark of each anchor, and how a bullet of a list looks. */
export interface WordMaking {
  readonly bookmarks: ReadonlyMap<string, string>;
  /** Reference of the numbering for lists, or null where the document is another's and lists get a plain bullet. */
  readonly bullets: string | null;
}

/** One block as what Word shows. */
export async function wordBlock(block: Block, making: WordMaking): Promise<(Paragraph | Table)[]> {
  const { content } = block;
  const targets = making.bookmarks;
  switch (content.kind) {
    case 'heading': {
      const level = ([HeadingLevel.TITLE, HeadingLevel.HEADING_1, HeadingLevel.HEADING_2] as const)[content.level];
      return [
        new Paragraph({ heading: level, children: named(block.anchors, making, wordRuns(content.runs, targets)) }),
      ];
    }
    case 'paragraph': {
      const small = content.role === 'over' || content.role === 'note';
      const children = wordRuns(
        content.runs,
        targets,
        small ? { size: 17, color: '545B64' } : content.role === 'lead' ? { size: 22 } : {},
      );
      return [
        new Paragraph({
          children: named(block.anchors, making, children),
          spacing: { after: 120 },
          ...(content.role === 'notice'
            ? { shading: mark, border: { left: { style: BorderStyle.SINGLE, size: 24, space: 8, color: 'B84E00' } } }
            : {}),
        }),
      ];
    }
    case 'facts':
      return [factsTable(content, making), gap()];
    case 'key':
      return [keyTable(content, making), gap()];
    case 'list':
      return content.items.map((item) =>
        making.bullets === null
          ? new Paragraph({
              children: [new TextRun('• '), ...wordRuns(item, targets)],
              indent: { left: 280, hanging: 200 },
            })
          : new Paragraph({ children: wordRuns(item, targets), numbering: { reference: making.bullets, level: 0 } }),
      );
    case 'table':
      return [
        new Paragraph({
          children: named(block.anchors, making, wordRuns(content.caption, targets, { bold: true, size: 17 })),
          keepNext: true,
          spacing: { before: 160, after: 60 },
        }),
        dataTable(content, making),
        gap(),
      ];
    case 'chart': {
      const legend = content.legend.flatMap(({ mark: name, meaning }): ParagraphChild[] => [
        new TextRun({
          text: '■ ',
          color: paperColour(name === 'subject-possible' ? 'subjectPossible' : name).slice(1),
          size: 18,
        }),
        ...wordRuns(meaning, targets, { size: 16 }),
        new TextRun({ text: '    ', size: 16 }),
      ]);
      return [
        ...(legend.length === 0 ? [] : [new Paragraph({ children: legend, keepNext: true })]),
        new Paragraph({ children: [await wordChart(content)], keepNext: true }),
        new Paragraph({
          children: wordRuns(content.caption, targets, { size: 16, color: '545B64' }),
          spacing: { after: 120 },
        }),
      ];
    }
  }
}

function named(anchors: readonly string[], making: WordMaking, children: ParagraphChild[]): ParagraphChild[] {
  const [first] = anchors;
  const name = first === undefined ? undefined : making.bookmarks.get(first);
  return name === undefined ? children : [new Bookmark({ id: name, children })];
}

function gap(): Paragraph {
  return new Paragraph({ children: [], spacing: { after: 60 } });
}

function widthsOf(relative: readonly number[]): number[] {
  const all = relative.reduce((sum, width) => sum + width, 0);
  return relative.map((width) => Math.floor((textWidth * width) / all));
}

function dataTable(table: PrintTable, making: WordMaking): Table {
  const targets = making.bookmarks;
  const widths = widthsOf(columnWidths(table));
  const cell = (
    index: number,
    children: ParagraphChild[],
    line: typeof thin | typeof thick,
    marked = false,
  ): TableCell =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      borders: { top: none, left: none, right: none, bottom: line },
      ...(marked ? { shading: mark } : {}),
      children: [
        new Paragraph({
          children,
          alignment: table.columns[index]?.kind === 'number' ? AlignmentType.END : AlignmentType.START,
        }),
      ],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    margins: { top: 30, bottom: 30, left: 70, right: 70, marginUnitType: WidthType.DXA },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: table.columns.map(({ head }, index) =>
          cell(index, wordRuns(head, targets, { bold: true, size: 16 }), thick),
        ),
      }),
      ...table.rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.cells.map((runs, index) => {
              const children = wordRuns(runs, targets, { size: 16 });
              const anchors = index === 0 && row.anchor !== null ? [row.anchor] : [];
              return cell(index, named(anchors, making, children), thin, row.marked);
            }),
          }),
      ),
    ],
  });
}

function factsTable(content: Facts, making: WordMaking): Table {
  const targets = making.bookmarks;
  const widths = [2_000, textWidth - 2_000];
  const cell = (index: number, children: ParagraphChild[]): TableCell =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      borders: { top: none, left: none, right: none, bottom: none },
      children: [new Paragraph({ children })],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: textWidth, type: WidthType.DXA },
    rows: content.facts.map(
      ({ term, is }) =>
        new TableRow({
          cantSplit: true,
          children: [
            cell(0, wordRuns(term, targets, { size: 17, color: '545B64' })),
            cell(1, wordRuns(is, targets, { size: 17 })),
          ],
        }),
    ),
  });
}

function keyTable(content: KeyFigures, making: WordMaking): Table {
  const targets = making.bookmarks;
  const widths = [3_200, 4_380, 2_400];
  const row = (cells: readonly ParagraphChild[][]): TableRow =>
    new TableRow({
      cantSplit: true,
      children: cells.map(
        (children, index) =>
          new TableCell({
            width: { size: widths[index] ?? 0, type: WidthType.DXA },
            borders: { top: thin, left: none, right: none, bottom: thin },
            children: [new Paragraph({ children, spacing: { before: 60, after: 60 } })],
          }),
      ),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: textWidth, type: WidthType.DXA },
    rows: content.figures.map(({ value, label, note }) =>
      row([
        wordRuns(value, targets, { bold: true, size: 24 }),
        wordRuns(label, targets, { size: 18 }),
        wordRuns(note, targets, { size: 16, color: '545B64' }),
      ]),
    ),
  });
}
