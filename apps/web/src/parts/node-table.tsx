import { TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { type Graph, levelOf } from '../graph/graph-levels.ts';
import { sayOr, useWords } from '../words/words.tsx';
import { Panel } from './panel.tsx';
import { scrollToEnds } from './scroll-to-ends.ts';

const rowHeight = 30;

/** The nodes of a graph as a table, with what each stands on; choosing one shows it in the picture. */
export function NodeTable({
  graph,
  chosen,
  onChoose,
}: {
  readonly graph: Pick<Graph, 'nodes' | 'links'>;
  readonly chosen: number | null;
  readonly onChoose: (node: number | null) => void;
}): ReactNode {
  const { say, format } = useWords();
  const [find, setFind] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const { below, above } = useMemo(() => {
    const lists = { below: graph.nodes.map((): number[] => []), above: graph.nodes.map((): number[] => []) };
    for (const [child, parent] of graph.links) {
      lists.below[parent]?.push(child);
      lists.above[child]?.push(parent);
    }
    return lists;
  }, [graph]);
  const shown = useMemo(() => {
    const wanted = find.trim().toLocaleLowerCase();
    return [...graph.nodes.keys()]
      .filter((at) => {
        const node = graph.nodes[at];
        return `${node?.name ?? ''} ${node?.institution ?? ''}`.toLocaleLowerCase().includes(wanted);
      })
      .sort((a, b) => levelOf(graph.nodes[b]?.kind ?? '') - levelOf(graph.nodes[a]?.kind ?? ''));
  }, [graph, find]);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const names = (list: readonly number[]): string => {
    const told = list.slice(0, 3).map((at) => graph.nodes[at]?.name ?? '');
    return list.length > 3 ? `${told.join('; ')} +${format.number(list.length - 3)}` : told.join('; ');
  };
  const above_ = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <Panel
      title={say('graph.asTable')}
      note={say('register.count', { n: format.number(shown.length), all: format.number(graph.nodes.length) })}
      tools={
        <TextInput
          size="xs"
          type="search"
          aria-label={say('graph.find')}
          placeholder={say('graph.find')}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
        />
      }
    >
      <div
        ref={place}
        className="rows node-rows"
        tabIndex={0}
        role="group"
        aria-label={say('graph.asTable')}
        onKeyDown={scrollToEnds}
      >
        <table className="data fixed" aria-rowcount={shown.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{say('graph.name')}</th>
              <th scope="col">{say('graph.kind')}</th>
              <th scope="col">{say('graph.of')}</th>
              <th scope="col">{say('graph.verdict')}</th>
              <th scope="col">{say('graph.standsOn')}</th>
              <th scope="col">{say('graph.carries')}</th>
            </tr>
          </thead>
          <tbody>
            {above_ > 0 ? (
              <tr aria-hidden="true" className="spacer">
                <td colSpan={6} style={{ height: `${above_}px` }} />
              </tr>
            ) : null}
            {items.map(({ index }) => {
              const at = shown[index] as number;
              const node = graph.nodes[at] as Graph['nodes'][number];
              return (
                <tr key={at} aria-rowindex={index + 2} aria-selected={at === chosen}>
                  <th scope="row">
                    <button
                      type="button"
                      className="why"
                      aria-pressed={at === chosen}
                      onClick={() => onChoose(at === chosen ? null : at)}
                    >
                      {node.name}
                      {'count' in node && Number(node.count) > 1 ? ` ×${Number(node.count)}` : ''}
                    </button>
                  </th>
                  <td>{sayOr(say, `kind.one.${node.kind}`, node.kind)}</td>
                  <td title={node.institution ?? ''}>{node.institution ?? ''}</td>
                  <td>
                    <span className={`standing ${node.verdict}`}>
                      {node.withdrawn
                        ? say('why.withdrawn')
                        : node.verdict === 'stands'
                          ? say('graph.stands')
                          : say(`unit.${node.verdict}`)}
                    </span>
                  </td>
                  <td title={names(below[at] ?? [])}>{names(below[at] ?? [])}</td>
                  <td title={names(above[at] ?? [])}>{names(above[at] ?? [])}</td>
                </tr>
              );
            })}
            {after > 0 ? (
              <tr aria-hidden="true" className="spacer">
                <td colSpan={6} style={{ height: `${after}px` }} />
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
