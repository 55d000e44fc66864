import type { Block } from '../document/blocks.ts';

/** The bookmarks of a document, one for each block or row that a link may lead to: anchor to the bookmark's name. */
export function bookmarksOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const bear = (first: string, anchors: readonly string[]): void => {
    const name = `underpin_${first.replace(/[^A-Za-z0-9]/g, '_')}`.slice(0, 40);
    for (const anchor of anchors) names.set(anchor, name);
  };
  for (const { anchors, content } of blocks) {
    const [first] = anchors;
    const bears = content.kind === 'heading' || content.kind === 'paragraph' || content.kind === 'table';
    if (first !== undefined && bears) bear(first, anchors);
    if (content.kind === 'table') for (const { anchor } of content.rows) if (anchor !== null) bear(anchor, [anchor]);
  }
  return names;
}
