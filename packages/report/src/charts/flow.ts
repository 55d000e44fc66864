import type { Html } from '../html/html.ts';
import { countText } from '../words/numbers.ts';
import { draw, shorten } from './draw.ts';
import type { ChartWords } from './draw.ts';
import { palette } from './palette.ts';

/** One thing that flows through all layers: one name for each layer. */
export interface FlowItem {
  readonly names: readonly string[];
  readonly weight: number;
  readonly tone: 'sure' | 'possible' | 'subject' | 'other';
}

interface Link {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  readonly lineStyle: { readonly color: string; readonly opacity: number };
}

const opacity = { sure: 0.55, possible: 0.2, subject: 0.6, other: 0.35 } as const;

/** Layered flow, layer by layer from the left; of each layer the `top` heaviest are named, the others drawn as one. */
export function flow(words: ChartWords, layers: readonly string[], items: readonly FlowItem[], top = 12): Html {
  const kept = layers.map((_, layer) => heaviest(items, layer, top));
  const weights = new Map<string, number>();
  const links = new Map<string, Link>();
  for (const item of items) {
    const keys = item.names.map((name, layer) => `${layer}|${kept[layer]?.has(name) === true ? name : ''}`);
    keys.forEach((key, layer) => {
      weights.set(key, (weights.get(key) ?? 0) + item.weight);
      const target = keys[layer + 1];
      if (target === undefined) return;
      const id = JSON.stringify([key, target, item.tone]);
      const value = (links.get(id)?.value ?? 0) + item.weight;
      links.set(id, {
        source: key,
        target,
        value,
        lineStyle: { color: item.tone === 'possible' ? palette.sure : palette[item.tone], opacity: opacity[item.tone] },
      });
    });
  }
  const label = (key: string): string => {
    const layer = Number(key.slice(0, key.indexOf('|')));
    const name = key.slice(key.indexOf('|') + 1);
    if (name !== '') return shorten(name, 26);
    const all = new Set(items.map((item) => item.names[layer]));
    return `${countText(all.size - (kept[layer]?.size ?? 0))} others`;
  };
  const nodes = [...weights.keys()].map((key) => ({ name: key, depth: Number(key.slice(0, key.indexOf('|'))) }));
  const tallest = Math.max(1, ...layers.map((_, layer) => nodes.filter((node) => node.depth === layer).length));
  return draw(words, 760, 40 + Math.max(120, tallest * 30), {
    series: [
      {
        type: 'sankey',
        left: 4,
        right: 205,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: 9,
        layoutIterations: 48,
        draggable: false,
        itemStyle: { color: palette.soft, borderWidth: 0 },
        label: {
          color: palette.ink,
          fontSize: 12,
          textBorderColor: palette.paper,
          textBorderWidth: 3,
          formatter: (node: { readonly name: string }) =>
            `${label(node.name)} (${countText(weights.get(node.name) ?? 0)})`,
        },
        levels: layers.map((_, depth) => ({ depth, label: { position: 'right' } })),
        data: nodes,
        links: [...links.values()],
      },
    ],
  });
}

function heaviest(items: readonly FlowItem[], layer: number, top: number): ReadonlySet<string> {
  const weights = new Map<string, number>();
  for (const item of items) {
    const name = item.names[layer] ?? '';
    weights.set(name, (weights.get(name) ?? 0) + item.weight);
  }
  const sorted = [...weights].toSorted((first, second) => second[1] - first[1] || (first[0] < second[0] ? -1 : 1));
  // One single other is no shorter than its name.
  return new Set(sorted.slice(0, sorted.length === top + 1 ? top + 1 : top).map(([name]) => name));
}
