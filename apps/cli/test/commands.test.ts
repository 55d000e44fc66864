import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../src/index.ts';
import { cli, root } from './cli.ts';

const sector = join(root, 'examples/sector');
const review = join(root, 'examples/review-2014/review.yaml');
const subject = 'group == "VGRQXHF3J8VDLUA7XE92" && category == "server.high-end"';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'underpin-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('help', () => {
  test('tells every command, those of a group on its own page', async () => {
    for (const group of new Set(commands.map(({ name }) => name.split(' ').slice(0, -1).join(' ')))) {
      const { out, exitCode } = await cli([...(group === '' ? [] : [group]), '--help']);
      expect(exitCode).toBe(0);
      const told = out.replaceAll(/\s+/g, ' ');
      for (const { name, summary } of commands) {
        if (name.split(' ').slice(0, -1).join(' ') !== group) continue;
        expect(told).toContain(` ${name.split(' ').at(-1)} `);
        expect(told).toContain(summary);
      }
    }
  });

  test.each(commands.map(({ name }) => name))('of %s tells its options, examples and exit codes', async (name) => {
    const { out, exitCode } = await cli([...name.split(' '), '--help']);
    expect(exitCode).toBe(0);
    expect(out).toContain('--json');
    expect(out).toContain('Examples:');
    expect(out).toContain('Exit codes: 0 fine');
  });
});

describe('wrong use ends with 2', () => {
  test.each([
    [['nonsense'], "unknown command 'nonsense'"],
    [['check'], "missing required argument 'paths'"],
    [['reliance'], "required option '--subject"],
    [['sample', '--institutions', 'many', '--out', 'x'], 'Expected a number'],
    [['sample', '--institutions', '0', '--out', 'x'], 'institutions'],
    [['rank', '--as-of', 'yesterday'], '--as-of "yesterday": Expected a date'],
  ])('%j', async (words, message) => {
    const { exitCode, error } = await cli(words);
    expect(exitCode).toBe(2);
    expect(error).toContain(message);
  });
});

describe('check', () => {
  test('accepts the example and ends with 0', async () => {
    const { exitCode, out } = await cli(['check', sector]);
    expect(exitCode).toBe(0);
    expect(out).toContain('42 checked, 0 rejected. Passed over 1 other file(s).');
  });

  test('ends with 1 on a package that a rule rejects, and says where', async () => {
    const broken = join(folder, 'broken.zip');
    await writeFile(broken, '%PDF-1.7');
    const { exitCode, out } = await cli(['check', broken, '--json']);
    expect(exitCode).toBe(1);
    const { submissions } = JSON.parse(out) as { submissions: { findings: { rule: string; severity: string }[] }[] };
    expect(submissions[0]?.findings.some(({ severity }) => severity === 'reject')).toBe(true);
  });

  test('ends with 3 on a path that is not there', async () => {
    const { exitCode, error } = await cli(['check', join(folder, 'nowhere')]);
    expect([exitCode, error.includes('there is no such file')]).toEqual([3, true]);
  });
});

