import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSend } from '../../api/send.ts';
import { useDesk } from '../../desk/desk.tsx';
import { Refused } from '../../desk/refused.tsx';
import { sayOr, useWords } from '../../words/words.tsx';
import type { Case } from './case.tsx';

type To = 'open' | 'collecting' | 'drafting' | 'reply' | 'deliberation' | 'closed';
/** Moves that the lead authority makes, first the one that goes on; the server's policy decides. */
const moves: Readonly<Record<string, readonly To[]>> = {
  draft: ['open'],
  open: ['collecting'],
  collecting: ['drafting'],
  drafting: ['reply', 'collecting'],
  reply: ['deliberation', 'drafting'],
  deliberation: ['drafting'],
};

/** Buttons that move a case to another state, for whom they are. */
export function MoveCase({ held }: { readonly held: Case }): ReactNode {
  const { say } = useWords();
  const { session, can, tell } = useDesk();
  const move = useSend('moveCase');
  const leads = session.party.id === held.lead && can('analyst', 'signatory');
  const decides = session.party.id === held.workingGroup && can('member');
  const to: readonly To[] = leads ? (moves[held.state] ?? []) : decides && held.state === 'decided' ? ['closed'] : [];
  if (to.length === 0) return null;
  return (
    <div className="row moves">
      {to.map((state, at) => (
        <Button
          key={state}
          size="xs"
          variant={at === 0 && held.state !== 'deliberation' ? 'filled' : 'default'}
          loading={move.isPending}
          onClick={() =>
            move.mutate(
              { params: { id: held.id }, body: { to: state }, ifMatch: held.version },
              { onSuccess: () => tell(say('case.moved', { state: sayOr(say, `state.${state}`, state) })) },
            )
          }
        >
          {sayOr(
            say,
            `move.${held.state}.${state}`,
            say('case.moveTo', { state: sayOr(say, `state.${state}`, state) }),
          )}
        </Button>
      ))}
      <Refused error={move.error} />
    </div>
  );
}
