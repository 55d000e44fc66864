import { Button } from '@mantine/core';
import type { ProgrammeChange } from '@underpin/model';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { addressOf, Refusal } from '../../api/ask.ts';
import { send } from '../../api/send.ts';
import { useSession } from '../../api/session.ts';
import { Refused } from '../../desk/refused.tsx';
import { useWords } from '../../words/words.tsx';

/** What a run was asked for, as a kept programme is asked for it again. */
export interface Kept {
  readonly on: string | null;
  readonly seconds: number;
  readonly change: ProgrammeChange;
}

/** From a run in memory to a programme that is kept: its file, and a plan of it that is proposed. */
export function KeepProgramme({ run, asked }: { readonly run: string; readonly asked: Kept | null }): ReactNode {
  const { say } = useWords();
  const navigate = useNavigate();
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const { data } = session;
  const mayKeep = data?.party.kind === 'authority' && data.person.roles.includes('analyst');
  const keep = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const answer = await fetch(addressOf('getProgrammeRunFile', { params: { run } }));
      if (!answer.ok) throw new Refusal((await answer.json()) as ConstructorParameters<typeof Refusal>[0]);
      const kept = await send('createProgramme', { body: { text: await answer.text() } });
      const { on, ...rest } = asked ?? { on: null, seconds: 10, change: {} };
      const { job } = await send('planKeptProgramme', {
        params: { id: kept.id },
        body: { ...rest, ...(on === null ? {} : { on }) },
      });
      await navigate({ to: '/programmes/$id', params: { id: kept.id }, search: { tab: 'plans', job } });
    } catch (problem) {
      setError(problem as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="keep-programme">
      {mayKeep ? (
        <Button size="xs" variant="default" loading={busy} onClick={() => void keep()}>
          {say('kept.keep')}
        </Button>
      ) : null}
      <span className="quiet">
        {say(mayKeep ? 'kept.keepTeach' : 'kept.keepFor')} <Link to="/programmes">{say('kept.all')}</Link>
      </span>
      <Refused error={error} />
    </div>
  );
}
