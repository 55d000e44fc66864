import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesOf, stories } from '../../../tools/write-example-trial.ts';
import { cli, root } from './cli.ts';

const trials = join(root, 'examples/trial');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-trial-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function underpin(words: readonly string[], now = '2026-04-01T00:00:00.000Z') {
  const answer = await cli(words, { now: () => new Date(now) });
  return { ...answer, json: <T>() => JSON.parse(answer.out) as T };
}
interface Assessed {
  readonly verdict: string;
  readonly because: readonly string[];
  readonly endpoints: readonly { readonly endpoint: string; readonly estimate: number; readonly upper: number }[];
  readonly findings: readonly { readonly rule: string }[];
  readonly files: Record<string, string>;
}

describe('the examples', () => {
  test.each(stories)('$name: the tool that wrote it writes the same again', (story) => {
    for (const [path, text] of filesOf(story)) expect(readFileSync(join(trials, story.name, path), 'utf8')).toBe(text);
  });

  test.each([
    ['accepted', 'accepted', 0, 'inside the margin', '2026-03-01'],
    ['rejected', 'rejected', 1, 'beyond the margin', '2026-03-01'],
    ['not-enough-data', 'not enough data', 3, 'The peak "end of February" was not seen', '2026-03-01'],
    ['stopped-for-harm', 'stopped for harm', 1, 'response time', '2026-02-10'],
    ['protocol-breached', 'protocol breached', 1, 'not the one that was sealed', '2026-03-01'],
  ])('%s ends with the verdict "%s"', async (name, verdict, code, words, asOf) => {
    const protocol = join(trials, name, 'protocol.yaml');
    const { exitCode, json } = await underpin([
      'trial',
      'assess',
      protocol,
      join(trials, name, 'measurements'),
      '--as-of',
      asOf,
      '--json',
    ]);
    const told = json<Assessed>();
    expect([told.verdict, exitCode]).toEqual([verdict, code]);
    expect(told.because.join(' ')).toContain(words);
    expect(told.endpoints).toHaveLength(4);
  });

  test('the same bytes give the same figures', async () => {
    const words = [
      'trial',
      'assess',
      join(trials, 'accepted/protocol.yaml'),
      join(trials, 'accepted/measurements'),
      '--as-of',
      '2026-03-01',
      '--json',
    ];
    const [first, second] = [await underpin(words), await underpin(words)];
    expect(second.out).toBe(first.out);
    const [latency] = first.json<Assessed>().endpoints;
    expect(latency?.estimate).toBeCloseTo(1.03747757832, 9);
    expect(latency?.upper).toBeCloseTo(1.071, 2);
  });
});

test('plan tells sample sizes, power and days, and draws the curve', async () => {
  const curve = join(folder, 'power.svg');
  const { exitCode, json } = await underpin([
    'trial',
    'plan',
    join(trials, 'accepted/protocol.yaml'),
    '--rounds',
    '200',
    '--curve',
    curve,
    '--json',
  ]);
  expect(exitCode).toBe(0);
  const told = json<{
    endpoints: { ok: boolean; plan: { n: number; power: number; simulated: { power: number } } }[];
    moreDays: number;
  }>();
  expect(told.endpoints.every(({ ok }) => ok)).toBe(true);
  expect(told.moreDays).toBe(0);
  for (const { plan } of told.endpoints) expect(plan.power).toBeGreaterThanOrEqual(0.9);
  expect(readFileSync(curve, 'utf8')).toMatch(/^<svg .*42 days planned/s);
});

test('a protocol without sense is told by line, and is not sealed', async () => {
  const path = join(folder, 'senseless.yaml');
  writeFileSync(
    path,
    readFileSync(join(trials, 'accepted/protocol.yaml'), 'utf8')
      .replace('to: 2026-03-01', 'to: 2026-02-20')
      .replace('timeZone: UTC', 'timeZone: Mars/Base'),
  );
  const { exitCode, json } = await underpin(['trial', 'seal', path, '--json']);
  expect(exitCode).toBe(1);
  const rules = json<Assessed>().findings.map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(['trial-peak-outside', 'trial-time-zone']));
  expect((await underpin(['trial', 'plan', join(folder, 'none.yaml')])).exitCode).toBe(3);
});

