import { expect, test } from 'vitest';
import { packageRoot } from './package-root.ts';

test.each([
  [['a/META-INF/x', 'a/reports/report.json'], 'a/'],
  [['reports/report.json', 'META-INF/x'], ''],
  [['__MACOSX/a/reports/x', 'a/reports/report.json'], 'a/'],
  [['a/b/reports/report.json', 'a/x'], 'a/b/'],
  [['a/old/reports/report.json', 'a/Reports/Report.JSON'], 'a/'],
  [['a/x', 'a/y'], 'a/'],
  [['a/x', 'b/y'], ''],
  [['a/x', 'y'], ''],
  [['reports/b.csv'], ''],
  [[], ''],
])('%j stands in "%s"', (paths, root) => {
  expect(packageRoot(paths)).toBe(root);
});
