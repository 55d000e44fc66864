import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { type FlowLink, flowLayout, type FlowNode, type PlacedNode } from './flow-layout.ts';

const height = 430;
const bar = 8;
const gap = 4;
const line = 12;
const colours = ['#0072B2', '#009E73', '#E69F00', '#CC79A7', '#56B4E9', '#D55E00', '#8C8C8C'];

/** A flow in layers from left to right. Pointing at a node leaves only what flows through it. The table beside it says the same. */
export function FlowChart({
  nodes,
  links,
  label,
  unit,
}: {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
  readonly label: string;
  readonly unit: string;
}): ReactNode {
  const { ref, width } = useElementSize();
  const [chosen, setChosen] = useState<string | null>(null);
  const placed = useMemo(() => flowLayout(nodes, links, height - 16, gap), [nodes, links]);
  const layers = Math.max(...nodes.map(({ layer }) => layer), 0);
  const labelWidth = Math.min(190, Math.max(90, width * 0.24));
  const xOf = (layer: number): number => (layers === 0 ? 0 : (layer * (width - bar - labelWidth)) / layers);
  const layerOf = new Map(placed.nodes.map(({ id, layer }) => [id, layer]));
  const sources = [...new Set(placed.nodes.filter(({ layer }) => layer === 0).map(({ id }) => id))];
  const origin = new Map(
    links.filter(({ source }) => layerOf.get(source) === 0).map(({ source, target }) => [target, source]),
  );
  const colourOf = (id: string): string => {
    const at = sources.indexOf(layerOf.get(id) === 0 ? id : (origin.get(id) ?? ''));
    return at < 0 ? '#8C8C8C' : (colours[Math.min(at, colours.length - 1)] ?? '#8C8C8C');
  };
  const told = labelled(placed.nodes);
  const touched = chosen === null ? null : through(chosen, links);
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  return (
    <div ref={ref} className="flow">
      {width === 0 ? null : (
        <svg width={width} height={height} role="img" aria-label={label} onMouseLeave={() => setChosen(null)}>
          <g transform="translate(0 8)">
            {placed.links.map((link) => {
              const start = xOf(layerOf.get(link.source) ?? 0) + bar;
              const end = xOf(layerOf.get(link.target) ?? 0);
              const bend = (start + end) / 2;
              const key = `${link.source}\n${link.target}`;
              return (
                <path
                  key={key}
                  d={`M${start} ${link.from}C${bend} ${link.from} ${bend} ${link.to} ${end} ${link.to}`}
                  fill="none"
                  stroke={colourOf(link.source)}
                  strokeWidth={link.thickness}
                  strokeOpacity={touched === null ? 0.26 : touched.has(key) ? 0.6 : 0.05}
                >
                  <title>{`${names.get(link.source)} → ${names.get(link.target)}: ${link.value} ${unit}`}</title>
                </path>
              );
            })}
            {placed.nodes.map((node) => (
              <g
                key={node.id}
                onMouseEnter={() => setChosen(node.id)}
                transform={`translate(${xOf(node.layer)} ${node.y})`}
              >
                <title>{`${node.name}: ${node.value} ${unit}`}</title>
                <rect
                  width={bar}
                  height={node.height}
                  fill={node.layer === layers ? 'var(--quiet)' : colourOf(node.id)}
                />
                {told.has(node.id) ? (
                  <text x={bar + 5} y={node.height / 2} dominantBaseline="central" className="flow-label">
                    {shortened(node.name, (node.layer === layers ? labelWidth : xOf(1) - 24) / 6.2)}
                  </text>
                ) : null}
              </g>
            ))}
          </g>
        </svg>
      )}
    </div>
  );
}

/** Nodes that have room for their name, the larger first. */
function labelled(nodes: readonly PlacedNode[]): Set<string> {
  const told: PlacedNode[] = [];
  for (const node of nodes.toSorted((a, b) => b.height - a.height)) {
    const middle = node.y + node.height / 2;
    const near = told.some((one) => one.layer === node.layer && Math.abs(one.y + one.height / 2 - middle) < line);
    if (!near) told.push(node);
  }
  return new Set(told.map(({ id }) => id));
}

/** Keys of the links on any path through a node. */
function through(chosen: string, links: readonly FlowLink[]): Set<string> {
  const found = new Set<string>();
  const walk = (id: string, near: 'source' | 'target', far: 'source' | 'target'): void => {
    for (const link of links) {
      const key = `${link.source}\n${link.target}`;
      if (link[near] !== id || found.has(key)) continue;
      found.add(key);
      walk(link[far], near, far);
    }
  };
  walk(chosen, 'source', 'target');
  walk(chosen, 'target', 'source');
  return found;
}

function shortened(text: string, letters: number): string {
  const room = Math.max(6, Math.floor(letters));
  return text.length <= room ? text : `${text.slice(0, room - 1).trimEnd()}…`;
}
