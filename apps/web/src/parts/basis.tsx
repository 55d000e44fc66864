import { Drawer } from '@mantine/core';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { sayOr, useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { BasisTable } from './basis-table.tsx';
import { useFigureText } from './figure-text.ts';
import { FunctionFall } from './function-fall.tsx';

interface AskedFigure {
  readonly figure: string;
  readonly subject?: string;
  /** Another date than that of the page. */
  readonly at?: string;
  /** For shares of the market: the institutions counted. */
  readonly of?: 'alike' | 'all';
  /** For the effect of a cap: the share that may stay. */
  readonly cap?: number;
}
interface AskedFunction {
  readonly subject: string;
  readonly institution: string;
  readonly function: string;
}
type Asked = AskedFigure | AskedFunction;

const context = createContext<(asked: Asked) => void>(() => {});
const rowsShown = 300;

/** Opens the drawer that tells why: the rows of a figure, or the path by which a function falls. */
export function useWhy(): (asked: Asked) => void {
  return use(context);
}

export function WhyProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { say } = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [opened, setOpened] = useState(false);
  const open = useCallback((what: Asked) => {
    setAsked(what);
    setOpened(true);
  }, []);
  return (
    <context.Provider value={open}>
      {children}
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        lockScroll={false}
        overlayProps={{ backgroundOpacity: 0.35 }}
        size="min(46rem, 100vw)"
        title={say(asked !== null && 'figure' in asked ? 'why.title' : 'why.function')}
        closeButtonProps={{ 'aria-label': say('app.close') }}
        transitionProps={{ duration: 120 }}
      >
        {asked === null ? null : 'figure' in asked ? <FigureBasis {...asked} /> : <FunctionFall {...asked} />}
      </Drawer>
    </context.Provider>
  );
}

/** The button beside a figure. `about` tells apart what it is asked of, for people who hear the page. */
export function WhyButton({ asked, about }: { readonly asked: Asked; readonly about: string }): ReactNode {
  const { say } = useWords();
  const open = useWhy();
  return (
    <button type="button" className="why" aria-label={`${say('why.open')} ${about}`} onClick={() => open(asked)}>
      {say('why.open')}
    </button>
  );
}

function FigureBasis({ figure, subject, at, of, cap }: AskedFigure): ReactNode {
  const { say } = useWords();
  const text = useFigureText();
  const call = useMemo(
    () => ({
      query: {
        figure,
        limit: rowsShown,
        ...(subject === undefined ? {} : { subject }),
        ...(at === undefined ? {} : { at }),
        ...(of === undefined ? {} : { of }),
        ...(cap === undefined ? {} : { cap }),
      },
    }),
    [figure, subject, at, of, cap],
  );
  const query = useAnswer('getBasis', call);
  return (
    <Answered query={query}>
      {({ figure: told, rows, total }) => (
        <>
          <p>
            <strong>{text.label(told)}</strong>
          </p>
          <dl className="facts">
            <dt>{say('why.value')}</dt>
            <dd>
              {text.value(told)} · {text.n(told)}
            </dd>
            <dt>{say('why.of')}</dt>
            <dd>{text.of(told)}</dd>
            <dt>{say('why.weight')}</dt>
            <dd>{sayOr(say, `weight.${told.weight}`, told.weight)}</dd>
          </dl>
          <p className="quiet">
            {say('why.rows', { n: total })} {total > rows.length ? say('why.more', { n: rows.length }) : ''}
          </p>
          {rows.length === 0 ? <p>{say('why.none')}</p> : <BasisTable rows={rows} />}
          <p className="quiet">{say('why.engine', { version: told.version.engine })}</p>
        </>
      )}
    </Answered>
  );
}
