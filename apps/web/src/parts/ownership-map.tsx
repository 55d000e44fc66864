import { lazy, type ReactNode, Suspense } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { sayOr, useWords } from '../words/words.tsx';
import { Answered } from './answered.tsx';
import { useBoundsText } from './bounds-bar.tsx';
import { Panel } from './panel.tsx';
import { ScrollTable } from './scroll-table.tsx';

const OwnershipChart = lazy(async () => ({ default: (await import('../charts/ownership-chart.tsx')).OwnershipChart }));

/** The owners of an entity and what its group owns, on a day that can be moved from change to change. */
export function OwnershipMap({
  of,
  asOf,
  asTable,
  onDate,
  onChoose,
  onTable,
}: {
  readonly of: string;
  readonly asOf: string | undefined;
  readonly asTable: boolean;
  readonly onDate: (date: string) => void;
  readonly onChoose: (id: string) => void;
  readonly onTable: (table: boolean) => void;
}): ReactNode {
  const { say, format } = useWords();
  const query = useAnswer(
    'getOwnershipMap',
    { query: { of, ...(asOf === undefined ? {} : { asOf }) } },
    { keep: true },
  );
  return (
    <Panel
      title={say('map.title')}
      note={say('map.note')}
      tools={
        <button type="button" className="plain" aria-pressed={asTable} onClick={() => onTable(!asTable)}>
          {say(asTable ? 'map.chart' : 'map.table')}
        </button>
      }
    >
      <Answered query={query}>
        {(map) => {
          const name = map.nodes.find(({ asked }) => asked)?.name ?? of;
          const days = [...new Set([...map.dates, map.asOf])].toSorted();
          return (
            <>
              {days.length < 2 ? null : (
                <div className="map-date">
                  <input
                    type="range"
                    min={0}
                    max={days.length - 1}
                    value={days.indexOf(map.asOf)}
                    aria-label={say('map.slider')}
                    aria-valuetext={format.date(map.asOf)}
                    onChange={(event) => onDate(days[Number(event.currentTarget.value)] ?? map.asOf)}
                  />
                  <span>{say('app.asOf', { date: format.date(map.asOf) })}</span>
                </div>
              )}
              {map.links.length === 0 ? (
                <p className="quiet">{say('map.alone')}</p>
              ) : asTable ? (
                <MapTable links={map.links} nodes={map.nodes} />
              ) : (
                <Suspense fallback={<div className="ownership" />}>
                  <OwnershipChart map={map} label={say('map.picture', { name })} onChoose={onChoose} />
                </Suspense>
              )}
            </>
          );
        }}
      </Answered>
    </Panel>
  );
}

function MapTable({
  links,
  nodes,
}: Pick<NonNullable<ReturnType<typeof useAnswer<'getOwnershipMap'>>['data']>, 'links' | 'nodes'>): ReactNode {
  const { say, format } = useWords();
  const bounds = useBoundsText();
  const names = new Map(
    nodes.map((node) => [node.id, node.name || (node.kind === 'person' ? say('map.person') : node.id)]),
  );
  return (
    <ScrollTable label={say('map.title')}>
      <thead>
        <tr>
          <th scope="col">{say('map.owner')}</th>
          <th scope="col">{say('map.owned')}</th>
          <th scope="col">{say('map.kind')}</th>
          <th scope="col" className="number">
            {say('control.share')}
          </th>
          <th scope="col">{say('map.since')}</th>
          <th scope="col">{say('map.until')}</th>
          <th scope="col">{say('control.source')}</th>
        </tr>
      </thead>
      <tbody>
        {links.map((link, at) => (
          <tr key={at}>
            <td className="wrap">{names.get(link.owner)}</td>
            <td className="wrap">{names.get(link.owned)}</td>
            <td>{sayOr(say, `link.${link.kind}`, link.kind)}</td>
            <td className="number">
              {link.share === null ? (
                <span className="unobserved">{say('map.unstated')}</span>
              ) : (
                bounds(link.share, format.share)
              )}
            </td>
            <td>{link.from === null ? '…' : format.date(link.from)}</td>
            <td>{link.to === null ? '…' : format.date(link.to)}</td>
            <td title={link.source}>
              {link.source.split('/').at(-1)}:{link.line}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
