import { placeLabels } from './place-labels.ts';

/** A node on the screen, in pixels, as the picture shows it now. */
export interface NodeShown {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly name: string;
  readonly always: boolean;
  readonly weight: number;
}

const lineHeight = 15;
const most = 160;
const longest = 34;

/** Draws the names of a graph over its picture, as many as stand free of each other. */
export class LabelLayer {
  readonly #canvas: HTMLCanvasElement;
  readonly #colour: { readonly text: string; readonly paper: string };
  readonly #widths = new Map<string, number>();

  constructor(container: HTMLElement, colour: { readonly text: string; readonly paper: string }) {
    this.#canvas = document.createElement('canvas');
    this.#canvas.className = 'graph-names';
    this.#colour = colour;
    container.append(this.#canvas);
  }

  draw(nodes: readonly NodeShown[], { width, height }: { readonly width: number; readonly height: number }): void {
    const pen = this.#canvas.getContext('2d');
    if (pen === null) return;
    const ratio = devicePixelRatio;
    this.#canvas.width = width * ratio;
    this.#canvas.height = height * ratio;
    pen.scale(ratio, ratio);
    pen.font = `12px ${getComputedStyle(this.#canvas).fontFamily}`;
    pen.textBaseline = 'middle';
    pen.lineJoin = 'round';
    pen.lineWidth = 3;
    pen.strokeStyle = this.#colour.paper;
    pen.fillStyle = this.#colour.text;
    const named = nodes
      .filter(({ name }) => name !== '')
      .map((node) => ({ ...node, name: node.always || node.name.length <= longest ? node.name : cut(node.name) }));
    const wanted = named.map((node) => ({ ...node, width: this.#widthOf(pen, node.name) }));
    for (const { of, left, top } of placeLabels(wanted, { width, height, lineHeight, most })) {
      const { name = '' } = named[of] ?? {};
      pen.strokeText(name, left, top + lineHeight / 2);
      pen.fillText(name, left, top + lineHeight / 2);
    }
  }

  remove(): void {
    this.#canvas.remove();
  }

  #widthOf(pen: CanvasRenderingContext2D, name: string): number {
    let width = this.#widths.get(name);
    if (width === undefined) this.#widths.set(name, (width = Math.ceil(pen.measureText(name).width) + 2));
    return width;
  }
}

/** Shortened; what stands behind the last dot tells alike names apart and stays. */
function cut(name: string): string {
  const dot = name.lastIndexOf(' · ');
  const end = dot < 0 ? '' : name.slice(dot, dot + longest / 2);
  return `${name.slice(0, longest - 1 - end.length).trimEnd()}…${end}`;
}
