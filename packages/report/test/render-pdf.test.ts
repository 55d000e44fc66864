import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderReviewPdf } from '../src/index.ts';
import { code, names, reportOfNames } from './names.ts';

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly Node[];
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  return getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
}

async function pageTexts(pdf: PDFDocumentProxy): Promise<string[]> {
  const texts: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join(''));
  }
  return texts;
}

async function roles(pdf: PDFDocumentProxy): Promise<Map<string, Node[]>> {
  const found = new Map<string, Node[]>();
  const walk = (node: Node): void => {
    if (node.role !== undefined) found.set(node.role, [...(found.get(node.role) ?? []), node]);
    node.children?.forEach(walk);
  };
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const tree = (await (await pdf.getPage(number)).getStructTree()) as Node | null;
    if (tree !== null) walk(tree);
  }
  return found;
}

describe('renderReviewPdf', () => {
  let bytes: Uint8Array;
  let pdf: PDFDocumentProxy;
  let texts: string[];

  beforeAll(async () => {
    bytes = await renderReviewPdf(reportOfNames());
    pdf = await open(bytes);
    texts = await pageTexts(pdf);
  }, 30_000);

  test('is tagged: structure tree, table heads, headings and pictures with words', async () => {
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain('/StructTreeRoot');
    expect(raw).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    const found = await roles(pdf);
    for (const role of ['H1', 'H2', 'Table', 'TH', 'TD', 'Caption', 'L', 'Link', 'TOC'])
      expect(found.get(role)?.length ?? 0, role).toBeGreaterThan(0);
    const pictures = found.get('Figure')?.filter(({ alt }) => alt !== undefined) ?? [];
    expect(pictures).toHaveLength(5);
  });

  test('states its standard, title, language and date', async () => {
    const { info, metadata } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: code, CreationDate: 'D:20250603093000Z', Language: 'en-GB' });
    expect(metadata?.getRaw()).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const archive = await open(await renderReviewPdf(reportOfNames(), { standard: 'a-2a' }));
    expect((await archive.getMetadata()).metadata?.getRaw()).toMatch(/<pdfaid:part>2<[\s\S]*<pdfaid:conformance>A</);
  }, 30_000);

  test('has the marking and "page / pages" on every page', () => {
    expect(texts.length).toBeGreaterThan(9);
    texts.forEach((text, at) => {
      expect(text.match(/TLP:AMBER/g)?.length).toBeGreaterThanOrEqual(2);
      expect(text).toContain(`${at + 1} / ${texts.length}`);
    });
  });

  test('has bookmarks that lead to the sections', async () => {
    const outline = await pdf.getOutline();
    expect(outline.map(({ title }) => title)).toContain('2. Findings and opinions');
    expect(outline.at(-1)?.items.length).toBeGreaterThan(10);
  });

  test.each(names)('shows %s as it is', (name) => {
    expect(texts.join(' ')).toContain(name);
  });

  test('shows right-to-left names with every letter', () => {
    const letters = new Set(texts.join('').normalize('NFKC'));
    for (const letter of 'בנקהפועליםالبنكأهي') expect(letters, letter).toContain(letter);
  });

  test('tells characters that no font has by their number', () => {
    expect(texts.join(' ').replaceAll('\u200b', '')).toContain('Emoji [U+1F600], Thai [U+0E18]');
  });

  test('shows what would be code as words', () => {
    expect(texts[0]).toContain(code);
  });

  test('repeats table heads on the pages that a table goes on', () => {
    const annex = texts.filter((text) => text.includes('What the row says'));
    expect(annex.length).toBeGreaterThan(3);
    expect(annex.filter((text) => !text.includes('rows: the first') && !text.includes(', rows ('))).not.toHaveLength(0);
  });

  test('draws charts as vectors', () => {
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('/Subtype /Image');
  });

  test('stands on nothing', async () => {
    const report = reportOfNames();
    const nothing = await renderReviewPdf({
      ...report,
      coverage: { institutions: 0, withRegister: 0, withInventory: 0, unobserved: [], submissions: [] },
      figures: [],
      institutions: [],
      falls: [],
      concentration: [],
      ranking: [],
      checks: [],
    });
    expect((await pageTexts(await open(nothing))).join(' ')).toContain('nothing is observed');
  });
});
