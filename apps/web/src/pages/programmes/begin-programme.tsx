import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSend } from '../../api/send.ts';
import { Refused } from '../../desk/refused.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/words.tsx';
import { FileText } from './file-text.tsx';

/** A programme is kept from its file. */
export function BeginProgramme(): ReactNode {
  const { say } = useWords();
  const navigate = useNavigate();
  const create = useSend('createProgramme');
  const [text, setText] = useState<string | null>(null);
  return (
    <Panel title={say('kept.begin')} note={say('kept.beginTeach')}>
      <form
        className="row tools"
        aria-label={say('kept.begin')}
        onSubmit={(event) => {
          event.preventDefault();
          if (text === null) return;
          create.mutate(
            { body: { text } },
            {
              onSuccess: ({ id }) => void navigate({ to: '/programmes/$id', params: { id }, search: { tab: 'plans' } }),
            },
          );
        }}
      >
        <FileText label={say('programme.ask.file')} onText={setText} />
        <Button size="xs" type="submit" loading={create.isPending} disabled={text === null}>
          {say('kept.keep')}
        </Button>
        <Link to="/programme">{say('kept.planOne')}</Link>
      </form>
      <Refused error={create.error} />
    </Panel>
  );
}
