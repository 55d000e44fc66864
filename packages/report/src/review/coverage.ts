import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { table } from '../html/table.ts';
import type { Coverage } from '../review-report.ts';
import { dateText } from '../words/dates.ts';
import { countText } from '../words/numbers.ts';
import { plural } from '../words/plural.ts';

/** Who submitted, and what is unobserved, in words. */
export function coverageWords(coverage: Coverage): Html {
  const { institutions, withRegister, withInventory, unobserved } = coverage;
  return html`<p>
    Of ${plural(institutions, 'institution')}, ${countText(withRegister)} submitted a register and
    ${countText(withInventory)} an inventory.
    ${
      unobserved.length === 0
        ? 'Nothing that was asked for is missing.'
        : html`Of ${plural(unobserved.length, 'institution')} something is <strong>unobserved</strong>; the figures say
            nothing about it.`
    }
  </p>`;
}

/** The coverage section: counts, what is unobserved, and every submission with its hash. */
export function coverage(of: Coverage, subjectNote: string | undefined): Html {
  return html`<section aria-labelledby="coverage">
    <h2 id="coverage">3. Coverage</h2>
    ${coverageWords(of)} ${subjectNote === undefined ? null : html`<p class="note">${subjectNote}</p>`}
    ${
      of.unobserved.length === 0
        ? null
        : table(
            'unobserved',
            `Unobserved (${plural(of.unobserved.length, 'institution')})`,
            [{ head: 'Institution' }, { head: 'Code', kind: 'code' }, { head: 'What is not known' }],
            of.unobserved.map((one) => ({ cells: [one.name, one.id, one.missing] })),
          )
    }
    ${table(
      'submissions',
      `Submissions counted (${countText(of.submissions.length)})`,
      [
        { head: 'Institution' },
        { head: 'Reference date', kind: 'short' },
        { head: 'Rows', kind: 'number' },
        { head: 'Submission, and SHA-256 of the bytes received', kind: 'code' },
      ],
      of.submissions.map((one) => ({
        cells: [
          one.institution,
          dateText(one.referenceDate),
          countText(one.rows),
          [one.name, html`<br /><span class="path">${one.sha256}</span>`],
        ],
      })),
      'none was received, so nothing is observed.',
    )}
  </section>`;
}
