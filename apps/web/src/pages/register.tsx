import { Button, Checkbox, CopyButton, Menu, Popover, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { addressOf, type AnswerOf } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useDate } from '../api/with-date.ts';
import { ProblemNote } from '../parts/answered.tsx';
import { firstRows, isTable, type Table, tables } from '../parts/tables.ts';
import { useViewAhead } from '../parts/use-view-ahead.ts';
import { SavedMenu } from '../parts/saved-menu.tsx';
import { VirtualRows } from '../parts/virtual-rows.tsx';
import { sayOr, useWords } from '../words/words.tsx';

/** The first key asks at once; the others of a word typed fast are one question, soon enough not to be felt. */
const typing = { delay: 40, leading: true };
type Column = AnswerOf<'listSectorRows'>['columns'][number];

/** Tables of the sector. What is filtered, sorted and hidden stands in the address, so that a view can be shared. */
export function RegisterPage(): ReactNode {
  const { say } = useWords();
  const { table } = useParams({ from: '/register/$table' });
  return (
    <div className="register">
      <div className="page-head">
        <h1>{say('register.title')}</h1>
        <nav aria-label={say('register.tables')}>
          <ul className="tabs">
            {tables.map((name) => (
              <li key={name}>
                <Link
                  to="/register/$table"
                  params={{ table: name }}
                  activeProps={{ 'aria-current': 'page' }}
                  activeOptions={{ includeSearch: false }}
                >
                  {say(`table.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Link to="/register/import" className="button">
          {say('import.open')}
        </Link>
      </div>
      {isTable(table) ? <TableView key={table} table={table} /> : <p>{say('app.notFound')}</p>}
    </div>
  );
}

function TableView({ table }: { readonly table: Table }): ReactNode {
  const { say, format } = useWords();
  const navigate = useNavigate({ from: '/register/$table' });
  const address = useSearch({ from: '/register/$table' });
  const [view, ahead] = useViewAhead(address);
  const date = useDate();
  const where = useMemo(() => readWhere(view.where), [view.where]);
  const hidden = useMemo(() => new Set(view.hide?.split(',') ?? []), [view.hide]);
  const query = useMemo(
    () => ({
      ...(view.where === undefined ? {} : { where: view.where }),
      ...(view.sort === undefined ? {} : { sort: view.sort }),
      ...(view.search === undefined ? {} : { search: view.search }),
      ...(date === undefined ? {} : { at: date }),
    }),
    [view.where, view.sort, view.search, date],
  );
  const dated = { params: { table }, query };
  const first = useAnswer('listSectorRows', firstRows(table, query), { keep: true });
  const change = (next: Partial<typeof address>): void => {
    ahead(next);
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  };
  const filter = useDebouncedCallback((id: string, text: string) => {
    const { [id]: _, ...others } = where;
    const next = text.trim() === '' ? others : { ...others, [id]: text };
    change({ where: Object.keys(next).length === 0 ? '' : JSON.stringify(next) });
  }, typing);
  const search = useDebouncedCallback((text: string) => change({ search: text.trim() }), typing);
  const columns = first.data?.columns ?? [];
  const shown = columns.filter(({ id }) => !hidden.has(id));
  const filtered = Object.keys(where).length > 0 || (view.search ?? '') !== '';
  return (
    <>
      <div className="toolbar">
        <TextInput
          size="xs"
          type="search"
          aria-label={say('register.search')}
          placeholder={say('register.search')}
          defaultValue={view.search ?? ''}
          onChange={(event) => search(event.currentTarget.value)}
          className="grow"
        />
        <span className="quiet" role="status">
          {first.data === undefined
            ? ''
            : say('register.count', { n: format.number(first.data.total), all: format.number(first.data.all) })}
        </span>
        {filtered ? (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => void navigate({ search: {}, replace: true, reloadDocument: true })}
          >
            {say('register.clear')}
          </Button>
        ) : null}
        <ColumnChooser columns={columns} hidden={hidden} change={(ids) => change({ hide: [...ids].join(',') })} />
        <CopyButton value={location.href}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {say(copied ? 'register.linked' : 'register.link')}
            </Button>
          )}
        </CopyButton>
        <SavedMenu kind="view" />
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="xs" variant="default">
              {say('register.exportMenu')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component="a" href={addressOf('exportSectorRows', dated)} download>
              {say('register.csv')}
            </Menu.Item>
            <Menu.Item component="a" href={addressOf('exportSectorWorkbook', dated)} download>
              {say('register.xlsxShown')}
            </Menu.Item>
            {table === 'products' || table === 'submissions' ? null : (
              <Menu.Item component="a" href={addressOf('exportFiledRows', dated)} download>
                {say('register.filed')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {first.error === null ? null : <ProblemNote error={first.error} />}
      {first.data === undefined ? null : (
        <VirtualRows
          table={table}
          query={query}
          total={first.data.total}
          title={first.data.title}
          columns={shown}
          where={where}
          sort={view.sort ?? null}
          onSort={(sort) => change({ sort: sort ?? '' })}
          onFilter={filter}
        />
      )}
      <p className="quiet">{say('register.help')}</p>
    </>
  );
}

function ColumnChooser({
  columns,
  hidden,
  change,
}: {
  readonly columns: readonly Column[];
  readonly hidden: ReadonlySet<string>;
  readonly change: (hidden: ReadonlySet<string>) => void;
}): ReactNode {
  const { say } = useWords();
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button size="xs" variant="default">
          {say('register.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="chooser">
          {columns.map(({ id }) => (
            <Checkbox
              key={id}
              size="xs"
              label={sayOr(say, `column.${id}`, id)}
              checked={!hidden.has(id)}
              onChange={(event) => {
                const next = new Set(hidden);
                if (event.currentTarget.checked) next.delete(id);
                else next.add(id);
                change(next);
              }}
            />
          ))}
          <Button size="compact-xs" variant="subtle" onClick={() => change(new Set())}>
            {say('register.allColumns')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function readWhere(text: string | undefined): Record<string, string> {
  try {
    const read: unknown = JSON.parse(text ?? '{}');
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(Object.entries(read).map(([key, value]) => [key, String(value)]));
  } catch {
    return {};
  }
}
