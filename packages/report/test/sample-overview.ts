import { seededRandom } from '@underpin/model';
import type { SectorOverview } from '../src/index.ts';
import { sampleReport } from './sample-report.ts';

/** An overview on made-up numbers. */
export function sampleOverview(): SectorOverview {
  const report = sampleReport();
  const random = seededRandom(7);
  const countries = ['United States', 'China', 'Germany', 'France', null, 'India'];
  return {
    title: 'Fictional sector',
    notice: 'This sector is fictional: its institutions do not exist. Names of makers and products are real.',
    asOf: '2024-12-31',
    generatedAt: '2025-06-03T09:30:00Z',
    version: '0.1.0',
    counts: [
      { label: 'institutions', value: 12, note: '11 with a register, 9 with an inventory' },
      { label: 'functions', value: 187, note: '88 critical' },
      { label: 'providers', value: 143, note: 'in 96 groups' },
      { label: 'service uses', value: 2310 },
      { label: 'assets', value: 1204 },
      { label: 'single points of failure', value: null },
    ],
    coverage: report.coverage,
    checks: report.checks,
    criticalFunctions: 88,
    groups: report.ranking,
    flows: report.institutions.flatMap((line) =>
      Array.from({ length: 4 }, () => {
        const group = Math.floor(random() * 20);
        return {
          country: countries[group % countries.length] ?? null,
          group: `Maker group ${group}`,
          institution: line.name,
          criticalFunctions: 1 + Math.floor(random() * 4),
        };
      }),
    ),
    reviews: [
      {
        title: 'Review of May 2014',
        href: '/reviews/review-2014',
        says: 'High-end servers of one maker group, on this sector.',
      },
    ],
    commands: [
      { command: 'underpin check my-register.zip', does: 'Check a register before it is filed.' },
      { command: 'underpin review examples/review-2014/review.yaml --out report', does: 'Make the review report.' },
    ],
  };
}
