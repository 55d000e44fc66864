import { SaxesParser } from 'saxes';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

/** Reads what this package's own templates made: they are XML, as every text in them is escaped. */
export function pageTree(markup: string): Element {
  const root: Open = { name: 'root', attributes: {}, children: [] };
  const open: Open[] = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new TypeError(`The page is not well formed: ${error.message}`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Open = { name, attributes: attributes as Record<string, string>, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => open.at(-1)?.children.push(text));
  parser.on('closetag', () => open.pop());
  parser.write(`<page>${markup.toWellFormed()}</page>`).close();
  return root;
}

export function elementsOf(element: Element): readonly Element[] {
  return element.children.filter((child) => typeof child !== 'string');
}

export function classesOf(element: Element): readonly string[] {
  return (element.attributes['class'] ?? '').split(/\s+/).filter((name) => name !== '');
}

/** Every element of this name below, in order. */
export function allNamed(element: Element, name: string): readonly Element[] {
  return elementsOf(element).flatMap((child) => [...(child.name === name ? [child] : []), ...allNamed(child, name)]);
}
