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
  readonly seconds?: number;
  readonly change?: ProgrammeChange;
}

/** From a run in memory to a programme that is kept: its file, and a plan of it that is proposed. */
export function KeepProgramme({
  run,
  on,
  asked,
}: {
  readonly run: string;
  /** Day of the status of its plan. */
  readonly on: string;
  readonly asked: Kept;
}): ReactNode {
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
      const { job } = await send('planKeptProgramme', { params: { id: kept.id }, body: { ...asked, on } });
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
      <span className="quiet">{say(mayKeep ? 'kept.keepTeach' : 'kept.keepFor')}</span>
      <Link to="/programmes">{say('kept.all')}</Link>
      <Refused error={error} />
    </div>
  );
}
