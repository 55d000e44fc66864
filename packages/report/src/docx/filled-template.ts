import { PatchType, patchDetector, patchDocument } from 'docx';
import type { IPatch, Paragraph, Table } from 'docx';
import { unzipSync } from 'fflate';
import { ok, refused } from '@underpin/model';
import type { Finding, Result } from '@underpin/model';
import type { Block, Content, Runs } from '../document/blocks.ts';
import { reviewDocument } from '../document/review-document.ts';
import type { ReviewReport } from '../review-report.ts';
import { bookmarksOf } from './bookmarks.ts';
import type { FilledTemplate } from './fill-docx-template.ts';
import { placeholdersOf, withoutBraces } from './placeholders.ts';
import type { Filling } from './placeholders.ts';
import { sameBytes } from './same-bytes.ts';
import { wordBlock } from './word-blocks.ts';
import { wordRuns } from './word-runs.ts';

const largest = 50_000_000;

/** See {@link fillDocxTemplate}. */
export async function filledTemplate(
  template: Uint8Array,
  report: ReviewReport,
  name: string,
): Promise<Result<FilledTemplate>> {
  if (template.byteLength > largest)
    return refused(
      `The template "${name}" has ${template.byteLength} bytes; at most ${largest} are taken. Use a smaller one.`,
    );
  const wanted = await placeholdersIn(template);
  if (wanted === null)
    return refused(
      `The template "${name}" is not a Word document (.docx). Save it from Word as "Word Document" and try again.`,
    );
  const document = reviewDocument(report);
  const known = placeholdersOf(report, document);
  const used = wanted.flatMap((key) => {
    const filling = known.get(key);
    return filling === undefined ? [] : [{ key, filling }];
  });
  // A link can only lead to a part that the template asked for.
  const placed = used.flatMap(({ filling }) => (filling.kind === 'blocks' ? filling.blocks : []));
  const bookmarks = bookmarksOf(placed);
  const patches: Record<string, IPatch> = {};
  const borne = new Set<Block>();
  // Each patch searches all that stands in the document by then, and slowly: the large parts come last.
  for (const { key, filling } of used.toSorted((first, second) => cellsOf(first.filling) - cellsOf(second.filling)))
    patches[key] = await patchOf(filling, bookmarks, borne);
  const filled = await patchDocument({ outputType: 'uint8array', data: template, patches, trimPlaceholders: true });
  return ok({
    document: sameBytes(filled, report.generatedAt),
    findings: wanted.filter((key) => !known.has(key)).map((key) => unknown(key, name, known)),
    filled: used.map(({ key }) => key),
  });
}

function cellsOf(filling: Filling): number {
  if (filling.kind === 'text') return 0;
  return filling.blocks.reduce(
    (sum, { content }) => sum + (content.kind === 'table' ? content.rows.length * content.columns.length : 1),
    0,
  );
}

/** The placeholders in a template, sorted; null when the bytes are no DOCX. */
async function placeholdersIn(template: Uint8Array): Promise<readonly string[] | null> {
  try {
    let hasText = false;
    unzipSync(template, { filter: ({ name }) => ((hasText ||= name === 'word/document.xml'), false) });
    return hasText ? [...new Set(await patchDetector({ data: template, trimPlaceholders: true }))].toSorted() : null;
  } catch {
    return null;
  }
}

async function patchOf(filling: Filling, bookmarks: ReadonlyMap<string, string>, borne: Set<Block>): Promise<IPatch> {
  if (filling.kind === 'text')
    return { type: PatchType.PARAGRAPH, children: wordRuns(withoutBraces(filling.runs), bookmarks) };
  const children: (Paragraph | Table)[] = [];
  for (const block of filling.blocks) {
    // A block that stands twice bears its bookmark once.
    const anchors = borne.has(block) ? [] : block.anchors;
    borne.add(block);
    children.push(
      ...(await wordBlock({ ...block, anchors, content: harmless(block.content) }, { bookmarks, bullets: null })),
    );
  }
  return { type: PatchType.DOCUMENT, children };
}

function harmless(content: Content): Content {
  const safe = (runs: Runs): Runs => withoutBraces(runs);
  switch (content.kind) {
    case 'heading':
    case 'paragraph':
      return { ...content, runs: safe(content.runs) };
    case 'facts':
      return { ...content, facts: content.facts.map(({ term, is }) => ({ term: safe(term), is: safe(is) })) };
    case 'key':
      return {
        ...content,
        figures: content.figures.map(({ value, label, note }) => ({
          value: safe(value),
          label: safe(label),
          note: safe(note),
        })),
      };
    case 'list':
      return { ...content, items: content.items.map(safe) };
    case 'table':
      return {
        ...content,
        caption: safe(content.caption),
        columns: content.columns.map(({ head, kind }) => ({ kind, head: safe(head) })),
        rows: content.rows.map((row) => ({ ...row, cells: row.cells.map(safe) })),
      };
    case 'chart':
      return {
        ...content,
        caption: safe(content.caption),
        legend: content.legend.map(({ mark, meaning }) => ({ mark, meaning: safe(meaning) })),
      };
  }
}

function unknown(key: string, file: string, known: ReadonlyMap<string, Filling>): Finding {
  const shown = [...known.keys()].filter((name) => !/^table:(?:fig|finding)-/.test(name));
  return {
    rule: 'template-placeholder',
    severity: 'warning',
    location: { file },
    value: `{{${key}}}`,
    expected: shown.toSorted().join(', '),
    message: `Nothing is known for the placeholder "{{${key}}}", so it stands in the document as it is; use one of those expected.`,
    source: 'Underpin, packages/report/README.md, "Template"',
  };
}
