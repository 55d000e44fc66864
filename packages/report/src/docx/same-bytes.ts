import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The first moment that a ZIP entry can have, in the clock's own zone as fflate takes it. */
const zipStart = (): Date => new Date(1980, 0, 1);
const madeUp = /\brId[a-z0-9_-]{21}(?=")/g;
const drawing = /(<wp:docPr id=")\d+/g;
const bookmark = /(<w:bookmark(?:Start|End)\b[^>]*?w:id=")(\d+)/g;

/**
 * The same DOCX with what a clock or chance decided taken out: dates of the entries, dates of the document (they become
 * `moment`), and made-up ids of relationships, drawings and bookmarks (they become numbers
 * in order of appearance).
 */
export function sameBytes(document: Uint8Array, moment: string): Uint8Array {
  const entries = unzipSync(document);
  const relationships = new Map<string, number>();
  const bookmarks = new Map<string, number>();
  let drawings = 0;
  const result: Record<string, [Uint8Array, { mtime: Date; level: 6 }]> = {};
  for (const name of Object.keys(entries).toSorted(contentTypesFirst)) {
    const bytes = entries[name] ?? new Uint8Array();
    if (!/\.(?:xml|rels)$/.test(name)) {
      result[name] = [bytes, { mtime: zipStart(), level: 6 }];
      continue;
    }
    let text = strFromU8(bytes)
      .replace(madeUp, (id) => `rIdU${numbered(relationships, id)}`)
      .replace(drawing, (_, before: string) => `${before}${(drawings += 1)}`)
      .replace(bookmark, (_, before: string, id: string) => `${before}${numbered(bookmarks, id)}`);
    if (name === 'docProps/core.xml')
      text = text.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, (_, tag: string) => `${tag}${moment}`);
    result[name] = [strToU8(text), { mtime: zipStart(), level: 6 }];
  }
  return zipSync(result);
}

function numbered(known: Map<string, number>, id: string): number {
  const number = known.get(id) ?? known.size + 1;
  known.set(id, number);
  return number;
}

function contentTypesFirst(first: string, second: string): number {
  const rank = (name: string): number => (name === '[Content_Types].xml' ? 0 : name === '_rels/.rels' ? 1 : 2);
  return rank(first) - rank(second) || (first < second ? -1 : first > second ? 1 : 0);
}
