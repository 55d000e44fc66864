import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { subjectFieldsTable } from '../src/index.ts';

test('the page of the package documents every field of subjects as the table says', () => {
  const page = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const table = /<!-- fields -->\n([\s\S]*?)\n<!-- \/fields -->/.exec(page)?.[1];
  expect(table).toBe(subjectFieldsTable());
});
