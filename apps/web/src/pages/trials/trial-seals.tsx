import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { Refused } from '../../desk/refused.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useWords } from '../../words/words.tsx';
import type { Trial } from './trial-marks.tsx';

/** When the protocol was sealed and amended, what is not sealed, and the button that seals. */
export function TrialSeals({
  trial,
  own,
  editing,
}: {
  readonly trial: Trial;
  readonly own: boolean;
  readonly editing: boolean;
}): ReactNode {
  const { say, format } = useWords();
  const { tell } = useDesk();
  const seal = useSend('sealTrial');
  const first = trial.seals.length === 0;
  const open = first || trial.unsealed.length > 0;
  return (
    <Panel
      title={say('trials.seal')}
      note={say(first ? 'trials.sealFirst' : 'trials.sealNote')}
      className={open ? 'waiting' : ''}
      tools={<Link to="/ledger">{say('nav.ledger')}</Link>}
    >
      {first ? null : (
        <ScrollTable label={say('trials.seal')} height="short">
          <thead>
            <tr>
              <th scope="col">{say('trials.sealedAt')}</th>
              <th scope="col">{say('trials.act')}</th>
              <th scope="col">{say('trials.whatChanged')}</th>
              <th scope="col">{say('trials.earlierValues')}</th>
              <th scope="col">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {trial.seals.map((one, at) => (
              <tr key={one.at}>
                <th scope="row">{format.moment(one.at)}</th>
                <td>{say(at === 0 ? 'trials.actSealed' : 'trials.actAmended')}</td>
                <td className="wrap">{at === 0 ? '–' : one.changes.join(', ')}</td>
                <td>
                  {say(at === 0 ? 'trials.neverCount' : one.restarts ? 'trials.noLongerCount' : 'trials.stillCount')}
                </td>
                <td className="cut">
                  <code title={one.sha256}>{one.sha256.slice(0, 16)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {!first && trial.unsealed.length > 0 ? (
        <p className="note problem">{say('trials.unsealedFields', { fields: trial.unsealed.join(', ') })}</p>
      ) : null}
      {own && open ? (
        <div className="row tools">
          <Button
            size="xs"
            loading={seal.isPending}
            onClick={() =>
              seal.mutate(
                { params: { id: trial.id }, ifMatch: trial.version },
                { onSuccess: () => tell(say('trials.sealDone')) },
              )
            }
          >
            {say(first ? 'trials.sealNow' : 'trials.sealAmendment')}
          </Button>
          <span className="quiet">{say(editing ? 'trials.sealTeachEditing' : 'trials.sealTeach')}</span>
        </div>
      ) : null}
      <Refused error={seal.error} />
    </Panel>
  );
}
