import { html } from '../html/html.ts';
import type { Child, Html } from '../html/html.ts';
import { table } from '../html/table.ts';
import type { RankingLine } from '../review-report.ts';
import { boundsText } from '../words/numbers.ts';

/** The ranking as a table; `linked` puts a link to the figure's basis around a number. */
export function rankingTable(
  id: string,
  caption: string,
  lines: readonly RankingLine[],
  linked: (figure: string | null, text: string) => Child,
): Html {
  return table(
    id,
    caption,
    [
      { head: 'Rank', kind: 'number' },
      { head: 'Name' },
      { head: 'Kind' },
      { head: 'Code', kind: 'code' },
      { head: 'Critical functions lost', kind: 'number' },
      { head: 'Institutions hit', kind: 'number' },
    ],
    lines.map((line, index) => ({
      marked: line.inSubject,
      cells: [
        index + 1,
        line.inSubject ? html`${line.name} <span class="tag">subject</span>` : line.name,
        line.kind,
        line.id,
        linked(line.figure, boundsText(line.criticalLost, 'count')),
        boundsText(line.institutionsHit, 'count'),
      ],
    })),
    'nothing was ranked.',
  );
}
