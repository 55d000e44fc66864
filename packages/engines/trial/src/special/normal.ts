import { incompleteGamma } from './incomplete-gamma.ts';

const sqrtTwoPi = 2.5066282746310007;

// Rational approximations of the normal distribution function: W. J. Cody, Algorithm 715, ACM TOMS 19 (1993).
const centreTop = [0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356];
const centreBottom = [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const middleTop = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
];
const middleBottom = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
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
