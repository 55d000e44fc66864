import { incompleteGamma } from './incomplete-gamma.ts';

const sqrtTwoPi = 2.506_628_274_631_000_5;

// Rational approximations of the normal distribution function: W. J. Cody, Algorithm 715, ACM TOMS 19 (1993).
const centreTop = [
  0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249,
];
const centreBottom = [1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];
const middleTop = [
  1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226,
  2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
];
const middleBottom = [
  1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091,
  34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
];

function ratio(top: readonly number[], bottom: readonly number[], at: number): number {
  let above = 0;
  let below = 0;
  for (const value of top) above = above * at + value;
  for (const value of bottom) below = below * at + value;
  return above / below;
}

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return gaussian(Math.abs(z)) / sqrtTwoPi;
}

/** exp(-z^2 / 2) without the rounding of z^2. */
function gaussian(z: number): number {
  const coarse = Math.trunc(z * 16) / 16;
  return Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (z - coarse) * (z + coarse));
}

function upperTail(z: number): number {
  if (z <= 5.656854249492381) return gaussian(z) * ratio(middleTop, middleBottom, z);
  if (z > 40) return 0;
  // Mills' ratio as a continued fraction, from its tail.
  let value = z;
  for (let k = 60; k >= 1; k -= 1) value = z + k / value;
  return gaussian(z) / sqrtTwoPi / value;
}

/** P(Z <= z) for a standard normal Z; relative error below 1e-14 in the lower tail. For the upper tail ask for `-z`. */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  if (size <= 0.67448975) return 0.5 + z * ratio(centreTop, centreBottom, z * z);
  return z < 0 ? upperTail(size) : 1 - upperTail(size);
}

/** Error function. */
export function erf(x: number): number {
  const { lower } = incompleteGamma(0.5, x * x);
  return x < 0 ? -lower : lower;
}

/** Complementary error function, correct relatively for large x. */
export function erfc(x: number): number {
  return 2 * normalCdf(-x * Math.SQRT2);
}
