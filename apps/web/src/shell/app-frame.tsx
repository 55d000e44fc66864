import { useMantineColorScheme } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Refusal } from '../api/ask.ts';
import { useAnswer } from '../api/use-answer.ts';
import { WhyProvider } from '../parts/basis.tsx';
import { DateChoice, EarlierNote } from '../parts/date-choice.tsx';
import { SignIn } from '../parts/sign-in.tsx';
import { useWords } from '../words/words.tsx';
import { Icon } from './icons.tsx';
import { DeskNav, WhoIsIn } from './desk-nav.tsx';
import { deskPages, isDeskPath } from './desk-pages.ts';
import { pages } from './pages.ts';
import { PrintHead } from './print-head.tsx';
import { StillLoading } from './still-loading.tsx';

const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }));

/** What stands around every page: navigation, palette, theme, language, the drawer that tells why. */
export function AppFrame(): ReactNode {
  const { say, language, setLanguage } = useWords();
  const { toggleColorScheme } = useMantineColorScheme();
  const [palette, setPalette] = useState(false);
  const [menu, setMenu] = useState(false);
  const sector = useAnswer('getSector', {});
  const refused = sector.error instanceof Refusal ? sector.error.status : 0;
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useHotkeys(
    [
      ['mod+K', () => setPalette(true)],
      ['mod+/', () => setPalette(true)],
    ],
    [],
  );
  useEffect(() => {
    setMenu(false);
    const page = pages.find(({ id }) => id !== 'overview' && path.startsWith(`/${id}`)) ?? pages[0];
    const desk = deskPages.find(({ id }) => path.startsWith(`/${id}`));
    document.title = `${say(`nav.${desk?.id ?? page.id}`)} · ${say('app.name')}`;
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [path, say]);
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <WhyProvider>
      <a className="skip" href="#main">
        {say('app.skip')}
      </a>
      <div className="frame">
        <aside className="side" aria-label={say('app.menu')}>
          <div className="brand">
            <Link to="/" className="brand-name">
              {say('app.name')}
            </Link>
            <button
              type="button"
              className="plain menu-button"
              aria-expanded={menu}
              aria-controls="side-menu"
              onClick={() => setMenu(!menu)}
            >
              <Icon name="menu" /> {say('app.menu')}
            </button>
          </div>
          <div id="side-menu" className="side-menu" data-open={menu}>
            <button type="button" className="palette-button" onClick={() => setPalette(true)}>
              <Icon name="search" />
              <span>{say('app.palette')}</span>
              <kbd>Ctrl K</kbd>
            </button>
            <nav aria-label={say('app.pages')}>
              <ul>
                {(refused === 403 ? [] : pages).map(({ id, to }) => (
                  <li key={id}>
                    <Link
                      to={to as '/'}
                      className="nav-link"
                      activeProps={{ 'aria-current': 'page' }}
                      activeOptions={{ exact: id === 'overview', includeSearch: false }}
                      {...(id === 'register' && path.startsWith('/register')
                        ? { 'aria-current': 'page' as const }
                        : {})}
                    >
                      <Icon name={id} />
                      {say(`nav.${id}`)}
                    </Link>
                  </li>
                ))}
              </ul>
              <DeskNav />
            </nav>
            <div className="side-foot">
              {sector.data === undefined ? null : <DateChoice />}
              <WhoIsIn />
              <div className="side-actions">
                <button type="button" className="plain" onClick={() => toggleColorScheme()} title={say('app.theme')}>
                  <Icon name="theme" />
                  <span className="hidden">{say('app.theme')}</span>
                </button>
                <button type="button" className="plain" onClick={() => window.print()} title={say('app.print')}>
                  <Icon name="print" />
                  <span className="hidden">{say('app.print')}</span>
                </button>
                <button
                  type="button"
                  className="plain"
                  lang={other === 'zh' ? 'zh-Hans' : 'en'}
                  onClick={() => setLanguage(other)}
                >
                  {other === 'zh' ? '中文' : 'English'}
                </button>
              </div>
            </div>
          </div>
        </aside>
        <main id="main" ref={main} tabIndex={-1}>
          <PrintHead asOf={isDeskPath(path) ? undefined : sector.data?.asOf} />
          <StillLoading reason={sector.failureReason} />
          {sector.data?.example === true ? <p className="example">{say('app.example')}</p> : null}
          <Suspense fallback={<p className="quiet">{say('app.loading')}</p>}>
            {refused === 0 && !isDeskPath(path) ? <EarlierNote /> : null}
            {refused === 401 && !isDeskPath(path) ? <SignIn /> : <Outlet />}
          </Suspense>
        </main>
      </div>
      {palette ? (
        <Suspense fallback={null}>
          <CommandPalette close={() => setPalette(false)} />
        </Suspense>
      ) : null}
    </WhyProvider>
  );
}
