import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ItemOf } from '../../api/send.ts';
import { CapBar } from '../../desk/cap-bar.tsx';
import { useDesk } from '../../desk/desk.tsx';
import { sayOr, useWords } from '../../words/words.tsx';

/** What an addressee reports to programmes for one milestone of a direction, beside what its registers say. */
export function ReportedOn({
  reported,
  on,
}: {
  readonly reported: ItemOf<'getCompliance'>['reported'];
  readonly on: string;
}): ReactNode {
  const { say } = useWords();
  const { session } = useDesk();
  const authority = session.party.kind === 'authority';
  const rows = reported.flatMap(({ programme, title, points }) =>
    points.filter((point) => point.on === on).map((point) => ({ programme, title, point })),
  );
  if (rows.length === 0) return <span className="quiet">{say('compliance.noProgramme')}</span>;
  return rows.map(({ programme, title, point }) => (
    <div key={programme}>
      {point.value === null ? null : <CapBar bounds={point.value} cap={point.atMost} />}
      <span className="block">
        {say('compliance.reportedOf', { done: point.done, total: point.total })}
        {point.unreported === 0 ? '' : `, ${say('compliance.unreported', { n: point.unreported })}`}
        {': '}
        <span className="compliance" data-verdict={point.verdict}>
          {sayOr(say, `compliance.${point.verdict}`, point.verdict)}
        </span>
      </span>
      {point.against === 'disagrees' ? (
        <strong className="problem-text block">{say('compliance.disagrees')}</strong>
      ) : null}
      {authority ? (
        <Link to="/programmes/$id" params={{ id: programme }}>
          {title}
        </Link>
      ) : (
        <span className="quiet">{title}</span>
      )}
    </div>
  ));
}