test('a seal is signed, an amendment stays visible and restarts, and a changed seal is refused', async () => {
  const [key, path] = [join(folder, 'keeper.pem'), join(folder, 'amended.yaml')];
  await underpin(['key', 'new', '--out', key, '--owner', 'BANK1', '--from', '2026-01-01']);
  copyFileSync(join(trials, 'accepted/protocol.yaml'), path);
  const seal = ['trial', 'seal', path, '--key', key, '--json'];
  expect((await underpin(seal, '2026-01-12T09:00:00.000Z')).exitCode).toBe(0);
  expect((await underpin(seal, '2026-01-13T09:00:00.000Z')).exitCode).toBe(3);
  const assess = [
    'trial',
    'assess',
    path,
    join(trials, 'accepted/measurements'),
    '--as-of',
    '2026-03-01',
    '--out',
    join(folder, 'out'),
    '--pdf',
    '--key',
    key,
    '--json',
  ];
  const accepted = await underpin(assess);
  expect(accepted.json<Assessed>().verdict).toBe('accepted');
  const { files } = accepted.json<Assessed>();
  expect(readFileSync(files['report'] ?? '', 'utf8')).toContain('Verdict: accepted');
  expect(
    readFileSync(files['pdf'] ?? '')
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect((await underpin(['verify', files['bundle'] ?? '', '--key', join(folder, 'keeper.pub.json')])).out).toContain(
    'GOOD',
  );

  writeFileSync(path, readFileSync(path, 'utf8').replace('value: 1.5', 'value: 1.6'));
  expect((await underpin(assess)).json<Assessed>().verdict).toBe('protocol breached');
  const amended = await underpin(seal, '2026-02-10T09:00:00.000Z');
  expect(amended.json<{ changes: string[] }>().changes).toEqual(['endpoints.1.margin.value']);
  const after = await underpin(assess);
  expect(after.json<Assessed>().verdict).toBe('not enough data');
  expect(after.json<Assessed>().findings.map(({ rule }) => rule)).toContain('trial-before-seal');

  const file = join(folder, 'amended.seal.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('2026-02-10T09', '2026-01-13T09'));
  const tampered = await underpin(assess);
  expect(tampered.exitCode).toBe(3);
  expect(tampered.json<{ reason: string }>().reason).toContain('seal');
});

test('data before the seal do not count', async () => {
  const path = join(folder, 'late.yaml');
  copyFileSync(join(trials, 'accepted/protocol.yaml'), path);
  await underpin(['trial', 'seal', path], '2026-03-02T00:00:00.000Z');
  const told = (
    await underpin(['trial', 'assess', path, join(trials, 'accepted/measurements'), '--as-of', '2026-03-03', '--json'])
  ).json<Assessed & { data: { used: number } }>();
  expect([told.verdict, told.data.used]).toEqual(['not enough data', 0]);
});

test('watch shows the sequences and stops for harm', async () => {
  const watch = async (name: string) =>
    await underpin([
      'trial',
      'watch',
      join(trials, name, 'protocol.yaml'),
      join(trials, name, 'measurements'),
      '--as-of',
      '2026-02-10',
      '--json',
    ]);
  const harmed = await watch('stopped-for-harm');
  expect(harmed.exitCode).toBe(1);
  const told = harmed.json<{ stop: boolean; endpoints: { harmOn: string | null; days: unknown[] }[] }>();
  expect(told.stop).toBe(true);
  expect(told.endpoints[0]?.harmOn).toMatch(/^2026-0[12]-/);
  const fine = await watch('accepted');
  expect([fine.exitCode, fine.json<{ stop: boolean }>().stop]).toEqual([0, false]);
  expect(
    (await underpin(['trial', 'watch', join(trials, 'accepted/protocol.yaml'), join(folder, 'none.csv')])).exitCode,
  ).toBe(3);
});

test('several trials of one candidate are pooled with their heterogeneity; other candidates are refused', async () => {
  const files: string[] = [];
  for (const name of ['accepted', 'rejected', 'not-enough-data']) {
    const { out } = await underpin([
      'trial',
      'assess',
      join(trials, name, 'protocol.yaml'),
      join(trials, name, 'measurements'),
      '--as-of',
      '2026-03-01',
      '--json',
    ]);
    files.push(join(folder, `${name}.json`));
    writeFileSync(files.at(-1) ?? '', out);
  }
  const { exitCode, json } = await underpin(['trial', 'pool', ...files, '--json']);
  expect(exitCode).toBe(0);
  const { endpoints } = json<{
    endpoints: {
      endpoint: string;
      estimate: number;
      inside: boolean;
      heterogeneity: { i2: number };
      prediction: { lower: number; upper: number };
    }[];
  }>();
  const latency = endpoints[0];
  expect(latency?.endpoint).toBe('latency');
  expect(latency?.heterogeneity.i2).toBeGreaterThan(0.5);
  expect(latency?.inside).toBe(false);
  expect(latency?.prediction.upper).toBeGreaterThan(1.1);
  const other = join(folder, 'other.json');
  writeFileSync(other, readFileSync(files[0] ?? '', 'utf8').replaceAll('Elmmark E900', 'Another'));
  expect((await underpin(['trial', 'pool', files[1] ?? '', other])).exitCode).toBe(3);
  expect((await underpin(['trial', 'pool', files[0] ?? '', files[0] ?? ''])).error).toContain('given twice');
});

test('cover tells inside, outside and unknown', async () => {
  const { json } = await underpin([
    'trial',
    'cover',
    join(trials, 'seen.yaml'),
    join(trials, 'workloads.yaml'),
    '--json',
  ]);
  const { workloads } = json<{ workloads: { institution: string; workload: string; standing: string }[] }>();
  expect(workloads.map(({ institution, workload, standing }) => `${institution} ${workload} ${standing}`)).toEqual([
    'BANK2 cards inside',
    'BANK3 cards outside',
    'BANK2 night unknown',
    'BANK4 clearing outside',
  ]);
});

describe('Prometheus', () => {
  let server: Server;
  let address: string;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      const query = url.searchParams.get('query') ?? '';
      asked.push(query);
      const [start, end] = [Number(url.searchParams.get('start')), Number(url.searchParams.get('end'))];
      const values = Array.from({ length: Math.floor((end - start) / 3600) + 1 }, (_, at) => [
        start + at * 3600,
        query.startsWith('timestamp') ? String(start + at * 3600) : String(20 + (at % 7)),
      ]);
      response.end(
        JSON.stringify({
          status: 'success',
          data: { resultType: 'matrix', result: [{ metric: { instance: 'a' }, values }] },
        }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const told = server.address();
    address = `http://127.0.0.1:${typeof told === 'object' && told !== null ? told.port : 0}`;
  });
  afterAll(() => server.close());

  test('the queries of the sealed protocol are asked of the address that was named', async () => {
    const path = join(folder, 'prometheus.yaml');
    const protocol = parse(readFileSync(join(trials, 'accepted/protocol.yaml'), 'utf8')) as {
      endpoints: Record<string, unknown>[];
    };
    const [latency = {}] = protocol.endpoints;
    latency['series'] = { kind: 'gauge', stepSeconds: 3600, query: 'response{arm="$arm",work="$workload"}' };
    writeFileSync(path, JSON.stringify({ ...protocol, endpoints: [latency] }));
    await underpin(['trial', 'seal', path], '2026-01-12T09:00:00.000Z');
    const { json } = await underpin([
      'trial',
      'assess',
      path,
      '--prometheus',
      address,
      '--as-of',
      '2026-03-01',
      '--json',
    ]);
    expect(json<Assessed>().verdict).toBe('accepted');
    expect(asked).toContain('response{arm="candidate",work="night"}');
    const gone = await underpin(['trial', 'assess', path, '--prometheus', 'http://127.0.0.1:9', '--json']);
    expect(gone.json<Assessed>().verdict).toBe('not enough data');
    expect((await underpin(['trial', 'assess', path, '--prometheus', 'ftp://x'])).exitCode).toBe(3);
    expect((await underpin(['trial', 'assess', path])).exitCode).toBe(3);
  });
});
