import type { ColumnKind, PrintTable } from './blocks.ts';
import { allNamed, classesOf, elementsOf } from './page-tree.ts';
import type { Element } from './page-tree.ts';
import { runsOf } from './runs.ts';

const kinds: readonly ColumnKind[] = ['number', 'code', 'short', 'long'];

/** A table of the page as data. */
export function tableOf(element: Element): PrintTable {
  const caption = allNamed(element, 'caption')[0];
  const heads = elementsOf(element).find((part) => part.name === 'thead');
  const body = elementsOf(element).find((part) => part.name === 'tbody');
  return {
    kind: 'table',
    id: element.attributes['id'] ?? '',
    caption: caption === undefined ? [] : runsOf(caption),
    columns: (heads === undefined ? [] : allNamed(heads, 'th')).map((head) => ({
      head: runsOf(head),
      kind: kinds.find((kind) => classesOf(head).includes(kind)) ?? 'text',
    })),
    rows: (body === undefined ? [] : elementsOf(body)).map((row) => ({
      cells: elementsOf(row).map(runsOf),
      marked: classesOf(row).includes('marked'),
      anchor: row.attributes['id'] ?? null,
    })),
  };
}
