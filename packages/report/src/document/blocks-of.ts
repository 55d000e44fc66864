import type { Block, Chart, Content, Runs } from './blocks.ts';
import { allNamed, classesOf, elementsOf, pageTree } from './page-tree.ts';
import type { Element } from './page-tree.ts';
import { paperSvg } from './paper-svg.ts';
import { runsOf, textOf } from './runs.ts';
import { tableOf } from './table-of.ts';

const containers = new Set(['page', 'root', 'main', 'section', 'article', 'header', 'footer', 'div', 'details']);
const onlyOnScreen = new Set(['contents', 'skip', 'screen', 'draft']);

/**
 * The blocks of a page made by this package's templates, in order: what PDF and DOCX print. What a page shows they show;
 * an element that has no printed form is a mistake and throws.
 */
export function blocksOf(markup: string): readonly Block[] {
  const charts: string[] = [];
  const plain = markup
    .replace(/<script\b[\s\S]*?<\/script>/g, '')
    .replace(/<svg class="chart"[\s\S]*?<\/svg>/g, (svg) => `<chart number="${charts.push(svg) - 1}"/>`);
  const blocks: Block[] = [];
  let anchors: string[] = [];
  let section = '';

  const add = (content: Content): void => {
    blocks.push({ anchors, section, content });
    anchors = [];
  };
  const name = (element: Element): void => {
    const id = element.attributes['id'];
    if (id !== undefined) anchors.push(id);
  };
  const walk = (element: Element): void => {
    const classes = classesOf(element);
    if (classes.some((one) => onlyOnScreen.has(one))) return;
    name(element);
    switch (element.name) {
      case 'h1':
      case 'h2':
      case 'h3':
        if (element.name === 'h2') section = element.attributes['id'] ?? '';
        add({
          kind: 'heading',
          level: element.name === 'h1' ? 0 : element.name === 'h2' ? 1 : 2,
          runs: runsOf(element),
        });
        return;
      case 'p':
      case 'pre':
      case 'summary':
        add({ kind: 'paragraph', role: roleOf(classes), runs: runsOf(element) });
        return;
      case 'dl':
        add({ kind: 'facts', facts: factsOf(element) });
        return;
      case 'ul':
      case 'ol':
        if (classes.includes('key')) add(keyOf(element));
        else add({ kind: 'list', items: elementsOf(element).map(runsOf) });
        return;
      case 'figure':
        add(chartOf(element, charts));
        return;
      case 'table':
        add(tableOf(element));
        return;
      default:
        if (!containers.has(element.name)) throw new TypeError(`No printed form is known for <${element.name}>`);
        for (const child of element.children) {
          if (typeof child !== 'string') walk(child);
          else if (child.trim() !== '') throw new TypeError(`Text stands outside of a block: "${child.trim()}"`);
        }
    }
  };
  walk(pageTree(plain));
  return blocks;
}

function roleOf(classes: readonly string[]): 'plain' | 'over' | 'lead' | 'note' | 'notice' {
  if (classes.includes('empty')) return 'note';
  return (['over', 'lead', 'note', 'notice'] as const).find((role) => classes.includes(role)) ?? 'plain';
}

function factsOf(element: Element): readonly { term: Runs; is: Runs }[] {
  const facts: { term: Runs; is: Runs }[] = [];
  let term: Runs = [];
  for (const child of elementsOf(element)) {
    if (child.name === 'dt') term = runsOf(child);
    else facts.push({ term, is: runsOf(child) });
  }
  return facts;
}

function keyOf(element: Element): Content {
  const part = (item: Element, name: string): Runs => {
    const found = elementsOf(item).find((child) => classesOf(child).includes(name));
    return found === undefined ? [] : runsOf(found);
  };
  return {
    kind: 'key',
    figures: elementsOf(element).map((item) => ({
      value: part(item, 'value'),
      label: part(item, 'label'),
      note: part(item, 'note'),
    })),
  };
}

function chartOf(element: Element, charts: readonly string[]): Chart {
  const drawn = allNamed(element, 'chart')[0];
  const svg = charts[Number(drawn?.attributes['number'])];
  if (svg === undefined) throw new TypeError('A figure without a chart has no printed form');
  const inSvg = (name: string): string => {
    const markup = new RegExp(`<${name}[^>]*>[^<]*</${name}>`).exec(svg)?.[0] ?? `<${name}/>`;
    const found = allNamed(pageTree(markup), name)[0];
    return found === undefined ? '' : textOf(runsOf(found));
  };
  const attribute = (name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(svg)?.[1] ?? '';
  const caption = allNamed(element, 'figcaption')[0];
  return {
    kind: 'chart',
    id: attribute('aria-labelledby').split('-title')[0] ?? '',
    title: inSvg('title'),
    description: inSvg('desc'),
    svg: paperSvg(svg),
    width: Number(attribute('width')),
    height: Number(attribute('height')),
    legend: allNamed(element, 'li').map((item) => ({
      mark: classesOf(elementsOf(item)[0] ?? item)[0] ?? 'other',
      meaning: runsOf(item),
    })),
    caption: caption === undefined ? [] : runsOf(caption),
  };
}
