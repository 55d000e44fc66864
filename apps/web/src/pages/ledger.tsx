import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { type ItemOf, send } from '../api/send.ts';
import { useSession } from '../api/session.ts';
import { DeskPage, useDesk } from '../desk/desk.tsx';
import { checkEntries } from '../ledger/check-entries.ts';
import { VerifyBundle } from '../ledger/verify-bundle.tsx';
import { Answered } from '../parts/answered.tsx';
import { Panel } from '../parts/panel.tsx';
import { useWords } from '../words/words.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';

export function LedgerPage(): ReactNode {
  const { say } = useWords();
  const session = useSession();
  return (
    <>
      <h1>{say('ledger.title')}</h1>
      <p className="quiet lead">{say('ledger.lead')}</p>
      <VerifyBundle />
      {(session.data ?? null) === null ? (
        session.isPending ? null : (
          <Panel title={say('ledger.entries')}>
            <p>{say('ledger.signedOut')}</p>
            <Link className="button" to="/sign-in">
              {say('signin.title')}
            </Link>
          </Panel>
        )
      ) : (
        <DeskPage>
          <Entries />
        </DeskPage>
      )}
    </>
  );
}

const pageSize = 1000;
const shownAtMost = 500;

async function allEntries(signal: AbortSignal): Promise<readonly ItemOf<'listLedger'>[]> {
  const all: ItemOf<'listLedger'>[] = [];
  for (let from = 0; ;) {
    const { items } = await send('listLedger', { query: { from, limit: pageSize } }, signal);
    all.push(...items);
    if (items.length < pageSize) return all;
    from = (items.at(-1)?.sequence ?? from) + 1;
  }
}

/** Entries that the party may see, checked here as they came. */
function Entries(): ReactNode {
  const { say, format } = useWords();
  const { can } = useDesk();
  const entries = useQuery({ queryKey: ['review', 'ledger'], queryFn: ({ signal }) => allEntries(signal) });
  const checked = useMemo(() => (entries.data === undefined ? null : checkEntries(entries.data)), [entries.data]);
  return (
    <Panel title={say('ledger.entries')} note={say(can('auditor') ? 'ledger.allEntries' : 'ledger.ownEntries')}>
      <Answered query={entries}>
        {(items) => (
          <>
            {checked === null ? null : (
              <div className={`note ${checked.verdict === 'broken' ? 'problem' : ''}`} role="status">
                {checked.verdict === 'whole' ? (
                  <>
                    <p>
                      <strong>{say('ledger.whole', { n: format.number(checked.size) })}</strong>
                    </p>
                    <p className="quiet">
                      {say('ledger.checkpoint', { size: checked.size, time: checked.time })} <code>{checked.root}</code>
                    </p>
                  </>
                ) : checked.verdict === 'parts' ? (
                  <p>{say('ledger.parts', { n: format.number(checked.size) })}</p>
                ) : (
                  <p>
                    {say('ledger.brokenAt', {
                      link: checked.broken.link,
                      expected: checked.broken.expected,
                      found: checked.broken.found,
                    })}
                  </p>
                )}
              </div>
            )}
            {items.length === 0 ? (
              <p className="quiet">{say('ledger.none')}</p>
            ) : (
              <ScrollTable label={say('ledger.entries')} height="tall">
                <thead>
                  <tr>
                    <th scope="col" className="number">
                      {say('ledger.sequence')}
                    </th>
                    <th scope="col">{say('ledger.time')}</th>
                    <th scope="col">{say('ledger.actor')}</th>
                    <th scope="col">{say('ledger.act')}</th>
                    <th scope="col">{say('ledger.object')}</th>
                    <th scope="col">{say('ledger.hash')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items
                    .slice(-shownAtMost)
                    .toReversed()
                    .map((one) => (
                      <tr key={one.sequence}>
                        <td className="number">{one.sequence}</td>
                        <td>{format.moment(one.time)}</td>
                        <td>{one.actor}</td>
                        <th scope="row">{one.act}</th>
                        <td>
                          <code>{one.object.slice(0, 36)}</code>
                        </td>
                        <td title={one.hash}>
                          <code>{one.hash.slice(0, 12)}…</code>
                        </td>
                      </tr>
                    ))}
                </tbody>
              </ScrollTable>
            )}
            {items.length > shownAtMost ? (
              <p className="quiet">{say('ledger.last', { n: shownAtMost, all: format.number(items.length) })}</p>
            ) : null}
          </>
        )}
      </Answered>
    </Panel>
  );
}
