import { SegmentedControl, Select, Slider, Switch } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { foldAlike } from '../graph/fold-alike.ts';
import { type Graph, levelCount, levelKinds, levelsFrom } from '../graph/graph-levels.ts';
import { Answered } from '../parts/answered.tsx';
import { FunctionChoice } from '../parts/function-choice.tsx';
import { NodeTable } from '../parts/node-table.tsx';
import { Panel } from '../parts/panel.tsx';
import { sayOr, useWords } from '../words/words.tsx';

/** Above so many nodes, those of one name are drawn as one to begin with. */
const foldAbove = 60;
const GraphCanvas = lazy(async () => ({ default: (await import('../graph/graph-canvas.tsx')).GraphCanvas }));

/** A graph that starts from a question: why does this function fall, or all that falls with a subject. */
export function GraphPage(): ReactNode {
  const { say, format } = useWords();
  const navigate = useNavigate({ from: '/reliance/graph' });
  const search = useSearch({ from: '/reliance/graph' });
  const { subject, institution, function: fn } = search;
  const bound = search.bound === 'atLeast' ? 'atLeast' : 'atMost';
  const falling = search.falling === 'no' || subject === undefined ? 'no' : 'yes';
  const asked = subject !== undefined || fn !== undefined;
  const query = useAnswer(
    'getGraph',
    asked
      ? {
          query: {
            bound,
            falling,
            ...(subject === undefined ? {} : { subject }),
            ...(institution === undefined || fn === undefined ? {} : { institution, function: fn }),
          },
        }
      : null,
    { keep: true },
  );
  const starters = [
    useAnswer('getRanking', { query: { kind: 'group', limit: 60 } }),
    useAnswer('getRanking', { query: { kind: 'maker', limit: 60 } }),
    useAnswer('getRanking', { query: { kind: 'country', limit: 40 } }),
  ].flatMap(({ data }) => data?.items ?? []);
  const subjects = new Map(
    starters.map((line) => [
      line.subject,
      `${line.kind === 'country' ? format.country(line.id) : line.name} · ${say(`kind.one.${line.kind}`)}`,
    ]),
  );
  if (subject !== undefined && !subjects.has(subject)) subjects.set(subject, subject);
  const change = (next: Partial<typeof search>): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  return (
    <>
      <h1>{say('graph.title')}</h1>
      <p className="quiet lead">{say('graph.lead')}</p>
      <div className="subject">
        <div className="condition">
          <FunctionChoice
            institution={institution}
            value={fn}
            onChange={(next) => change({ institution: next?.institution ?? '', function: next?.function ?? '' })}
          />
          <Select
            size="xs"
            className="grow"
            label={say('graph.subject')}
            placeholder={say('graph.nothing')}
            searchable
            clearable
            limit={80}
            value={subject ?? null}
            data={[...subjects].map(([value, label]) => ({ value, label }))}
            onChange={(value) => change({ subject: value ?? '' })}
          />
          <SegmentedControl
            size="xs"
            aria-label={say('whatif.bound')}
            value={bound}
            onChange={(value) => change({ bound: value })}
            data={[
              { value: 'atLeast', label: say('unit.atLeast') },
              { value: 'atMost', label: say('unit.atMost') },
            ]}
          />
          {fn === undefined || subject === undefined ? null : (
            <Switch
              size="xs"
              label={say('graph.falling')}
              checked={falling === 'yes'}
              onChange={(event) => change({ falling: event.currentTarget.checked ? 'yes' : 'no' })}
            />
          )}
        </div>
      </div>
      {asked ? (
        <Answered query={query}>
          {(graph) => <Explorer key={`${subject} ${institution} ${fn} ${bound} ${falling}`} graph={graph} />}
        </Answered>
      ) : (
        <p className="note">{say('graph.teach')}</p>
      )}
    </>
  );
}

function Explorer({ graph }: { readonly graph: Graph }): ReactNode {
  const { say, format } = useWords();
  const [first, setFirst] = useState(0);
  const [chosen, setChosen] = useState<number | null>(null);
  const [folded, setFolded] = useState(graph.nodes.length > foldAbove);
  const part = useMemo(() => {
    const levels = levelsFrom(graph, first);
    return folded ? foldAlike(levels) : levels;
  }, [graph, first, folded]);
  const falls = graph.nodes.length;
  const nameOf = (level: number): string =>
    (levelKinds[level] ?? []).map((kind) => sayOr(say, `kind.one.${kind}`, kind)).join(', ');
  if (falls === 0) return <p className="note">{say('graph.none')}</p>;
  return (
    <>
      <Panel
        title={say('graph.nodes', { n: format.number(part.nodes.length), links: format.number(part.links.length) })}
        note={
          graph.cut
            ? say('graph.cut', { n: format.number(graph.nodes.length) })
            : folded
              ? say('graph.foldNote', { n: format.number(graph.nodes.length) })
              : undefined
        }
        tools={
          <div className="graph-depth">
            <Switch
              size="xs"
              label={say('graph.fold')}
              checked={folded}
              onChange={(event) => {
                setFolded(event.currentTarget.checked);
                setChosen(null);
              }}
            />
            <span className="quiet">{say('graph.levels')}</span>
            <Slider
              size="sm"
              w={180}
              min={0}
              max={levelCount - 1}
              value={first}
              label={nameOf}
              thumbLabel={say('graph.levels')}
              onChange={(value) => {
                setFirst(value);
                setChosen(null);
              }}
            />
            <span className="quiet">{nameOf(first)} →</span>
          </div>
        }
      >
        <ul className="graph-legend">
          <li className="asked">{say('graph.function')}</li>
          <li className="withdrawn">{say('why.withdrawn')}</li>
          <li className="certain">{say('unit.certain')}</li>
          <li className="possible">{say('unit.possible')}</li>
          <li className="stands">{say('graph.stands')}</li>
        </ul>
        <Suspense fallback={<div className="graph-canvas" />}>
          <GraphCanvas
            graph={part}
            chosen={chosen}
            onChoose={setChosen}
            label={say('graph.picture', { n: format.number(part.nodes.length) })}
          />
        </Suspense>
      </Panel>
      <NodeTable graph={part} chosen={chosen} onChoose={setChosen} />
    </>
  );
}
