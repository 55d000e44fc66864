import { Button, Modal, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useAll, useSend } from '../../api/send.ts';
import { markings } from '../../desk/choices.ts';
import { Refused } from '../../desk/refused.tsx';
import { useWords } from '../../words/words.tsx';
import type { Trial } from './trial-marks.tsx';

const openStates = new Set(['draft', 'open', 'collecting', 'drafting', 'reply', 'deliberation']);

/** Brings the report of the trial into a case, so that it is sealed with it. */
export function CiteTrial({ trial }: { readonly trial: Trial }): ReactNode {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const cases = useAll('listCases', open ? {} : null);
  const cite = useSend('citeTrial');
  const [caseId, setCase] = useState('');
  const [marking, setMarking] = useState<(typeof markings)[number]>('AMBER');
  const choices = (cases.data ?? []).filter(({ state }) => openStates.has(state));
  const chosen = caseId === '' ? (choices[0]?.id ?? '') : caseId;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {say('put.open')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={say('put.open')}
        lockScroll={false}
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ 'aria-label': say('app.close') }}
      >
        <form
          className="fields"
          onSubmit={(event) => {
            event.preventDefault();
            cite.mutate({ params: { id: trial.id }, body: { caseId: chosen, marking } });
          }}
        >
          <p>{say('trials.citeTeach')}</p>
          <NativeSelect
            size="xs"
            label={say('put.case')}
            value={chosen}
            onChange={({ currentTarget: { value } }) => setCase(value)}
            data={choices.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <NativeSelect
            size="xs"
            label={say('desk.marking')}
            value={marking}
            onChange={({ currentTarget: { value } }) => setMarking(markings.find((one) => one === value) ?? 'AMBER')}
            data={markings.map((one) => ({ value: one, label: `TLP:${one}` }))}
          />
          <Refused error={cite.error} />
          <Button size="xs" type="submit" loading={cite.isPending} disabled={chosen === '' || cite.isSuccess}>
            {say('trials.cite')}
          </Button>
          {cite.data === undefined ? null : (
            <p role="status">
              {say('trials.cited')}{' '}
              <Link to="/cases/$id" params={{ id: cite.data.caseId }} search={{ tab: 'evidence' }} hash={cite.data.id}>
                {say('trials.citedSee')}
              </Link>
            </p>
          )}
        </form>
      </Modal>
    </>
  );
}
