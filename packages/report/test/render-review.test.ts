import { describe, expect, test } from 'vitest';
import { basisCsv, renderOverview, renderReview } from '../src/index.ts';
import { outline } from './outline.ts';
import { sampleOverview } from './sample-overview.ts';
import { sampleReport } from './sample-report.ts';

const attack = `<img src=x onerror=alert(1)>"'\u2028</script></style>`;
// Words that steer what is shown, and dates; a schema or a type keeps them from being anything else.
const steering = new Set(
  'unit weight kind severity position marking reliability dated critical bound format currency date publishedOn referenceDate asOf'.split(
    ' ',
  ),
);

/** The same data with the attack at the end of every text that a file could bring. */
function attacked<T>(data: T, key = ''): T {
  if (typeof data === 'string') return (steering.has(key) ? data : data + attack) as T;
  if (Array.isArray(data)) return data.map((item: unknown) => attacked(item, key)) as T;
  if (data === null || typeof data !== 'object') return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, attacked(value as unknown, name)])) as T;
}

describe('renderReview', () => {
  const text = renderReview(sampleReport());

  test('has the structure of a report', () => {
    expect(outline(text)).toMatchSnapshot();
  });

  test('is the same text for the same input', () => {
    expect(renderReview(sampleReport()) === text).toBe(true);
  });

  test('stays whole when every text is an attack', () => {
    const page = renderReview(attacked(sampleReport()));
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img src=x');
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page.match(/<\/script>/g)).toHaveLength(1);
  });

  test('shows bounds, and unobserved in words where nothing is known', () => {
    const report = sampleReport();
    const unknown = report.figures.find((figure) => figure.value.value === null);
    expect(text).toContain('18–34 of 88');
    expect(text).toContain(`${unknown?.answers}: ${unknown?.value.label}`);
    const line = /<tr[^>]*>\s*<th[^>]*>\s*Alder &amp; Finch Private Bank[\s\S]*?<\/tr>/.exec(
      text.slice(text.indexOf('id="institutions-table"')),
    )?.[0];
    expect(line?.match(/unobserved/g)).toHaveLength(5);
    expect(line).not.toMatch(/>\s*0\s*</);
  });

  test('tells of a figure that was asked for and not computed', () => {
    const report = sampleReport();
    const page = renderReview({ ...report, figures: report.figures.filter((figure) => figure.answers !== 'F1') });
    expect(page).toContain('F1: critical functions lost');
    expect(page).toContain('F1 (not computed)');
  });

  test('shows the first rows of a long basis and tells how many there are', () => {
    expect(text).toContain('A1, rows: the first 200 of 412');
  });

  test('holds all rows that it was given as JSON', () => {
    const block = /<script type="application\/json" id="basis-data">([\s\S]*?)<\/script>/.exec(text)?.[1];
    const data = JSON.parse(block ?? '') as { rows: unknown[]; rowsInAll: number }[];
    const given = sampleReport().figures;
    expect(data.map((figure) => figure.rows.length)).toEqual(given.map((figure) => figure.basis.length));
    expect(data[0]?.rowsInAll).toBe(412);
  });

  test('stands on nothing: an empty sector makes a page that says so', () => {
    const report = sampleReport();
    const page = renderReview({
      ...report,
      coverage: { institutions: 0, withRegister: 0, withInventory: 0, unobserved: [], submissions: [] },
      figures: [],
      institutions: [],
      falls: [],
      concentration: [],
      ranking: [],
      checks: [],
    });
    expect(page).toContain('nothing is observed');
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('renderOverview', () => {
  const text = renderOverview(sampleOverview());

  test('has the structure of a start page', () => {
    expect(outline(text)).toMatchSnapshot();
  });

  test('stays whole when every text is an attack', () => {
    const page = renderOverview(attacked(sampleOverview()));
    expect(page).not.toContain('<img');
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });

  test('keeps control that is unobserved apart', () => {
    expect(text).toContain('control unobserved');
  });
});

describe('basisCsv', () => {
  test('has a line for every row, quotes what needs it and defuses formulas', () => {
    const report = sampleReport();
    const [first] = report.figures;
    if (first === undefined) throw new TypeError('The sample has figures.');
    const basis = [{ submission: 'a,"b".zip', file: '=cmd()', line: 2, says: 'x\ny' }];
    expect(basisCsv({ figures: [{ ...first, basis }] })).toBe(
      'figure,label,submission,file,line,says\r\nlost,Critical functions lost,"a,""b"".zip",\'=cmd(),2,"x\ny"\r\n',
    );
    const lines = basisCsv(report).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + report.figures.reduce((sum, figure) => sum + figure.basis.length, 0));
  });
});
