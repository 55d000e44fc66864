import { useComputedColorScheme } from '@mantine/core';
import Graphology from 'graphology';
import Sigma from 'sigma';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../words/words.tsx';
import { afterPaint } from './after-paint.ts';
import { type Graph, levelOf, touching } from './graph-levels.ts';
import { LabelLayer } from './label-layer.ts';
import { placeNodes } from './place-nodes.ts';

const colours = {
  light: {
    certain: '#0072b2',
    possible: '#56b4e9',
    stands: '#9aa5af',
    withdrawn: '#d55e00',
    asked: '#1d242b',
    faint: '#e3e8ec',
    link: '#c3ccd4',
    strong: '#0072b2',
    text: '#1d242b',
    paper: '#ffffff',
  },
  dark: {
    certain: '#3d9bd6',
    possible: '#7cc4ee',
    stands: '#6f7a84',
    withdrawn: '#ff9a66',
    asked: '#ffffff',
    faint: '#2a3138',
    link: '#444e57',
    strong: '#7cc4ee',
    text: '#e3e7eb',
    paper: '#1b2025',
  },
} as const;

/** A large graph, drawn by the graphics processor. The table beside it says the same. */
export function GraphCanvas({
  graph,
  chosen,
  onChoose,
  label,
}: {
  readonly graph: Pick<Graph, 'nodes' | 'links'>;
  readonly chosen: number | null;
  readonly onChoose: (node: number | null) => void;
  readonly label: string;
}): ReactNode {
  const { say, format } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Sigma | null>(null);
  const focus = useRef<Focus>({ chosen: null, path: null });
  const [state, setState] = useState<'placing' | 'drawn' | 'cannot'>('placing');
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const colour = colours[scheme];
  const level = useMemo(() => graph.nodes.map(({ kind }) => levelOf(kind)), [graph]);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  useEffect(() => {
    const stop = new AbortController();
    setState('placing');
    void placeNodes({ level, links: graph.links }, stop.signal)
      .then(({ x, y }) => {
        if (stop.signal.aborted || place.current === null) return;
        drawn.current = draw(place.current, graph, { x, y }, colour, focus, choose);
        setState('drawn');
      })
      .catch(() => setState('cannot'));
    return () => {
      stop.abort();
      drawn.current?.kill();
      drawn.current = null;
    };
  }, [graph, level, colour]);
  useEffect(() => {
    focus.current = { chosen, path: chosen === null ? null : touching(graph, chosen) };
    // What was pressed shows at once; drawing thousands of nodes anew follows it.
    return afterPaint(() => drawn.current?.refresh());
  }, [chosen, graph, state]);
  const zoom = (by: 'in' | 'out' | 'all'): void => {
    const camera = drawn.current?.getCamera();
    if (camera === undefined) return;
    const middle = chosen === null ? undefined : drawn.current?.getNodeDisplayData(String(chosen));
    if (by === 'in' && middle !== undefined)
      // To what was chosen, wherever the picture was.
      void camera.animate({ x: middle.x, y: middle.y, ratio: camera.ratio / 1.5 }, { duration: 120 });
    else if (by === 'in') void camera.zoomIn({ duration: 120 });
    else if (by === 'out') void camera.zoomOut({ duration: 120 });
    else void camera.reset({ duration: 120 });
  };
  return (
    <div className="graph-frame">
      <div ref={place} className="graph-canvas" role="img" aria-label={label} data-state={state} />
      {state === 'placing' ? (
        <p className="graph-says quiet" role="status">
          {say('graph.layout', { n: format.number(graph.nodes.length) })}
        </p>
      ) : null}
      {state === 'cannot' ? <p className="graph-says note">{say('graph.noCanvas')}</p> : null}
      <div className="graph-tools">
        {(['in', 'out', 'all'] as const).map((by) => (
          <button key={by} type="button" className="plain" onClick={() => zoom(by)}>
            {say(({ in: 'graph.zoomIn', out: 'graph.zoomOut', all: 'graph.reset' } as const)[by])}
          </button>
        ))}
      </div>
    </div>
  );
}

