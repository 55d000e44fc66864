import type { BasisRow } from '@underpin/model';
import type { ReactNode } from 'react';
import { ScrollTable } from './scroll-table.tsx';
import { useWords } from '../words/words.tsx';

/** Rows that a figure was made from: what each says, and where it stands. */
export function BasisTable({ rows }: { readonly rows: readonly BasisRow[] }): ReactNode {
  const { say } = useWords();
  return (
    <ScrollTable label={say('why.says')}>
      <thead>
        <tr>
          <th scope="col">{say('why.says')}</th>
          <th scope="col">{say('why.file')}</th>
          <th scope="col" className="number">
            {say('why.line')}
          </th>
          <th scope="col">{say('why.submission')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            <td className="wrap">{row.says}</td>
            <td title={row.file}>{row.file.split('/').at(-1)}</td>
            <td className="number">{row.line}</td>
            <td className="cut" title={row.submission}>
              {row.submission}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
