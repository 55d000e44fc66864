import {
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import { sameBytes } from './same-bytes.ts';
import { wordStyles } from './word-styles.ts';

const textEnd = 9_980;
const madeOn = '2025-01-01T00:00:00Z';

function line(text: string, heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph {
  return new Paragraph({
    ...(heading === undefined ? {} : { heading }),
    children: [new TextRun(text)],
    spacing: { after: 120 },
  });
}

function sheet(rows: readonly (readonly [string, string])[]): Table {
  const widths = [4_600, textEnd - 4_600];
  const cell = (text: string, index: number): TableCell =>
    new TableCell({ width: { size: widths[index] ?? 0, type: WidthType.DXA }, children: [new Paragraph(text)] });
  return new Table({
    columnWidths: widths,
    width: { size: textEnd, type: WidthType.DXA },
    margins: { top: 50, bottom: 50, left: 80, right: 80, marginUnitType: WidthType.DXA },
    rows: rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map(cell) })),
  });
}

/** See {@link starterDocxTemplate}. */
export async function starterTemplate(): Promise<Uint8Array> {
  const tabStops = [{ type: TabStopType.RIGHT, position: textEnd }];
  const document = new Document({
    title: 'Review report (template)',
    creator: 'Underpin',
    lastModifiedBy: 'Underpin',
    styles: wordStyles({ code: 'en', region: 'GB' }),
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
            children: [new Paragraph({ tabStops, children: [new TextRun('{{working-group}}\t{{marking}}')] })],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                tabStops,
                children: [
                  new TextRun('{{id}}, made {{made}}\t{{marking}}'),
                  new TextRun({ children: ['  Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
                ],
              }),
            ],
          }),
        },
        children: [
          line('{{title}}', HeadingLevel.TITLE),
          line('Question put: {{question}}'),
          line('{{notice}}'),
          sheet([
            ['Subject', '{{subject}}'],
            ['As of', '{{as-of}}'],
            ['Authorities', '{{authorities}}'],
            ['Handling', '{{marking}}: {{marking-meaning}}'],
          ]),
          line('What would be lost', HeadingLevel.HEADING_1),
          sheet([
            ['Critical functions', '{{figure:F1}}'],
            ['Institutions that lose one', '{{figure:F2}}'],
            ['Their share of total assets', '{{figure:F3}}'],
            ['Share of the subject', '{{figure:F4}}'],
            ['Concentration (HHI)', '{{figure:F5}}'],
          ]),
          line('{{chart:institutions}}'),
          line('{{table:institutions-table}}'),
          ...['findings', 'coverage', 'concentration', 'ranking', 'evidence', 'timeline', 'checks'].map((name) =>
            line(`{{section:${name}}}`),
          ),
        ],
      },
    ],
  });
  return sameBytes(new Uint8Array(await Packer.toBuffer(document)), madeOn);
}
