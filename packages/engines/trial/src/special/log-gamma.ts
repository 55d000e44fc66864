const euler = 0.577_215_664_901_532_86;
const halfLogTwoPi = 0.918_938_533_204_672_74;

/** zeta(k) - 1 for k = 2 .. 31. */
const zetaLessOne = [
  0.6449340668482264365, 0.2020569031595942854, 0.08232323371113819152, 0.03692775514336992633, 0.01734306198444913971,
  0.00834927738192282684, 0.004077356197944339379, 0.002008392826082214418, 9.945751278180853371e-4,
  4.941886041194645587e-4, 2.460865533080482986e-4, 1.227133475784891468e-4, 6.124813505870482926e-5,
  3.058823630702049355e-5, 1.528225940865187173e-5, 7.637197637899762274e-6, 3.817293264999839856e-6,
  1.908212716553938926e-6, 9.539620338727961132e-7, 4.769329867878064631e-7, 2.3845050272773299e-7,
  1.192199259653110731e-7, 5.960818905125947961e-8, 2.980350351465228019e-8, 1.490155482836504123e-8,
  7.450711789835429492e-9, 3.725334024788457055e-9, 1.862659723513049006e-9, 9.313274324196681829e-10,
  4.656629065033784073e-10,
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
