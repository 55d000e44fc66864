import {
  AlignmentType,
  Document,
  Footer,
  Header,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import { markingMeaning } from '@underpin/model';
import type { ReviewDocument } from '../document/review-document.ts';
import { bookmarksOf } from './bookmarks.ts';
import { sameBytes } from './same-bytes.ts';
import { tlpStyle, wordText } from './word-runs.ts';
import { wordBlock } from './word-blocks.ts';
import { wordStyles } from './word-styles.ts';

const bullets = 'bullets';
const textEnd = 9_980;

function draftLine(): Paragraph {
  const text = 'DRAFT: not submitted, not sealed';
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text, bold: true, size: 36, color: 'B84E00' })],
  });
}

/** The whole document as DOCX bytes. */
export async function wordDocument(document: ReviewDocument): Promise<Uint8Array> {
  const bookmarks = bookmarksOf(document.blocks);
  const label = `TLP:${document.marking}`;
  const children = [];
  for (const block of document.blocks) {
    children.push(...(await wordBlock(block, { bookmarks, bullets })));
    if (block.content.kind === 'facts' && children.length < 12)
      children.push(
        new Paragraph({
          children: [
            new TextRun({ text: label, ...tlpStyle(label) }),
            new TextRun({ text: `  ${markingMeaning[document.marking]}.`, size: 17 }),
          ],
        }),
      );
  }
  const small = (text: string): TextRun => new TextRun({ text: wordText(text), size: 16, color: '545B64' });
  const tabStops = [{ type: TabStopType.RIGHT, position: textEnd }];
  const made = new Document({
    title: wordText(document.title),
    subject: wordText(document.subject),
    creator: wordText(document.authors.join(', ')),
    lastModifiedBy: `Underpin ${document.version}`,
    description: label,
    styles: wordStyles(document.language),
    numbering: {
      config: [
        {
          reference: bullets,
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '•',
              alignment: AlignmentType.START,
              style: { paragraph: { indent: { left: 280, hanging: 200 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1_400, bottom: 1_200, left: 963, right: 963 },
          },
        },
        headers: {
          default: new Header({
            children: [
              ...(document.draft ? [draftLine()] : []),
              new Paragraph({
                tabStops,
                children: [
                  small(document.title),
                  new TextRun({ text: '\t', size: 16 }),
                  new TextRun({ text: label, size: 16, ...tlpStyle(label) }),
                ],
              }),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                tabStops,
                children: [
                  small(document.foot),
                  new TextRun({ text: '\t', size: 16 }),
                  new TextRun({ text: label, size: 16, ...tlpStyle(label) }),
                  new TextRun({
                    children: ['  ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
                    size: 16,
                    color: '545B64',
                  }),
                ],
              }),
            ],
          }),
        },
        children,
      },
    ],
  });
  return sameBytes(new Uint8Array(await Packer.toBuffer(made)), document.generatedAt);
}
