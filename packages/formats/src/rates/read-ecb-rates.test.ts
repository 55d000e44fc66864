import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convert, dateOfDay, pairRate } from '@underpin/model';
import { describe, expect, test } from 'vitest';
import { readEcbRates } from './read-ecb-rates.ts';

const folder = join(
  process.env['UNDERPIN_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'),
  'rates',
);
const text =
  'Date,USD,JPY,SIT,\n2026-04-13,1.1684,186.75,N/A,\n2026-04-10,1.1711,,N/A,\n2006-12-29,1.3170,156.93,239.64,\n';
const read = async (csv: string) => await readEcbRates(new TextEncoder().encode(csv), 'rates.csv');

test('newest first becomes oldest first; N/A and blanks are no rate; the trailing comma is no currency', async () => {
  const { rates, findings } = await read(text);
  expect(findings).toEqual([]);
  expect([...rates.days].map(dateOfDay)).toEqual(['2006-12-29', '2026-04-10', '2026-04-13']);
  expect([...rates.currencies.keys()]).toEqual(['USD', 'JPY', 'SIT']);
  expect([...(rates.currencies.get('JPY')?.mantissa ?? [])]).toEqual([15693, Number.NaN, 18675]);
});

test('a weekend takes the last working day and says so; a blank takes the day before that', async () => {
  const { rates } = await read(text);
  const sunday = convert('100.00', 'USD', 'EUR', '2026-04-12', rates);
  expect(sunday).toMatchObject({ ok: true, value: { amount: '85.39', rateDate: '2026-04-10', daysBack: 2 } });
  expect(sunday.ok && sunday.value.says).toContain('2 days before 2026-04-12');
  const blank = pairRate('EUR', 'JPY', '2026-04-10', rates);
  expect(blank.ok).toBe(false);
});

test('a discontinued currency, an unknown one and a date too far are refused', async () => {
  const { rates } = await read(text);
  for (const [currency, date] of [
    ['SIT', '2026-04-13'],
    ['XYZ', '2026-04-13'],
    ['USD', '2026-05-01'],
    ['USD', '1998-01-01'],
  ] as const) {
    const told = convert('1', currency, 'EUR', date, rates);
    expect(told.ok).toBe(false);
    expect(!told.ok && told.reason).toMatch(/^Cannot convert/);
  }
  expect(convert('239.64', 'SIT', 'EUR', '2006-12-31', rates)).toMatchObject({ ok: true, value: { amount: '1.00' } });
});

test('cross rates go through the euro exactly; signs and halves to even', async () => {
  const { rates } = await read('Date,USD,JPY,\n2024-01-02,2,8,\n');
  expect(convert('1.25', 'USD', 'JPY', '2024-01-02', rates)).toMatchObject({ value: { amount: '5.00' } });
  expect(convert('0.05', 'USD', 'EUR', '2024-01-02', rates)).toMatchObject({ value: { amount: '0.02' } });
  expect(convert('-0.07', 'USD', 'EUR', '2024-01-02', rates)).toMatchObject({ value: { amount: '-0.04' } });
  expect(convert('-0.001', 'USD', 'EUR', '2024-01-02', rates)).toMatchObject({ value: { amount: '0.00' } });
  const large = convert('9007199254740993000000000000.01', 'EUR', 'USD', '2024-01-02', rates);
  expect(large).toMatchObject({ value: { amount: '18014398509481986000000000000.02' } });
});

test('what is no rate is a finding at its line', async () => {
  const { rates, findings } = await read(
    'Date,USD,us dollar,\n2024-01-02,abc,1,\n2024-02-30,1,1,\n2024-01-02,1,1,\n2024-01-03,0,1,\n',
  );
  expect(findings.map(({ location }) => [location.line, location.column])).toEqual([
    [1, 'us dollar'],
    [3, 'Date'],
    [4, 'Date'],
    [2, 'USD'],
    [5, 'USD'],
  ]);
  expect(rates.days.length).toBe(2);
  const broken = await readEcbRates(Uint8Array.of(0x50, 0x4b, 3, 4, 9), 'broken.zip');
  expect(broken.findings.length).toBeGreaterThan(0);
});

describe.skipIf(!existsSync(folder))('ECB files (need ../shared/data/rates)', () => {
  test('the history: 6,983 days since 1999, 41 currencies', async () => {
    const { rates, findings } = await readEcbRates(
      readFileSync(join(folder, 'eurofxref-hist.zip')),
      'eurofxref-hist.zip',
    );
    expect(findings).toEqual([]);
    expect(rates.days.length).toBe(6983);
    expect(rates.currencies.size).toBe(41);
    expect(dateOfDay(rates.days[0] as number)).toBe('1999-01-04');
    expect(convert('2300000000', 'USD', 'EUR', '2014-09-28', rates)).toMatchObject({
      ok: true,
      value: { daysBack: 2 },
    });
  });

  test('the day: an English date and spaces', async () => {
    const { rates, findings } = await readEcbRates(readFileSync(join(folder, 'eurofxref.csv')), 'eurofxref.csv');
    expect(findings).toEqual([]);
    expect([...rates.days].map(dateOfDay)).toEqual(['2026-04-13']);
    expect(pairRate('EUR', 'IDR', '2026-04-13', rates)).toMatchObject({ value: { factor: 20082.05 } });
  });
});
