import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trialWords } from '@underpin/trial';
import { expect, test } from 'vitest';
import { rulesZh } from './rules-zh.ts';
import { sayTold } from './say-told.ts';
import { trialValuesZh, trialWordsZh } from './trial-words-zh.ts';

const places = (text: string): readonly string[] =>
  [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, place]) => place ?? ''))].toSorted();

test('every code of the engine is said in Chinese, with the same places', () => {
  expect(Object.keys(trialWordsZh).toSorted()).toEqual(Object.keys(trialWords).toSorted());
  for (const [code, text] of Object.entries(trialWords))
    expect(places(trialWordsZh[code as keyof typeof trialWords]), code).toEqual(places(text));
});

test('what stands in the places is Chinese too; what no code says stays as it is', () => {
  const unit = { code: 'unit.days', values: {}, text: 'days' };
  const method = { code: 'method.conditional', values: {}, text: 'exact conditional test of Poisson rates' };
  const wide = { code: 'method.widened', values: { method: method.text, factor: 1.7 }, text: 'wide' };
  const lack = {
    code: 'lack.peak',
    values: { arm: 'candidate', workload: '支付', peak: '月末', days: '2026-01-30 to 2026-01-31 and 3 more' },
    text: 'a peak was not seen',
  };
  const sample = { code: 'lack.sample', values: { name: '时延', count: 3, unit: 'days', least: 30 }, text: 'few' };
  const say = sayTold([unit, method, wide, lack, sample], trialWordsZh, trialValuesZh);
  expect(say('few')).toBe('时延：有 3 天；方案要求 30。');
  expect(say('wide')).toBe('泊松率的精确条件检验，因相邻区组相关，区间放宽为 1.7 倍');
  expect(say('a peak was not seen')).toBe('候选系统在“支付”上未见高峰“月末”（2026-01-30 至 2026-01-31，另有 3 段）。');
  expect(say('something else')).toBeNull();
});

test('every rule by which samples are told is said in Chinese', () => {
  const folder = join(import.meta.dirname, '../../../../packages/formats/src/samples');
  const source = globSync('*.ts', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
  const rules = new Set(Array.from(source.join('').matchAll(/'(samples-[a-z-]+)'/g), ([, rule]) => rule ?? ''));
  expect(rules.size).toBeGreaterThan(8);
  expect([...rules].filter((rule) => rulesZh[rule] === undefined)).toEqual([]);
});
