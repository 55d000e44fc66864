import { Modal, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { sayOr, useWords } from '../words/words.tsx';
import { signOut, useSession } from '../api/session.ts';
import { useAsk } from '../api/send.ts';
import { deskPagesOf } from './desk-pages.ts';
import { pages } from './pages.ts';

interface Choice {
  readonly group: string;
  readonly name: string;
  readonly note: string;
  readonly run: () => unknown;
}

/** Goes to any page, table or record, and does what the page can do, from the keyboard. */
export function CommandPalette({ close }: { readonly close: () => void }): ReactNode {
  const { say, setLanguage, language } = useWords();
  const { toggleColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [asked] = useDebouncedValue(text.trim(), 40, { leading: true });
  const id = useId();
  const query = asked.length < 2 ? null : { query: { where: JSON.stringify({ name: asked }), limit: 5 } };
  const institutions = useAnswer('listSectorRows', query && { ...query, params: { table: 'institutions' } });
  const providers = useAnswer('listSectorRows', query && { ...query, params: { table: 'providers' } });
  const products = useAnswer('listSectorRows', query && { ...query, params: { table: 'products' } });
  const groups = useAnswer('getRanking', { query: { kind: 'group', limit: 100 } });
  const session = useSession();
  const signedIn = (session.data ?? null) !== null;
  const hits = useAsk('search', signedIn && asked.length >= 2 ? { query: { q: asked, limit: 8 } } : null);
  const makers = useAnswer('getRanking', { query: { kind: 'maker', limit: 100 } });
  const choices = useMemo(() => {
    const fits = (name: string): boolean => name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase());
    const all: Choice[] = [
      ...pages.map(({ id: page, to }) => ({
        group: say('palette.pages'),
        name: say(`nav.${page}`),
        note: '',
        run: () => navigate({ to } as never),
      })),
      ...deskPagesOf(session.data).map(({ id: page, to }) => ({
        group: say('palette.pages'),
        name: say(`nav.${page}`),
        note: '',
        run: () => navigate({ to } as never),
      })),
      ...(signedIn
        ? [
            {
              group: say('palette.actions'),
              name: say('account.title'),
              note: '',
              run: () => navigate({ to: '/account' }),
            },
            {
              group: say('palette.actions'),
              name: say('signin.out'),
              note: '',
              run: () => signOut().then(() => location.assign('/sign-in')),
            },
          ]
        : [
            {
              group: say('palette.actions'),
              name: say('signin.title'),
              note: '',
              run: () => navigate({ to: '/sign-in' }),
            },
          ]),
      ...(session.data?.party.kind === 'authority'
        ? [
            {
              group: say('palette.actions'),
              name: say('cases.begin'),
              note: '',
              run: () => navigate({ to: '/cases', search: { begin: 'yes' } }),
            },
          ]
        : []),
      {
        group: say('palette.actions'),
        name: say('palette.toggleTheme'),
        note: '',
        run: () => toggleColorScheme(),
      },
      {
        group: say('palette.actions'),
        name: say('palette.toggleLanguage'),
        note: '',
        run: () => setLanguage(language === 'zh' ? 'en' : 'zh'),
      },
    ].filter(({ name }) => fits(name));
    if (asked.length < 2) return all;
    for (const hit of hits.data?.items ?? []) {
      const to = hitAddress(hit);
      if (to !== null)
        all.push({
          group: say('palette.inCases'),
          name: hit.text.slice(0, 90),
          note: sayOr(say, `hit.${hit.kind}`, hit.kind),
          run: () => navigate(to as never),
        });
    }
    for (const found of [institutions.data, providers.data, products.data]) {
      for (const row of found?.rows ?? []) {
        all.push({
          group: say('palette.found'),
          name: String(row.cells[found?.title ?? ''] ?? row.key),
          note: found === undefined ? '' : say(`table.${found.table}`),
          run: () =>
            navigate({
              to: '/register/$table/record',
              params: { table: found?.table ?? '' },
              search: { key: row.key },
            }),
        });
      }
    }
    for (const ranked of [groups.data, makers.data]) {
      for (const line of (ranked?.items ?? []).filter(({ name }) => fits(name)).slice(0, 4)) {
        all.push({
          group: say('palette.subjects'),
          name: line.name,
          note: say(`kind.one.${line.kind}`),
          run: () => navigate({ to: '/reliance', search: { subject: line.subject } }),
        });
      }
    }
    return all;
  }, [
    text,
    asked,
    session.data,
    signedIn,
    hits.data,
    institutions.data,
    providers.data,
    products.data,
    groups.data,
    makers.data,
    say,
    language,
    navigate,
    setLanguage,
    toggleColorScheme,
  ]);
  const chosen = Math.min(at, choices.length - 1);
  const run = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    close();
    choice.run();
  };
  const keys = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setAt((chosen + move + choices.length) % Math.max(1, choices.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(choices[chosen]);
    }
  };
  return (
    <Modal
      opened
      onClose={close}
      withCloseButton={false}
      lockScroll={false}
      overlayProps={{ backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 0 }}
      padding={0}
      size="34rem"
      yOffset="10vh"
      aria-label={say('app.palette')}
    >
      <div className="palette">
        <input
          data-autofocus
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={choices.length > 0 ? `${id}-${chosen}` : undefined}
          aria-label={say('palette.placeholder')}
          placeholder={say('palette.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={keys}
        />
        <ul id={id} role="listbox" aria-label={say('app.palette')}>
          {choices.map((choice, place) => (
            <li
              key={`${choice.group}${choice.name}${choice.note}${place}`}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === chosen}
              onMouseMove={() => setAt(place)}
              onClick={() => run(choice)}
            >
              <span>{choice.name}</span>
              <span className="quiet">{choice.note === '' ? choice.group : `${choice.group} · ${choice.note}`}</span>
            </li>
          ))}
        </ul>
        {choices.length === 0 ? <p className="quiet">{say('palette.none')}</p> : null}
        <p className="quiet palette-hint">{say('palette.hint')}</p>
      </div>
    </Modal>
  );
}

/** Where a hit of the search stands; null where the page does not know the case that it belongs to. */
function hitAddress(hit: {
  readonly kind: string;
  readonly id: string;
  readonly caseId: string | null;
}): object | null {
  if (hit.kind === 'measure') return { to: '/directions/$id', params: { id: hit.id } };
  if (hit.kind === 'case') return { to: '/cases/$id', params: { id: hit.id } };
  if (hit.caseId === null) return hit.kind === 'extract' ? { to: '/received', search: { extract: hit.id } } : null;
  const tab = hit.kind === 'evidence' ? 'evidence' : hit.kind === 'finding' ? 'findings' : 'replies';
  return { to: '/cases/$id', params: { id: hit.caseId }, search: { tab }, hash: hit.id };
}
