import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Answered } from './answered.tsx';
import { ScrollTable } from './scroll-table.tsx';

export interface ListColumn<T> {
  readonly head: string;
  readonly cell: (one: T) => ReactNode;
  /** `name` names the row; `wrap` may take several lines; a number stands at the right. */
  readonly kind?: 'name' | 'wrap' | 'number';
}

/** What was asked for as a table of one row each, or what it means that there is none. */
export function AnsweredList<T extends { readonly id: string }>({
  query,
  label,
  none,
  columns,
}: {
  readonly query: UseQueryResult<readonly T[]>;
  readonly label: string;
  readonly none: ReactNode;
  readonly columns: readonly ListColumn<T>[];
}): ReactNode {
  return (
    <Answered query={query}>
      {(items) =>
        items.length === 0 ? (
          <p>{none}</p>
        ) : (
          <ScrollTable label={label}>
            <thead>
              <tr>
                {columns.map(({ head, kind }) => (
                  <th key={head} scope="col" className={kind === 'number' ? 'number' : undefined}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.id}>
                  {columns.map(({ head, cell, kind }) =>
                    kind === 'name' ? (
                      <th key={head} scope="row" className="wrap wide">
                        {cell(one)}
                      </th>
                    ) : (
                      <td key={head} className={kind}>
                        {cell(one)}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )
      }
    </Answered>
  );
}
