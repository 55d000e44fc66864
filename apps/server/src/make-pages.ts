import { makeOverview, makeReview, renderOverview, renderReview, type SectorOverview, type Study } from '@underpin/app';
import type { Progress, Review } from '@underpin/model';
import type { Page } from './server.ts';
import { version } from './version.ts';

export interface PagesOptions {
  /** The worked review that is shown beside the overview. */
  readonly review: Review | null;
  readonly example: boolean;
  /** Where the overview for printing stands. */
  readonly printed: string;
  readonly now: () => Date;
  readonly progress: Progress;
}

/** Addresses of the pages that {@link makePages} makes. */
export function pagePaths({ review, printed }: Pick<PagesOptions, 'review' | 'printed'>): readonly string[] {
  return review === null ? [printed] : [printed, addressOf(review)];
}

function addressOf(review: Review): string {
  return `/reviews/${review.id}`;
}

/** The pages of a sector: its overview and the review that is given. The overview comes with its data. */
export async function makePages(
  study: Study,
  options: PagesOptions,
): Promise<{ readonly pages: Page[]; readonly overview: SectorOverview }> {
  const { review, example, printed, now, progress } = options;
  const pages: Page[] = [];
  const reviews: SectorOverview['reviews'][number][] = [];
  if (review !== null) {
    const href = addressOf(review);
    const html = kept(() => {
      const report = makeReview(study, review, { now, version, progress });
      return report.ok ? renderReview(report.value) : null;
    });
    pages.push({ path: href, html });
    reviews.push({ title: review.title, href, says: review.question });
  }
  const overview = await makeOverview(study, {
    title: example ? 'Example sector' : 'Sector',
    notice: example
      ? 'This sector is an example: its institutions and service providers do not exist, and all figures are invented. Makers and products have real names so that subjects can be told apart.'
      : null,
    reviews,
    commands: [
      {
        command: './bin/underpin check PATH…',
        does: 'Check a register or inventory before it is filed; nothing is kept.',
      },
      {
        command: './bin/underpin import PATH…',
        does: 'Check and keep it; stop this server first, one process holds the data folder.',
      },
      {
        command: `./bin/underpin what-if --withdraw 'country == "US"' --from examples/sector`,
        does: 'Withdraw anything and see what falls, step by step.',
      },
      {
        command: './bin/underpin review examples/review-2014/review.yaml --out out/review',
        does: 'Make a review report that can be printed.',
      },
    ],
    version,
    now,
    progress,
  });
  return { pages: [{ path: printed, html: kept(() => renderOverview(overview)) }, ...pages], overview };
}

/** Made when it is first asked for: most starts never are. */
function kept(make: () => string | null): () => string | null {
  let made: string | null | undefined;
  return () => (made === undefined ? (made = make()) : made);
}
