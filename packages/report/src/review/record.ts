import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { table } from '../html/table.ts';
import type { CaseRecord } from '../review-report.ts';
import { momentText } from '../words/dates.ts';

/** What a case has besides its findings: signatures and whether they stand, replies, and what each label stands for. */
export function record({ signatures, replies, labels }: CaseRecord): Html {
  return html`<section aria-labelledby="record">
    <h2 id="record">11. Signatures, replies and record</h2>
    ${table(
      'signatures',
      'Signatures on opinions',
      [
        { head: 'Finding', kind: 'short' },
        { head: 'Authority' },
        { head: 'Signature', kind: 'short' },
        { head: 'Key', kind: 'code' },
        { head: 'Signed' },
      ],
      signatures.map((one) => ({
        cells: [
          one.finding,
          one.authority,
          one.state === 'valid' ? 'stands' : html`<strong>${one.state}</strong>`,
          one.key,
          momentText(one.signedAt),
        ],
      })),
      'nobody has signed.',
    )}
    ${table(
      'replies',
      'Extracts that were released, and the replies to them',
      [
        { head: 'Finding', kind: 'short' },
        { head: 'Released to' },
        { head: 'Extract', kind: 'long' },
        { head: 'Reply', kind: 'long' },
      ],
      replies.map((one) => ({
        cells: [one.finding, one.recipient, one.extract, one.reply ?? html`<span class="path">no reply</span>`],
      })),
      'none was released.',
    )}
    ${table(
      'labels',
      'What the labels stand for',
      [
        { head: 'Label', kind: 'short' },
        { head: 'Record', kind: 'code' },
        { head: 'SHA-256 of its canonical JSON', kind: 'code' },
      ],
      labels.map(({ label, id, sha256 }) => ({ cells: [label, id, sha256] })),
      'none is used.',
    )}
  </section>`;
}
