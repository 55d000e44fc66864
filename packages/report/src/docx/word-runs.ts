import { ImageRun, InternalHyperlink, ShadingType, TextRun } from 'docx';
import type { IRunOptions, ParagraphChild } from 'docx';
import type { Chart, Run, Runs } from '../document/blocks.ts';
import { chartPicture } from './chart-picture.ts';
import { tlpColours } from './tlp-colours.ts';

const soft = '545B64';
const leads = '005A8F';
const widestPx = 640;

/** What XML forbids in text. */
// oxlint-disable-next-line no-control-regex
const unseen = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Text as Word holds it: what its XML cannot hold is shown as U+FFFD. */
export function wordText(text: string): string {
  return text.toWellFormed().replace(unseen, '\uFFFD');
}

/** Runs as Word has them; `targets` names the anchors that are there, each with its bookmark. */
export function wordRuns(runs: Runs, targets: ReadonlyMap<string, string>, more: IRunOptions = {}): ParagraphChild[] {
  return runs.map((run) => {
    if (run.text === '\n') return new TextRun({ ...more, break: 1 });
    const bookmark = run.target === undefined ? undefined : targets.get(run.target);
    const child = new TextRun({ ...more, ...styleOf(run), ...(bookmark === undefined ? {} : { color: leads }) });
    return bookmark === undefined ? child : new InternalHyperlink({ anchor: bookmark, children: [child] });
  });
}

function styleOf(run: Run): IRunOptions {
  const text = wordText(run.text);
  const rightToLeft = /\p{Script=Hebrew}|\p{Script=Arabic}/u.test(text) && !/\p{Script=Latin}/u.test(text);
  return {
    text,
    ...(run.strong === true || run.emphasis === true ? { bold: true } : {}),
    ...(run.soft === true ? { color: soft } : {}),
    ...(rightToLeft ? { rightToLeft: true } : {}),
    ...(run.tag === 'tlp' ? tlpStyle(text) : {}),
    ...(run.tag === 'plain' ? { border: { style: 'single', size: 4, space: 1, color: 'auto' } } : {}),
    ...(run.tag === 'strong'
      ? { bold: true, color: 'FFFFFF', shading: { type: ShadingType.CLEAR, fill: '16191D' } }
      : {}),
  };
}

/** A TLP label in its own colour on black, as TLP 2.0 asks for. */
export function tlpStyle(label: string): IRunOptions {
  return {
    bold: true,
    color: tlpColours[label] ?? 'FFFFFF',
    shading: { type: ShadingType.CLEAR, fill: '000000' },
  };
}

/** A chart as a vector, with a picture in points for readers that know no SVG. */
export async function wordChart(chart: Chart): Promise<ImageRun> {
  const scale = Math.min(1, widestPx / chart.width);
  const size = { width: Math.round(chart.width * scale), height: Math.round(chart.height * scale) };
  return new ImageRun({
    type: 'svg',
    data: new TextEncoder().encode(wordText(chart.svg)),
    transformation: size,
    fallback: { type: 'png', data: await chartPicture(wordText(chart.svg), chart.width * 2) },
    altText: { name: chart.id, title: wordText(chart.title), description: wordText(chart.description) },
  });
}
