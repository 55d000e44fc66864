import { expect, test } from 'vitest';
import { poolEffects } from './random-effects.ts';

/** BCG vaccine, 13 trials (Colditz and others 1994): cases and healthy of the vaccinated and the others. */
const bcg = [
  [4, 119, 11, 128],
  [6, 300, 29, 274],
  [3, 228, 11, 209],
  [62, 13536, 248, 12619],
  [33, 5036, 47, 5761],
  [180, 1361, 372, 1079],
  [8, 2537, 10, 619],
  [505, 87886, 499, 87892],
  [29, 7470, 45, 7232],
  [17, 1699, 65, 1600],
  [186, 50448, 141, 27197],
  [5, 2493, 3, 2338],
  [27, 16886, 29, 17825],
].map(([a = 0, b = 0, c = 0, d = 0], at) => ({
  id: String(at),
  effect: Math.log(a / (a + b) / (c / (c + d))),
  variance: 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d),
}));

// R 4.2, metafor 3.8 (Viechtbauer 2010): rma(yi, vi, test = "knha"), threshold 1e-14; prediction with t of k - 2.
const published = {
  REML: {
    effect: -0.714532342158139,
    error: 0.180791744092848,
    lower: -1.10844371368555,
    upper: -0.320620970630728,
    tau2: 0.313243258136481,
    i2: 0.922213845212689,
    prediction: { lower: -2.009057650371112, upper: 0.579992966054833 },
  },
  'DerSimonian-Laird': {
    effect: -0.714117222073227,
    error: 0.180696628335547,
    lower: -1.10782135416833,
    upper: -0.320413089978126,
    tau2: 0.30876026286237,
    i2: 0.92117346854562,
    prediction: { lower: -2.000162351805984, upper: 0.571927907659529 },
  },
} as const;

test.each(['REML', 'DerSimonian-Laird'] as const)('the BCG trials pooled by %s agree with metafor', (method) => {
  const pooled = poolEffects(bcg, { alpha: 0.025, method });
  const { prediction, ...wanted } = published[method];
  for (const [name, value] of Object.entries(wanted)) expect(pooled[name as 'effect']).toBeCloseTo(value, 9);
  expect(pooled.prediction?.lower).toBeCloseTo(prediction.lower, 9);
  expect(pooled.prediction?.upper).toBeCloseTo(prediction.upper, 9);
  expect(pooled.q).toBeCloseTo(152.233008082373, 9);
  expect(pooled.qp / 1.996764590846e-26).toBeCloseTo(1, 9);
  expect(pooled.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
});

test('trials that agree have no variance between them, and the interval is not narrower than theirs allow', () => {
  const same = [0.1, 0.1, 0.1].map((effect, at) => ({ id: String(at), effect, variance: 0.03 }));
  const pooled = poolEffects(same, { alpha: 0.05 });
  expect(pooled).toMatchObject({ tau2: 0, i2: 0 });
  expect(pooled.error).toBeCloseTo(0.1, 12);
});

test('one trial, or a trial without a variance, is a mistake', () => {
  expect(() => poolEffects(bcg.slice(0, 1), { alpha: 0.05 })).toThrow(RangeError);
  expect(() => poolEffects([...bcg, { id: 'x', effect: 0, variance: 0 }], { alpha: 0.05 })).toThrow(/"x"/);
  expect(poolEffects(bcg.slice(0, 2), { alpha: 0.05 }).prediction).toBeNull();
});