describe('questions on the example', () => {
  test('reliance gives bounds, shares and the institutions hit', async () => {
    const { exitCode, out } = await cli(['reliance', '--subject', subject, '--from', sector]);
    expect(exitCode).toBe(0);
    expect(out).toContain('Critical functions lost, the sector');
    expect(out).toContain('12 institutions submitted no inventory');
    expect(out).toContain('Castelby Savings Bank');
  });

  test('an institution without an inventory is unobserved, not unaffected', async () => {
    const { out } = await cli(['reliance', '--subject', subject, '--from', sector, '--json']);
    const { withdrawal } = JSON.parse(out) as {
      withdrawal: { byInstitution: { scope: { name: string }; value: unknown; unobserved: number; total: number }[] };
    };
    const fennburg = withdrawal.byInstitution.find(({ scope }) => scope.name === 'Fennburg Bank');
    expect([fennburg?.value, fennburg?.unobserved]).toEqual([null, fennburg?.total]);
  });

  test('why names rows that are really in the files', async () => {
    const { exitCode, out } = await cli([
      'why',
      'critical-functions-lost/sector',
      '--subject',
      subject,
      '--from',
      sector,
      '--json',
    ]);
    expect(exitCode).toBe(0);
    const { rows } = JSON.parse(out) as { rows: { submission: string; file: string; line: number }[] };
    expect(rows.length).toBeGreaterThan(50);
    for (const { file } of rows) expect(file).toMatch(/^(reports\/b_06\.01\.csv|(dependencies|assets)(\.csv)?)$/);
  });

  test('why refuses a figure that there is not, and names some that there are', async () => {
    const { exitCode, error } = await cli(['why', 'no/such', '--subject', subject, '--from', sector]);
    expect([exitCode, error.includes('critical-functions-lost/sector')]).toEqual([3, true]);
  });

  test('direct shares and concentration are told of every category and licensed activity, and why finds their rows', async () => {
    const shares = await cli([
      'measure',
      'direct-shares',
      '--subject',
      subject,
      '--by',
      'category',
      '--from',
      sector,
      '--json',
    ]);
    const told = JSON.parse(shares.out) as { id: string; value: { atLeast: number } | null; label: string }[];
    const banks = told.find(({ id }) => id === 'direct-share/category/eba_CT:x12/asset/count');
    expect([banks?.label, (banks?.value?.atLeast ?? 0) > 0]).toEqual([
      'Direct share of assets, Credit institutions',
      true,
    ]);
    const of = 'measure concentration --by licensed-activity'.split(' ');
    const concentrated = await cli([...of, '--weight', 'critical functions', '--from', sector, '--json']);
    const [hhi] = JSON.parse(concentrated.out) as { id: string }[];
    expect(hhi?.id).toMatch(/^hhi\/licensed-activity\/.+\/provider\/service-use\/critical-functions$/);
    for (const words of [[banks?.id ?? '', '--subject', subject], [hhi?.id ?? '']]) {
      const { out, exitCode } = await cli(['why', ...words, '--from', sector, '--json']);
      expect(exitCode).toBe(0);
      expect((JSON.parse(out) as { rows: unknown[] }).rows.length).toBeGreaterThan(0);
    }
    const { error } = await cli(['measure', 'concentration', '--by', 'category', '--part', 'nope', '--from', sector]);
    expect(error).toContain('There is no category "nope" here. Some that there are:');
  });

  test('why finds the rows of a share of the market, of a cap and of a point of a trend', async () => {
    const both = ['--from', sector, join(root, 'examples/sector-2023'), '--json'];
    const market = await cli(['market', '--category', 'server.high-end', ...both]);
    const [table] = (
      JSON.parse(market.out) as { tables: { weight: string; rows: { figureId: string; amount: number[] }[] }[] }
    ).tables.filter(({ weight }) => weight === 'count');
    const [largest] = table?.rows ?? [];
    const sold = await cli(['why', largest?.figureId ?? '', ...both]);
    const { rows } = JSON.parse(sold.out) as { rows: { says: string; file: string }[] };
    const machines = rows.map(({ says }) => Number(/: ([\d,]+) machines$/.exec(says)?.[1]?.replaceAll(',', '')));
    expect(machines.reduce((sum, one) => sum + one, 0)).toBe(largest?.amount[0]);
    const cap = ['--subject', subject, '--cap', '0.2', ...both];
    const effect = JSON.parse((await cli(['market', ...cap])).out) as { institutions: { figureId: string }[] };
    const moved = await cli(['why', effect.institutions[0]?.figureId ?? '', ...cap]);
    expect((JSON.parse(moved.out) as { rows: { says: string }[] }).rows[0]?.says).toContain('yearly cost');
    const dates = ['2023-12-31', '2024-12-31'];
    const trend = await cli(['measure', 'trend', '--subject', subject, '--dates', ...dates, ...both]);
    const lost = (JSON.parse(trend.out) as { id: string; points: { date: string; value: unknown }[] }[])[0];
    const values = await Promise.all(
      dates.map(async (date) => {
        const why = await cli(['why', lost?.id ?? '', '--subject', subject, '--as-of', date, ...both]);
        const point = JSON.parse(why.out) as { figure: { value: unknown }; rows: unknown[] };
        return { date, value: point.figure.value, some: point.rows.length > 0 };
      }),
    );
    expect(values.map(({ date, value }) => ({ date, value }))).toEqual(
      lost?.points.map(({ date, value }) => ({ date, value })),
    );
    expect(values.every(({ some }) => some)).toBe(true);
  });

  test('what-if on an unknown field is refused with the field that is meant', async () => {
    const { exitCode, error } = await cli(['what-if', '--withdraw', 'contry == "US"', '--from', sector]);
    expect([exitCode, error.includes('Did you mean "country"?')]).toEqual([3, true]);
  });

  test('rank puts every country in order', async () => {
    const { out } = await cli(['rank', '--by', 'country', '--from', sector, '--json']);
    const { lines } = JSON.parse(out) as { lines: { id: string; totalAssetsHit: { atMost: number } }[] };
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.map(({ totalAssetsHit }) => totalAssetsHit.atMost)).toEqual(
      lines.map(({ totalAssetsHit }) => totalAssetsHit.atMost).toSorted((a, b) => b - a),
    );
  });

  test('review writes a page and the rows behind it', async () => {
    const out = join(folder, 'review');
    const { exitCode } = await cli(['review', review, '--out', out]);
    expect(exitCode).toBe(0);
    const page = await readFile(join(out, 'review.html'), 'utf8');
    for (const text of [
      'High-end servers made by the IBM group',
      'concurs with reservation',
      'dissents',
      'TLP:AMBER',
      'South China Morning Post',
    ])
      expect(page).toContain(text);
    expect(page).not.toMatch(/(?:src|href)="https?:/);
    expect((await readFile(join(out, 'basis.csv'), 'utf8')).split('\n')[0]).toBe(
      'figure,label,submission,file,line,says\r',
    );
  });

  test('review prints PDF and fills a template on request, and tells what it does not know', async () => {
    const out = join(folder, 'prints');
    const template = join(root, 'examples/review-2014/template.docx');
    const { exitCode, out: text } = await cli([
      'review',
      review,
      '--out',
      out,
      '--formats',
      'pdf',
      '--template',
      template,
    ]);
    expect(exitCode).toBe(0);
    expect(text).toContain('review.pdf');
    expect((await readdir(out)).toSorted()).toEqual(['basis.csv', 'review.docx', 'review.pdf']);
    expect((await readFile(join(out, 'review.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await readFile(join(out, 'review.docx'))).subarray(0, 2).toString()).toBe('PK');
  });

  test.each([
    ['a format that there is not', ['--formats', 'html,odt'], 'There is no format "odt"'],
    ['a template that is not there', ['--template', 'nowhere.docx'], 'there is no such file'],
    ['a template that is no Word document', ['--template', review], 'is not a Word document'],
  ])('review refuses %s', async (_, words, reason) => {
    const { exitCode, error } = await cli(['review', review, '--out', join(folder, 'refused'), ...words]);
    expect(exitCode).toBe(3);
    expect(error).toContain(reason);
  });

  test('review refuses a file that is no review, with line and reason', async () => {
    const file = join(folder, 'bad.yaml');
    await writeFile(file, 'id: x\ntitle: y\n');
    const { exitCode, out } = await cli(['review', file, '--out', folder]);
    expect([exitCode, out.includes('cannot be used')]).toEqual([1, true]);
  });
});

test('sample writes what check accepts, the same for the same seed', async () => {
  const [one, two] = [join(folder, 'one'), join(folder, 'two')];
  for (const out of [one, two])
    expect((await cli(['sample', '--institutions', '4', '--seed', '5', '--out', out])).exitCode).toBe(0);
  const checked = await cli(['check', one]);
  expect([checked.exitCode, checked.out.includes('0 rejected')]).toEqual([0, true]);
  const names = async (out: string) =>
    JSON.parse((await cli(['check', out, '--json'])).out) as { submissions: { name: string }[] };
  expect((await names(one)).submissions.map(({ name }) => name)).toEqual(
    (await names(two)).submissions.map(({ name }) => name),
  );
});

test('import keeps, the same bytes change nothing, and the store answers as the files do', async () => {
  const data = join(folder, 'data');
  const first = await cli(['import', sector, '--data', data, '--json']);
  expect(first.exitCode).toBe(0);
  expect(
    (JSON.parse(first.out) as { submissions: { added: boolean }[] }).submissions.filter(({ added }) => added).length,
  ).toBe(42);
  const second = await cli(['import', join(sector, 'inventories'), '--data', data, '--json']);
  expect((JSON.parse(second.out) as { submissions: { added: boolean }[] }).submissions.some(({ added }) => added)).toBe(
    false,
  );
  const ranks = async (...words: string[]) =>
    (
      JSON.parse((await cli(['rank', '--top', '5', '--json', ...words])).out) as {
        lines: { kind: string; name: string; criticalFunctionsLost: unknown }[];
      }
    ).lines.map(({ kind, name, criticalFunctionsLost }) => ({ kind, name, criticalFunctionsLost }));
  expect(await ranks('--data', data)).toEqual(await ranks('--from', sector));
});

test('cut-sets answers each of several fault trees, and a refused one hides no other', async () => {
  const write = async (name: string, gate: string): Promise<string> => {
    const path = join(folder, name);
    const events = ['a', 'b'].map((event) => `<basic-event name="${event}"/>`).join('');
    const tree = `<define-gate name="top"><${gate}>${events}</${gate}></define-gate>`;
    await writeFile(path, `<opsa-mef><define-fault-tree name="t">${tree}</define-fault-tree></opsa-mef>`);
    return path;
  };
  const [either, both, odd] = [
    await write('or.xml', 'or'),
    await write('and.xml', 'and'),
    await write('xor.xml', 'xor'),
  ];
  const alone = await cli(['cut-sets', '--open-psa', either, '--json']);
  expect(alone.exitCode).toBe(0);
  expect(JSON.parse(alone.out)).toMatchObject({ minimal_cut_sets: '2', by_order: ['0', '2'] });
  const three = await cli(['cut-sets', '--open-psa', either, odd, both, '--json']);
  expect(three.exitCode).not.toBe(0);
  expect(JSON.parse(three.out)).toMatchObject({
    trees: [
      { file: either, minimal_cut_sets: '2' },
      { file: odd, ok: false, reason: expect.stringMatching(/xor/i) as string },
      { file: both, minimal_cut_sets: '1', by_order: ['0', '0', '1'] },
    ],
  });
});
