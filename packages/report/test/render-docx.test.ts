import { readFile } from 'node:fs/promises';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, test } from 'vitest';
import { fillDocxTemplate, renderReview, renderReviewDocx, starterDocxTemplate } from '../src/index.ts';
import { code, names, reportOfNames } from './names.ts';
import { sampleReport } from './sample-report.ts';

type Parts = Readonly<Record<string, string>>;

function partsOf(document: Uint8Array): Parts {
  return Object.fromEntries(Object.entries(unzipSync(document)).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

function wellFormed(xml: string): boolean {
  const parser = new SaxesParser();
  let fine = true;
  parser.on('error', () => (fine = false));
  parser.write(xml).close();
  return fine;
}

function wordsOf(xml: string | undefined): string {
  return (xml ?? '')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? "'");
}

describe('renderReviewDocx', () => {
  let parts: Parts;

  beforeAll(async () => {
    parts = partsOf(await renderReviewDocx(reportOfNames()));
  }, 30_000);

  test('every part is well-formed XML', () => {
    const xml = Object.entries(parts).filter(([name]) => /\.(?:xml|rels|svg)$/.test(name));
    expect(xml.length).toBeGreaterThan(15);
    for (const [name, text] of xml) expect(wellFormed(text), name).toBe(true);
  });

  test('has heading styles, and a repeated head on every table of data', () => {
    const document = parts['word/document.xml'] ?? '';
    for (const style of ['Title', 'Heading1', 'Heading2']) expect(document).toContain(`<w:pStyle w:val="${style}"/>`);
    const tables = document.match(/<w:tbl>/g)?.length ?? 0;
    const heads = document.match(/<w:tblHeader\/>/g)?.length ?? 0;
    expect(heads).toBe(renderReview(reportOfNames()).match(/<table /g)?.length);
    expect(tables).toBeGreaterThan(heads);
    expect(heads).toBeGreaterThan(15);
  });

  test('has the marking and page numbers in header and footer', () => {
    expect(wordsOf(parts['word/header1.xml'])).toContain('TLP:AMBER');
    expect(wordsOf(parts['word/footer1.xml'])).toContain('TLP:AMBER');
    expect(parts['word/footer1.xml']).toMatch(/PAGE[\s\S]*NUMPAGES/);
  });

  test('shows names and code as they are, and names a face for East Asian text', () => {
    const words = wordsOf(parts['word/document.xml']);
    for (const name of [...names, 'בנק הפועלים', 'Emoji \u{1F600}', code]) expect(words).toContain(name);
    expect(parts['word/styles.xml']).toMatch(/w:eastAsia="Microsoft YaHei"/);
  });

  test('holds each chart as SVG with a picture beside it and words for it', () => {
    const media = Object.keys(parts).filter((name) => name.startsWith('word/media/'));
    expect(media.filter((name) => name.endsWith('.svg'))).toHaveLength(5);
    expect(media.filter((name) => name.endsWith('.png'))).toHaveLength(5);
    expect(parts['word/document.xml']?.match(/<wp:docPr [^>]*descr="[^"]{20,}"/g)).toHaveLength(5);
    expect(parts['word/document.xml']).toContain('svgBlip');
  });

  test('links lead to bookmarks that are there, each there once', () => {
    const document = parts['word/document.xml'] ?? '';
    const bookmarks = [...document.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, name]) => name);
    expect(new Set(bookmarks).size).toBe(bookmarks.length);
    const leads = [...document.matchAll(/w:anchor="([^"]+)"/g)].map(([, name]) => name);
    expect(leads.length).toBeGreaterThan(20);
    for (const name of leads) expect(bookmarks).toContain(name);
  });
});

describe('fillDocxTemplate', () => {
  async function fill(
    template: Uint8Array,
    report = sampleReport(),
  ): Promise<{ parts: Parts; findings: readonly { value?: string | undefined; expected?: string | undefined }[] }> {
    const filled = await fillDocxTemplate(template, report, 'mine.docx');
    if (!filled.ok) throw new TypeError(filled.reason);
    return { parts: partsOf(filled.value.document), findings: filled.value.findings };
  }

  async function templateWith(text: string): Promise<Uint8Array> {
    const entries = unzipSync(await starterDocxTemplate());
    const document = strFromU8(entries['word/document.xml'] ?? new Uint8Array());
    return zipSync({ ...entries, 'word/document.xml': strToU8(document.replace('Question put: ', text)) });
  }

  test('fills every placeholder of the example template, in header, footer, cells and text', async () => {
    const committed = await readFile(new URL('../../../examples/review-2014/template.docx', import.meta.url));
    const { parts, findings } = await fill(committed);
    expect(findings).toEqual([]);
    const all = ['word/document.xml', 'word/header1.xml', 'word/footer1.xml']
      .map((name) => wordsOf(parts[name]))
      .join('\n');
    expect(all).not.toMatch(/\{\{|\}\}/);
    expect(all).toContain('18–34 of 88');
    expect(all).toContain('Cooperative Bank of the Eastern Lake District');
    expect(wordsOf(parts['word/header1.xml'])).toContain('TLP:AMBER');
    for (const [name, text] of Object.entries(parts))
      if (/\.(?:xml|rels)$/.test(name)) expect(wellFormed(text), name).toBe(true);
    expect(parts['[Content_Types].xml']).toContain('image/svg+xml');
  }, 30_000);

  test('the example template is the starter template', async () => {
    const committed = await readFile(new URL('../../../examples/review-2014/template.docx', import.meta.url));
    expect(Buffer.from(await starterDocxTemplate()).equals(committed)).toBe(true);
  });

  test('a placeholder that is not known is a finding that names those that are, and stays', async () => {
    const { parts, findings } = await fill(await templateWith('{{titel}} and {{ title }}: '));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      rule: 'template-placeholder',
      value: '{{titel}}',
      location: { file: 'mine.docx' },
    });
    expect(findings[0]?.expected).toContain('section:findings, ');
    expect(wordsOf(parts['word/document.xml'])).toContain('{{titel}} and Reliance of commercial banks');
  });

  test('words of a report are never read as placeholders', async () => {
    const report = sampleReport();
    const { parts } = await fill(await starterDocxTemplate(), {
      ...report,
      review: { ...report.review, title: '{{question}}', question: 'asked {{{title}}' },
    });
    const words = wordsOf(parts['word/document.xml']).replaceAll('\u2060', '');
    expect(words).toContain('{{question}}\n');
    expect(words).toContain('asked {{{title}}');
  });

  test('gives the same bytes again', async () => {
    const template = await starterDocxTemplate();
    const [first, second] = [
      await fillDocxTemplate(template, sampleReport()),
      await fillDocxTemplate(template, sampleReport()),
    ];
    expect(first.ok && second.ok && Buffer.from(first.value.document).equals(second.value.document)).toBe(true);
  });

  test.each([
    ['no ZIP', new Uint8Array([1, 2, 3])],
    ['nothing', new Uint8Array()],
    ['a ZIP of something else', zipSync({ 'a.txt': strToU8('x') })],
  ])('refuses %s', async (_, bytes) => {
    const refusal = await fillDocxTemplate(bytes, sampleReport(), 'letter.doc');
    expect(refusal).toMatchObject({ ok: false });
    expect(refusal.ok ? '' : refusal.reason).toContain('"letter.doc" is not a Word document');
  });
});
