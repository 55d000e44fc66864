import { flow } from '../charts/flow.ts';
import type { FlowItem } from '../charts/flow.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { legend } from '../html/legend.ts';
import { table } from '../html/table.ts';
import type { FunctionFall, PathStep } from '../review-report.ts';
import { countText } from '../words/numbers.ts';
import { plural } from '../words/plural.ts';
import type { ReviewContext } from './context.ts';

const shown = 200;

function stepName(fall: FunctionFall, kinds: readonly PathStep['kind'][], otherwise: string): string {
  return fall.path.find((step) => kinds.includes(step.kind))?.name ?? otherwise;
}

function flowItem(fall: FunctionFall, subject: string, institution: string): FlowItem {
  return {
    names: [
      subject,
      stepName(fall, ['product', 'asset', 'service'], 'product not stated'),
      stepName(fall, ['system'], 'no system stated'),
      institution,
    ],
    weight: 1,
    tone: fall.bound === 'at least' ? 'sure' : 'possible',
  };
}

/** What falls with the subject: from products through systems to functions, with the path of each. */
export function falls(context: ReviewContext): Html {
  const { input } = context;
  const rank = { yes: 0, unobserved: 1, no: 2 } as const;
  const list = input.falls.toSorted(
    (first, second) =>
      rank[first.critical] - rank[second.critical] ||
      compare(first.bound === 'at least' ? '0' : '1', second.bound === 'at least' ? '0' : '1') ||
      compare(first.institution, second.institution) ||
      compare(first.function, second.function),
  );
  const critical = list.filter((fall) => fall.critical === 'yes');
  const sure = critical.filter((fall) => fall.bound === 'at least').length;
  return html`<section aria-labelledby="falls">
    <h2 id="falls">5. What falls</h2>
    <p>
      ${plural(list.length, 'function')} ${list.length === 1 ? 'falls' : 'fall'} at most, of which
      ${countText(critical.length)} critical; ${countText(sure)} critical for sure.
    </p>
    ${
      critical.length === 0
        ? null
        : html`<figure>
            ${legend([
              ['sure', 'falls at least (stated for sure)'],
              ['possible', 'falls at most (if every use is needed)'],
            ])}${flow(
              {
                id: 'chart-falls',
                title: 'Critical functions that fall, from the subject to the institution',
                description: `Flow from the subject through products and systems to institutions; width is the number of critical functions, ${critical.length} in all. The table after the chart lists each function with its path.`,
              },
              ['Subject', 'Product', 'System', 'Institution'],
              critical.map((fall) => flowItem(fall, input.review.subject.label, context.institution(fall.institution))),
            )}
            <figcaption>
              From left to right: subject, product, system, institution. Width: number of critical functions; n =
              ${critical.length}. The largest of each layer are named.
            </figcaption>
          </figure>`
    }
    ${table(
      'falls-table',
      `Functions that fall${list.length > shown ? `, the first ${shown} of ${countText(list.length)}` : ` (${countText(list.length)})`}`,
      [
        { head: 'Function' },
        { head: 'Institution' },
        { head: 'Critical' },
        { head: 'Bound', kind: 'short' },
        { head: 'Why' },
      ],
      list.slice(0, shown).map((fall) => ({
        cells: [
          `${fall.name} (${fall.function})`,
          context.institution(fall.institution),
          fall.critical,
          fall.bound,
          html`<span class="path"
            >${fall.path.map((step, index) => [index === 0 ? null : ' → ', `${step.kind} ${step.name}`])}</span
          >`,
        ],
      })),
      'no function falls, as far as is observed.',
    )}
  </section>`;
}

function compare(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
