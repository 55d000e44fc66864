import type { ReviewReport } from '../src/index.ts';
import { sampleReport } from './sample-report.ts';

/** Names in the scripts that a register brings, and text that would be code to a typesetter. */
export const names = [
  '华为技术有限公司',
  '華為技術',
  '富士通株式会社データ',
  '삼성전자주식회사',
  'Газпромбанк Їжак',
  'Εθνική Τράπεζα',
  'Žluťoučký kůň Łódź',
] as const;

export const code = '#import "x.typ"; #danger[x] *b* $x$ @r <l> \\ //';

/** The sample with those names for its institutions, the code as its title, and characters that no font has. */
export function reportOfNames(): ReviewReport {
  const report = sampleReport();
  const other = [...names, 'בנק הפועלים', 'البنك الأهلي', 'Emoji \u{1F600}, Thai ธ'];
  return {
    ...report,
    review: { ...report.review, title: code },
    institutions: report.institutions.map((line, at) => ({ ...line, name: other[at] ?? line.name })),
  };
}
