import { html, trusted } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import type { ReviewReport } from '../review-report.ts';
import { annex } from './annex.ts';
import { checks } from './checks.ts';
import { concentration } from './concentration.ts';
import { ReviewContext } from './context.ts';
import { coverage } from './coverage.ts';
import { evidence } from './evidence.ts';
import { falls } from './falls.ts';
import { findings } from './findings.ts';
import { institutions } from './institutions.ts';
import { ranking } from './ranking.ts';
import { record } from './record.ts';
import { summary } from './summary.ts';
import { timeline } from './timeline.ts';

interface Section {
  readonly id: string;
  /** Null for the annex, which bears no number. */
  readonly name: string;
  readonly numbered: boolean;
  readonly made: Html;
}

/** The sections that there is something to say in. A case without computed figures has none on the sector. */
function sectionsOf(context: ReviewContext): readonly Section[] {
  const { input } = context;
  const computed =
    input.coverage.institutions > 0 || input.coverage.submissions.length > 0 || input.record === undefined;
  const section = (id: string, name: string, made: () => Html, shown = true): Section[] =>
    shown ? [{ id, name, numbered: id !== 'annex', made: made() }] : [];
  return [
    ...section('glance', 'At a glance', () => summary(context)),
    ...section('findings', 'Findings and opinions', () => findings(context)),
    ...section('coverage', 'Coverage', () => coverage(input.coverage, input.review.sector.note), computed),
    ...section('institutions', 'Institutions', () => institutions(context), computed),
    ...section('falls', 'What falls', () => falls(context), computed),
    ...section('concentration', 'Concentration', () => concentration(context), computed),
    ...section('ranking', 'Ranking', () => ranking(context), computed),
    ...section('evidence', 'Evidence', () => evidence(context)),
    ...section('timeline', 'Timeline', () => timeline(context)),
    ...section('checks', 'Checks of the submissions', () => checks(input.checks), computed),
    ...(input.record === undefined ? [] : section('record', 'Signatures, replies and record', () => recordOf(context))),
    ...section('annex', 'Annex: the basis of every figure', () => annex(context)),
  ];
}

function recordOf({ input }: ReviewContext): Html {
  return input.record === undefined ? html`` : record(input.record);
}

/** A section under its number in this report; its own heading holds the number that it has when all are there. */
function underNumber({ id, made }: Section, number: number): Html {
  return trusted(made.text.replace(new RegExp(`(<h2 id="${id}">)\\d+\\. `), `$1${number}. `));
}

/** All sections of a review report, with their contents list: what every printing of it shows. */
export function reviewBody(input: ReviewReport): Html {
  const context = new ReviewContext(input);
  const sections = sectionsOf(context);
  return html`<div class="frame">
    <nav class="contents" aria-labelledby="contents">
      <h2 id="contents">Contents</h2>
      <ol>
        ${sections.map(({ id, name, numbered }, index) => html`<li><a href="#${id}">${numbered ? `${index + 1}. ` : ''}${name}</a></li>`)}
      </ol>
    </nav>
    <main id="main" tabindex="-1">
      ${input.draft === true ? html`<p class="notice"><strong>Draft.</strong> This report is not submitted and not sealed; it shows the case as it stands.</p>` : null}
      ${sections.map((section, index) => underNumber(section, index + 1))}
    </main>
  </div>`;
}
