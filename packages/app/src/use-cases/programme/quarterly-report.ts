import type { ProgrammeStanding } from '@underpin/contract';
import { writeCsv } from '@underpin/formats';

/** The quarterly report as CSV: one line for each quarter, milestone, gate, institution and slip, with what it stands on. */
export function quarterlyReport({
  progress,
  milestones,
  directions,
  gates,
  institutions,
}: Omit<ProgrammeStanding, 'plan'>) {
  const share = (value: number): string => value.toFixed(4);
  return writeCsv(
    ['part', 'name', 'from', 'to', 'total', 'planned', 'done', 'ratio', 'says'],
    [
      ...progress.quarters.map((one) => [
        'quarter',
        '',
        one.from,
        one.to,
        String(one.total),
        String(one.planned),
        String(one.done),
        share(one.ratio),
        `${Object.entries(one.states)
          .filter(([, count]) => count > 0)
          .map(([state, count]) => `${state} ${count}`)
          .join(
            ', ',
          )}; unreported ${one.unreported}; incidents ${one.incidents}; disposed with evidence ${one.disposedWithEvidence}`,
      ]),
      ...milestones.map((one) => [
        'milestone',
        `${one.id} (${one.direction})`,
        '',
        one.date,
        String(one.total),
        String(one.planned),
        String(one.done),
        share(one.total === 0 ? 0 : one.done / one.total),
        `${one.verdict}; asked ${share(one.share)}`,
      ]),
      ...directions.flatMap(({ measure, title, metric, addressees }) =>
        addressees.flatMap(({ party, points }) =>
          points.map((one) => [
            'direction',
            `${title} (${measure}): ${party}`,
            '',
            one.on,
            String(one.total),
            '',
            String(one.done),
            share(one.done / one.total),
            `${metric} at most ${share(one.atMost)}, by reports ${one.value === null ? 'unobserved' : `${share(one.value.atLeast)} to ${share(one.value.atMost)}`}; ${one.verdict}; unreported ${one.unreported}`,
          ]),
        ),
      ),
      ...gates.map((one) => [
        'gate',
        one.name,
        one.opens ?? '',
        '',
        '',
        '',
        '',
        '',
        [one.standing, ...one.because].join('; '),
      ]),
      ...institutions.map((one) => [
        'institution',
        one.institution,
        '',
        one.lastReport ?? '',
        String(one.total),
        '',
        String(one.done),
        share(one.ratio),
        `overdue ${one.overdue}; disposed with evidence ${one.disposedWithEvidence}`,
      ]),
      ...progress.slips.map((one) => [
        'slip',
        one.name,
        one.before,
        one.after,
        '',
        '',
        '',
        '',
        `${one.days} days: ${one.because}`,
      ]),
    ],
  );
}
