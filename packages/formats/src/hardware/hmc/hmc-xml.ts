import { SaxesParser } from 'saxes';
import { ok, refused, type Result } from '@underpin/model';
import type { OpenedEntry } from '../opened-entry.ts';

/** One resource of an Atom document of the console: its type, and the first text and address at each path below it. */
export interface HmcResource {
  readonly type: string;
  readonly line: number;
  readonly texts: ReadonlyMap<string, string>;
  readonly links: ReadonlyMap<string, string>;
}

const namespace = 'http://www.ibm.com/xmlns/systems/power/firmware/uom/';
const resourceLevels = 6;

/** Reads the resources of an Atom feed or entry. A path such as "PartitionName" is a direct child, so that names inside slots never count. */
export function hmcResources(entry: OpenedEntry): Result<HmcResource[]> {
  const text = entry.text;
  if (!text.ok) return text;
  const parser = new SaxesParser({ xmlns: true });
  const resources: HmcResource[] = [];
  const path: string[] = [];
  let base = -1;
  let current: { type: string; line: number; texts: Map<string, string>; links: Map<string, string> } | undefined;
  let gathered = '';
  let problem: string | undefined;
  const stop = (reason: string): void => {
    problem ??= `${reason} (line ${parser.line})`;
  };
  parser.on('doctype', () => stop('it holds a document type declaration, which is never followed'));
  parser.on('error', (error) => stop(`it is no whole XML document: ${error.message}`));
  parser.on('opentag', (tag) => {
    if (path.length >= entry.limits.maxDepth) stop(`it is nested deeper than ${entry.limits.maxDepth} levels`);
    path.push(tag.local);
    gathered = '';
    if (current === undefined && tag.uri.startsWith(namespace) && path.at(-2) === 'content') {
      current = { type: tag.local, line: parser.line, texts: new Map(), links: new Map() };
      base = path.length;
    } else if (current !== undefined) {
      const href = tag.attributes['href'];
      if (href !== undefined) setFirst(current.links, path.slice(base).join('/'), href.value);
    }
  });
  parser.on('text', (part) => {
    gathered += part;
  });
  parser.on('cdata', (part) => {
    gathered += part;
  });
  parser.on('closetag', () => {
    if (current !== undefined && path.length === base) {
      resources.push(current);
      current = undefined;
    } else if (current !== undefined && path.length - base <= resourceLevels && gathered.trim() !== '') {
      setFirst(current.texts, path.slice(base).join('/'), gathered.trim());
    }
    path.pop();
    gathered = '';
  });
  const step = 65_536;
  for (let from = 0; from < text.value.length && problem === undefined; from += step) {
    parser.write(text.value.slice(from, from + step));
  }
  if (problem === undefined) parser.close();
  return problem === undefined ? ok(resources) : refused(problem);
}

function setFirst(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value);
}
