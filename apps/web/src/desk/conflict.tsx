import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.tsx';

interface Field {
  readonly label: string;
  readonly theirs: string;
  readonly mine: string;
}

/** Both versions of something that somebody else changed meanwhile, where they differ, and which to keep. */
export function Conflict({
  fields,
  keepMine,
  takeTheirs,
}: {
  readonly fields: readonly Field[];
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}): ReactNode {
  const { say } = useWords();
  const differing = fields.filter(({ theirs, mine }) => theirs !== mine);
  return (
    <div className="note problem" role="alert">
      <strong>{say('conflict.title')}</strong>
      <p>{say('conflict.teach')}</p>
      <table className="data conflict">
        <thead>
          <tr>
            <th scope="col">{say('conflict.field')}</th>
            <th scope="col">{say('conflict.theirs')}</th>
            <th scope="col">{say('conflict.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ label, theirs, mine }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="wrap">{theirs}</td>
              <td className="wrap">{mine}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {differing.length === 0 ? <p>{say('conflict.same')}</p> : null}
      <div className="row">
        <Button size="xs" onClick={keepMine}>
          {say('conflict.keepMine')}
        </Button>
        <Button size="xs" variant="default" onClick={takeTheirs}>
          {say('conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  );
}