function draw(
  container: HTMLElement,
  { nodes, links }: Pick<Graph, 'nodes' | 'links'>,
  { x, y }: { readonly x: Float64Array; readonly y: Float64Array },
  colour: (typeof colours)['light' | 'dark'],
  focus: { readonly current: Focus },
  choose: { readonly current: (node: number | null) => void },
): Sigma {
  const many = nodes.length > 400;
  const model = new Graphology({ multi: false, type: 'directed' });
  const degree = new Int32Array(nodes.length);
  for (const [from, to] of links) {
    degree[from] = (degree[from] as number) + 1;
    degree[to] = (degree[to] as number) + 1;
  }
  nodes.forEach((node, at) => {
    model.addNode(String(at), {
      x: x[at],
      y: -(y[at] as number),
      size: sizeOf(node, degree[at] as number, nodes.length),
      color: node.asked ? colour.asked : node.withdrawn ? colour.withdrawn : colour[node.verdict],
    });
  });
  for (const [from, to] of links)
    if (!model.hasEdge(String(from), String(to)))
      model.addEdge(String(from), String(to), {
        color: links.length > 3000 ? colour.faint : colour.link,
        size: many ? 0.5 : 1,
      });
  const renderer = new Sigma(model, container, {
    settings: {
      renderLabels: false,
      zIndex: true,
      hideEdgesOnMove: links.length > 6000,
    } as never,
    styles: {
      nodes: [
        {
          color: { attribute: 'color' },
          size: { attribute: 'size' },
          x: { attribute: 'x' },
          y: { attribute: 'y' },
        },
      ],
      edges: [{ color: { attribute: 'color' }, size: { attribute: 'size' } }],
    } as never,
    nodeReducer: ((key: string, data: object) => {
      const only = focus.current.path;
      if (only === null) return data;
      return only.has(Number(key)) ? { ...data, zIndex: 1 } : { ...data, color: colour.faint };
    }) as never,
    edgeReducer: ((key: string, data: object) => {
      const only = focus.current.path;
      if (only === null) return data;
      const [from, to] = model.extremities(key).map(Number) as [number, number];
      if (only.has(from) && only.has(to)) return { ...data, color: colour.strong, size: 1.6, zIndex: 1 };
      // Thousands of faint links would hide the path that was asked for.
      return many ? { ...data, hidden: true } : { ...data, color: colour.faint };
    }) as never,
  });
  const [left, right] = [Math.min(...x), Math.max(...x)];
  const [low, high] = [Math.min(...y), Math.max(...y)];
  // Room for the names of the last level.
  renderer.setCustomBBox({ x: [left, right + Math.max(30, (right - left) * 0.18)], y: [-high, -low] });
  const names = new LabelLayer(container, colour);
  let pointed: number | null = null;
  const nameOf = (node: Graph['nodes'][number]): string =>
    'count' in node && Number(node.count) > 1 ? `${node.name} ×${Number(node.count)}` : node.name;
  const sizes = nodes.map((node, at) => sizeOf(node, degree[at] as number, nodes.length));
  renderer.on('afterRender', () => {
    const { chosen, path } = focus.current;
    const shown = nodes.flatMap((node, at) => {
      if (path !== null && !path.has(at) && at !== pointed) return [];
      const place = renderer.graphToViewport({ x: x[at] as number, y: -(y[at] as number) });
      const always = node.asked || at === chosen || at === pointed;
      const weight = (sizes[at] as number) + (node.withdrawn ? 100 : 0);
      return [{ ...place, radius: renderer.scaleSize(sizes[at] as number), name: nameOf(node), always, weight }];
    });
    names.draw(shown, renderer.getDimensions());
  });
  const point = (node: number | null) => (): void => {
    pointed = node;
    // Only names change, which are drawn apart: nothing of the graph is computed again.
    renderer.scheduleRender();
  };
  renderer.on('enterNode', ({ node }) => point(Number(node))());
  renderer.on('leaveNode', point(null));
  const paper = printedPicture(container, renderer, colour.paper);
  addEventListener('beforeprint', paper);
  renderer.on('kill', () => {
    names.remove();
    removeEventListener('beforeprint', paper);
  });
  renderer.on('clickNode', ({ node }) => choose.current(Number(node)));
  renderer.on('clickStage', () => choose.current(null));
  return renderer;
}

/** Keeps an image of the picture for paper: what the graphics processor drew is gone when a page is printed. */
function printedPicture(container: HTMLElement, renderer: Sigma, ground: string): () => void {
  const image = document.createElement('img');
  image.className = 'graph-print';
  image.alt = '';
  image.hidden = true;
  container.after(image);
  renderer.on('kill', () => image.remove());
  return () => {
    renderer.refresh({ schedule: false });
    const { width, height } = renderer.getDimensions();
    const whole = document.createElement('canvas');
    whole.width = width * devicePixelRatio;
    whole.height = height * devicePixelRatio;
    const pen = whole.getContext('2d');
    if (pen === null) return;
    pen.fillStyle = ground;
    pen.fillRect(0, 0, whole.width, whole.height);
    for (const layer of container.querySelectorAll('canvas')) pen.drawImage(layer, 0, 0, whole.width, whole.height);
    image.src = whole.toDataURL('image/png');
  };
}

/** What the picture is about now: the node chosen, and all that is on a path through it. */
interface Focus {
  readonly chosen: number | null;
  readonly path: ReadonlySet<number> | null;
}

/** Larger for what carries much or stands for many, smaller where there are many. */
function sizeOf(node: Graph['nodes'][number], degree: number, among: number): number {
  const scale = among > 2000 ? 0.35 : among > 400 ? 0.55 : 1;
  const count = 'count' in node ? Number(node.count) : 1;
  const base = node.asked ? 8 : node.withdrawn && node.kind !== 'service use' && node.kind !== 'asset' ? 5 : 3;
  return base * Math.max(scale, node.asked ? 0.8 : 0) + Math.min(5, Math.log2(Math.max(degree, count))) * scale;
}
