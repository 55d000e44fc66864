import { Button, Modal, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useAll } from '../api/send.ts';
import { mayBeSignedIn } from '../api/session.ts';
import { FreezeFigures } from '../pages/cases/freeze-figures.tsx';
import { useWords } from '../words/words.tsx';
import { DeskPage, useDesk } from './desk.tsx';

const openStates = new Set(['draft', 'open', 'collecting', 'drafting', 'reply', 'deliberation']);

/** On a page about the sector: freezes the figures of its subject as evidence of a case, or begins a case on it. */
export function PutIntoCase({ expression }: { readonly expression: string }): ReactNode {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" className="tools" onClick={() => setOpen(true)}>
        {say('put.open')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={say('put.open')}
        size="lg"
        lockScroll={false}
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ 'aria-label': say('app.close') }}
      >
        {mayBeSignedIn() ? (
          <DeskPage>
            <Choose expression={expression} done={() => setOpen(false)} />
          </DeskPage>
        ) : (
          <p>
            {say('put.signedOut')} <Link to="/sign-in">{say('signin.title')}</Link>
          </p>
        )}
      </Modal>
    </>
  );
}

function Choose({ expression, done }: { readonly expression: string; readonly done: () => void }): ReactNode {
  const { say } = useWords();
  const { can } = useDesk();
  const cases = useAll('listCases', can('analyst', 'signatory') ? {} : null);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!can('analyst', 'signatory')) return <p>{say('put.notForYou')}</p>;
  const open = (cases.data ?? []).filter(({ state }) => openStates.has(state));
  return (
    <div className="fields">
      <p className="expression">{expression}</p>
      <Select
        size="xs"
        label={say('put.case')}
        value={chosen}
        onChange={setChosen}
        data={open.map(({ id, title }) => ({ value: id, label: title }))}
      />
      {chosen === null ? (
        <p>
          <Link to="/cases" search={{ begin: 'yes', subject: expression }} onClick={done}>
            {say('put.begin')}
          </Link>
        </p>
      ) : (
        <>
          <FreezeFigures caseId={chosen} subject={{ expression }} done={done} />
          <Link to="/cases/$id" params={{ id: chosen }} search={{ tab: 'evidence' }} onClick={done}>
            {say('put.look')}
          </Link>
        </>
      )}
    </div>
  );
}
