import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { page } from '../html/page.ts';
import { table } from '../html/table.ts';
import { intervalPicture } from './interval-picture.ts';
import type { TrialReport, TrialReportEndpoint } from './trial-report.ts';

const meaning: Readonly<Record<string, string>> = {
  accepted: 'Every interval lies inside its margin, on the declared workloads and in this period.',
  rejected: 'With the whole sample at least one endpoint is not shown to be inside its margin.',
  'not enough data': 'Nothing is shown either way. Too little data never passes.',
  'stopped for harm': 'The candidate is worse than the margin allows; the trial must end.',
  'protocol breached': 'The trial was not run as it was sealed; its data decide nothing.',
};

/** A trial as one self-contained page: verdict, picture with the margin, every endpoint, seal with amendments, data and findings. */
export function renderTrial(report: TrialReport): string {
  return page({
    title: `Trial: ${report.protocol.title}`,
    marking: null,
    foot: footOf(report),
    body: trialBody(report),
  }).toString();
}

export function footOf(report: TrialReport): string {
  return `Assessed on ${report.assessedOn} by Underpin ${report.version}; protocol ${report.protocolSha256.slice(0, 16)}`;
}

/** What is told of a trial, on a page and in print. */
export function trialBody(report: TrialReport): Html {
  const { protocol, verdict } = report;
  const nameOf = (one: TrialReportEndpoint): string => {
    const endpoint = protocol.endpoints.find(({ id }) => id === one.endpoint);
    const workload = protocol.workloads.find(({ id }) => id === one.workload);
    return `${endpoint?.name ?? one.endpoint}${workload === undefined ? '' : `, ${workload.name}`}`;
  };
  const better = (one: TrialReportEndpoint): 'lower' | 'higher' =>
    protocol.endpoints.find(({ id }) => id === one.endpoint)?.better ?? 'lower';
  return html`<header>
      <h1>${protocol.title}</h1>
      <p>
        ${protocol.candidate.name} against ${protocol.incumbent.name}, ${protocol.period.from} to ${protocol.period.to}
      </p>
    </header>
    <main id="main">
      <section aria-labelledby="verdict">
        <h2 id="verdict">Verdict: ${verdict}</h2>
        <p>${meaning[verdict] ?? ''}</p>
        <ul>
          ${report.because.map((reason) => html`<li>${reason}</li>`)}
        </ul>
        ${
          report.endpoints.length === 0
            ? null
            : html`<figure>
                ${intervalPicture(
                  'intervals',
                  'Intervals against their margins',
                  report.endpoints.map((one) => ({ ...one, name: nameOf(one), better: better(one) })),
                )}
                <figcaption>
                  Each row has a scale of its own. Filled: inside the margin; hollow: not shown; crossed: beyond.
                </figcaption>
              </figure>`
        }
      </section>
      <section aria-labelledby="endpoints">
        <h2 id="endpoints">Endpoints</h2>
        ${table(
          'endpoint-table',
          'What the data say of each endpoint',
          [
            { head: 'Endpoint' },
            { head: 'Estimate', kind: 'number' },
            { head: 'Interval', kind: 'short' },
            { head: 'Margin', kind: 'number' },
            { head: 'n (candidate, incumbent)', kind: 'short' },
            { head: 'p', kind: 'number' },
            { head: 'Outcome', kind: 'short' },
            { head: 'Method', kind: 'long' },
          ],
          report.endpoints.map((one) => ({
            cells: [
              nameOf(one),
              shown(one.estimate),
              `${shown(one.lower)} to ${shown(one.upper)}`,
              shown(one.margin),
              `${shown(one.n[0])}, ${shown(one.n[1])} ${one.unit}`,
              one.p < 0.0001 ? '< 0.0001' : one.p.toFixed(4),
              one.outcome,
              one.method,
            ],
          })),
        )}
        <ul>
          ${report.endpoints.map(({ sentence }) => html`<li>${sentence}</li>`)}
        </ul>
        ${
          report.changes.length === 0
            ? null
            : html`<p>
                Changes of level, to be explained:
                ${report.changes.map(({ endpoint, day }) => `${endpoint} on ${day}`).join(', ')}.
              </p>`
        }
      </section>
      ${sealed(report)}
      <section aria-labelledby="data">
        <h2 id="data">Data</h2>
        <p>
          ${report.data.samples.toLocaleString('en')} samples were read, ${report.data.used.toLocaleString('en')} count.
        </p>
        ${table(
          'files',
          'Files',
          [{ head: 'File' }, { head: 'Bytes', kind: 'number' }, { head: 'SHA-256', kind: 'code' }],
          report.data.files.map(({ path, bytes, sha256 }) => ({ cells: [path, bytes.toLocaleString('en'), sha256] })),
        )}
        ${table(
          'findings',
          'Findings',
          [
            { head: 'Severity', kind: 'short' },
            { head: 'Rule', kind: 'code' },
            { head: 'What', kind: 'long' },
          ],
          report.findings.map(({ severity, rule, message }) => ({ cells: [severity, rule, message] })),
          'None.',
        )}
      </section>
    </main>`;
}

function sealed({ seal, protocolSha256 }: TrialReport): Html {
  if (seal === null)
    return html`<section aria-labelledby="seal">
      <h2 id="seal">Seal</h2>
      <p>The protocol was never sealed.</p>
    </section>`;
  return html`<section aria-labelledby="seal">
    <h2 id="seal">Seal</h2>
    <p>
      First sealed ${seal.firstSealed}; values count from ${seal.since}. The protocol is
      ${seal.unchanged ? 'the one that was sealed' : 'not the one that was sealed'} (SHA-256 ${protocolSha256}).
      ${seal.signedBy.length === 0 ? 'Not signed.' : `Signed by ${seal.signedBy.join(', ')}.`}
    </p>
    ${table(
      'amendments',
      'Amendments',
      [
        { head: 'When', kind: 'short' },
        { head: 'What changed', kind: 'long' },
        { head: 'Earlier values', kind: 'short' },
      ],
      seal.amendments.map(({ at, changes, restarts }) => ({
        cells: [at, changes.join(', '), restarts ? 'no longer count' : 'count'],
      })),
      'None.',
    )}
  </section>`;
}

function shown(value: number): string {
  if (Number.isNaN(value)) return 'unknown';
  if (!Number.isFinite(value)) return value > 0 ? 'unbounded' : 'unbounded below';
  return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
}
