import { seededRandom } from '@underpin/model';
import { expect, test } from 'vitest';
import { normalDraw } from './draws.ts';
import { QuantileScore } from './quantile-score.ts';

function blocksOf(ratio: number, count: number, seed: number) {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const day = 0.3 * normalDraw(random);
    const arm = (factor: number) =>
      Float64Array.from({ length: 20 }, () => factor * Math.exp(day + 0.2 * normalDraw(random)));
    return { candidate: arm(ratio), incumbent: arm(1) };
  });
}

test('bounds hold the true ratio, agree with the test, and turn with the arms', () => {
  const blocks = blocksOf(1.1, 40, 5);
  const score = new QuantileScore(blocks, 0.9);
  const { lower, upper } = score.bounds(1.1, 0.05);
  expect(lower).toBeLessThan(1.1);
  expect(upper).toBeGreaterThan(1.1);
  expect(upper - lower).toBeLessThan(0.25);
  expect(score.test(upper * 1.0001).pLess).toBeLessThanOrEqual(0.05);
  expect(score.test(lower * 0.9999).pGreater).toBeLessThanOrEqual(0.05);
  const turned = new QuantileScore(
    blocks.map(({ candidate, incumbent }) => ({ candidate: incumbent, incumbent: candidate })),
    0.9,
  ).bounds(1 / 1.1, 0.05);
  expect(turned.upper).toBeCloseTo(1 / lower, 2);
});

test('weights count as so many values, and a wider factor gives wider bounds', () => {
  const blocks = blocksOf(1, 20, 7);
  const twice = blocks.map(({ candidate, incumbent }) => ({
    candidate: Float64Array.from([...candidate, ...candidate]),
    incumbent: Float64Array.from([...incumbent, ...incumbent]),
  }));
  const weighted = blocks.map((block) => ({
    ...block,
    weights: { candidate: new Float64Array(20).fill(2), incumbent: new Float64Array(20).fill(2) },
  }));
  const [a, b] = [twice, weighted].map((one) => new QuantileScore(one, 0.9).bounds(1, 0.05));
  expect(a?.upper).toBeCloseTo(b?.upper ?? 0, 9);
  const wide = new QuantileScore(blocks, 0.9).bounds(1, 0.05, 2);
  expect(wide.upper).toBeGreaterThan(b?.upper ?? 0);
});

test('arms that never differ tell nothing, arms that do not overlap tell all', () => {
  const same = Array.from({ length: 10 }, () => ({
    candidate: Float64Array.of(1, 2, 3),
    incumbent: Float64Array.of(1, 2, 3),
  }));
  expect(new QuantileScore(same, 0.5).test(1)).toEqual({ pLess: 1, pGreater: 1 });
  expect(new QuantileScore(same, 0.5).test(10).pLess).toBe(0);
});
