const euler = 0.5772156649015329;
const halfLogTwoPi = 0.9189385332046728;

/** zeta(k) - 1 for k = 2 .. 31. */
const zetaLessOne = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645,
  0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5,
  7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6, 9.539620338727962e-7, 4.769329867878064e-7,
  2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8,
  7.45071178983543e-9, 3.725334024788457e-9, 1.862659723513049e-9, 9.313274324196682e-10, 4.656629065033784e-10,
] as const;

/** Bernoulli numbers B(2k) / (2k (2k - 1)) of Stirling's series. */
const stirling = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360_360,
  1 / 156,
  -3617 / 122_400,
  43_867 / 244_188,
  -174_611 / 125_400,
] as const;

/** log Gamma(2 + w) for |w| <= 1/2, without loss near w = 0. */
function nearTwo(w: number): number {
  let sum = 0;
  for (let k = zetaLessOne.length + 1; k >= 2; k -= 1)
    sum = ((zetaLessOne[k - 2] as number) * (k % 2 === 0 ? 1 : -1)) / k + w * sum;
  return w * (1 - euler + w * sum);
}

/** What Stirling's formula lacks: log n! - log(sqrt(2 pi n) (n/e)^n), for n > 0. */
export function stirlingError(n: number): number {
  if (n < 10) return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - halfLogTwoPi;
  const square = n * n;
  let sum = 0;
  for (let k = stirling.length - 1; k >= 0; k -= 1) sum = (stirling[k] as number) + sum / square;
  return sum / n;
}

/** log Gamma(x) for x > 0; relative error below 1e-14 also near its zeros 1 and 2. */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : Number.NaN;
  if (x < 0.5) return nearTwo(x) - Math.log(x) - Math.log1p(x);
  if (x < 1.5) return nearTwo(x - 1) - Math.log1p(x - 1);
  if (x < 2.5) return nearTwo(x - 2);
  if (x < 11) {
    let product = 1;
    let rest = x;
    while (rest > 2.5) {
      rest -= 1;
      product *= rest;
    }
    return Math.log(product) + nearTwo(rest - 2);
  }
  return (x - 0.5) * (Math.log(x) - 1) - 0.5 + halfLogTwoPi + stirlingError(x);
}
