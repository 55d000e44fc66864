import './desk.css';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { type Session, useSession } from '../api/session.ts';
import { type ItemOf, useAll } from '../api/send.ts';
import { SignIn } from '../parts/sign-in.tsx';
import { useWords } from '../words/words.tsx';

type Party = ItemOf<'listParties'>;
type Role = Session['person']['roles'][number];

interface Notice {
  readonly id: number;
  readonly text: string;
  readonly undo?: () => unknown;
}

interface Desk {
  readonly session: Session;
  readonly parties: ReadonlyMap<string, Party>;
  readonly nameOf: (party: string) => string;
  readonly can: (...roles: readonly Role[]) => boolean;
  /** Tells that something was done, with a way to undo it where there is one. */
  readonly tell: (text: string, undo?: () => unknown) => void;
}

const context = createContext<Desk | null>(null);

/** What a page needs that is about somebody's own work: without a session it asks to sign in. */
export function DeskPage({ children }: { readonly children: ReactNode }): ReactNode {
  const { say } = useWords();
  const session = useSession();
  if (session.isPending) return <p className="quiet computing">{say('app.loading')}</p>;
  if (session.data === null || session.data === undefined) return <SignIn />;
  return <Inside session={session.data}>{children}</Inside>;
}

function Inside({ session, children }: { readonly session: Session; readonly children: ReactNode }): ReactNode {
  const { say } = useWords();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const listed = useAll('listParties', {});
  const parties = useMemo(() => new Map((listed.data ?? []).map((party) => [party.id, party])), [listed.data]);
  const drop = useCallback((id: number) => setNotices((all) => all.filter((one) => one.id !== id)), []);
  const tell = useCallback(
    (text: string, undo?: () => unknown) => {
      const id = Date.now() + Math.random();
      setNotices((all) => [...all.slice(-2), { id, text, ...(undo === undefined ? {} : { undo }) }]);
      setTimeout(() => drop(id), undo === undefined ? 6000 : 12_000);
    },
    [drop],
  );
  const desk = useMemo<Desk>(
    () => ({
      session,
      parties,
      tell,
      nameOf: (party) => parties.get(party)?.name ?? party,
      can: (...roles) => roles.some((role) => session.person.roles.includes(role)),
    }),
    [session, parties, tell],
  );
  return (
    <context.Provider value={desk}>
      {children}
      <div className="notices" role="status" aria-live="polite">
        {notices.map(({ id, text, undo }) => (
          <p key={id}>
            <span>{text}</span>
            {undo === undefined ? null : (
              <button
                type="button"
                onClick={() => {
                  drop(id);
                  void undo();
                }}
              >
                {say('desk.undo')}
              </button>
            )}
            <button type="button" aria-label={say('app.close')} onClick={() => drop(id)}>
              ×
            </button>
          </p>
        ))}
      </div>
    </context.Provider>
  );
}

export function useDesk(): Desk {
  const desk = use(context);
  if (desk === null) throw new Error('useDesk() outside of DeskPage');
  return desk;
}
