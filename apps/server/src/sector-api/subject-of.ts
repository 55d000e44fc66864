import type { RankLine } from '@underpin/app';
import type { Sector } from '@underpin/model';

/** The subject that a ranked line withdraws, as an expression. A provider goes with what it makes; a maker goes as a maker only. */
export function subjectOf({ kind, id }: Pick<RankLine, 'kind' | 'id'>, { providers }: Sector): string {
  const text = JSON.stringify(id);
  const byMaker = (maker: string): string =>
    providers.code.includes(maker) ? `makerCode == ${JSON.stringify(maker)}` : `maker == ${JSON.stringify(maker)}`;
  switch (kind) {
    case 'provider':
      return `providerCode == ${text} || makerCode == ${text}`;
    case 'group':
      return `group == ${text}`;
    case 'country':
      return `country == ${text}`;
    case 'maker':
      return byMaker(id);
    case 'product line': {
      const cut = id.indexOf('/');
      return `${byMaker(id.slice(0, cut))} && productLine == ${JSON.stringify(id.slice(cut + 1))}`;
    }
  }
}
