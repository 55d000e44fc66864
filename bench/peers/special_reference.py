"""Reference values of special functions and distributions at 40 digits, independent of the code that they test.

python3 bench/peers/special_reference.py > packages/engines/trial/test/special-reference.json

Needs mpmath and scipy (apt-get install python3-mpmath python3-scipy; scipy gives first guesses only). Arguments are doubles, taken exactly; a value is rounded once, at its end.
Series of positive terms and sums of exact terms only: no library of distributions is asked.
"""

import json
import sys

import mpmath
from scipy import stats
from mpmath import mp, mpf

mp.dps = 40
rows = {}


def add(name, args, value):
    number = float(value)
    if number != 0 and abs(number) > 1e-300 and number != float("inf"):
        rows.setdefault(name, []).append([*args, number])


def complement(function, *args):
    with mp.workdps(330):
        return 1 - function(*args)


def lower_gamma(a, x):
    """Kummer's series; every term is positive."""
    a, x = mpf(a), mpf(x)
    term = total = mpf(1)
    n = 0
    while term > total * mpf(10) ** (-mp.dps - 2):
        n += 1
        term *= x / (a + n)
        total += term
    return total * mpmath.exp(a * mpmath.log(x) - x - mpmath.loggamma(a + 1))


def upper_gamma(a, x):
    return complement(lower_gamma, a, x)


def beta_series(a, b, x):
    """Gauss's series after Euler's transformation; every term is positive."""
    a, b, x = mpf(a), mpf(b), mpf(x)
    term = total = mpf(1)
    n = 0
    while term > total * mpf(10) ** (-mp.dps - 2) or (a + b + n) * x > a + n + 1:
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    return total * mpmath.exp(a * mpmath.log(x) + b * mpmath.log1p(-x) + mpmath.loggamma(a + b) - mpmath.loggamma(a + 1) - mpmath.loggamma(b))


def lower_beta(a, b, x):
    if x < mpf(1) / 2:
        return beta_series(a, b, x)
    return complement(lambda: beta_series(b, a, 1 - mpf(x)))


def root(function, target, guess):
    """The argument at which a function has the value: secant on logarithms from a guess of a library that has only to be near."""
    goal = mpmath.log(mpf(target))
    start = mpmath.log(mpf(float(guess)))
    at = mpmath.findroot(lambda v: mpmath.log(function(mpmath.exp(v))) - goal, (start, start + mpf(10) ** -6), solver="secant", tol=mpf(10) ** -32, maxsteps=40)
    return mpmath.exp(at)


for x in [1e-9, 0.003, 0.25, 0.5, 0.9, 0.999999, 1.000001, 1.3, 1.5, 1.999999, 2.00001, 2.4, 2.6, 3.7, 9.5, 10.5, 33.3, 171.0, 1e4, 1e8]:
    add("logGamma", [x], mpmath.loggamma(mpf(x)))
for x in [-3.0, -0.5, 1e-10, 0.1, 0.46875, 0.5, 1.0, 2.0, 3.5, 4.1, 5.0, 6.5]:
    add("erf", [x], mpmath.erf(mpf(x)))
for x in [-3.0, 0.1, 0.5, 1.0, 2.0, 3.9, 4.1, 6.0, 10.0, 20.0, 26.0]:
    add("erfc", [x], mpmath.erfc(mpf(x)))
for x in [-37.0, -30.0, -20.0, -12.5, -8.0, -6.0, -5.7, -5.6, -3.0, -1.0, -0.67, -1e-5, 0.0, 0.3, 1.5, 3.0, 6.0]:
    add("normalCdf", [x], mpmath.ncdf(mpf(x)))
for p in [1e-290, 1e-100, 1e-30, 1e-16, 1e-12, 1e-8, 1e-4, 0.02425, 0.025, 0.05, 0.3, 0.499999, 0.5000001, 0.7, 0.975, 0.9999]:
    q = mpf(p)
    # Newton on the logarithm in the tail of the smaller side
    side = q if q < 0.5 else 1 - q
    z = -mpmath.sqrt(-2 * mpmath.log(side)) if side < 0.05 else (side - mpf(1) / 2) * mpmath.sqrt(2 * mpmath.pi)
    for _ in range(60):
        value = mpmath.ncdf(z)
        z -= value * (mpmath.log(value) - mpmath.log(side)) / mpmath.npdf(z)
    add("normalQuantile", [p], z if q < 0.5 else -z)

shapes = [0.05, 0.5, 1.0, 2.5, 10.0, 37.5, 150.0, 1000.0, 20000.0]
for a in shapes:
    for factor in [1e-4, 0.05, 0.4, 0.8, 0.97, 1.0, 1.02, 1.3, 2.0, 5.0, 20.0]:
        x = a * factor
        if x > 30000:
            continue
        add("gammaP", [a, x], lower_gamma(mpf(a), mpf(x)))
        add("gammaQ", [a, x], upper_gamma(mpf(a), mpf(x)))
for a in [0.5, 1.0, 3.0, 12.5, 80.0, 1000.0]:
    for p in [1e-200, 1e-30, 1e-10, 1e-4, 0.05, 0.4]:
        low, high = stats.gamma.ppf(p, a), stats.gamma.isf(p, a)
        if low > 1e-280:
            add("gammaLowerQuantile", [a, p], root(lambda x: lower_gamma(mpf(a), x), p, low))
        if p > 1e-40:
            add("gammaUpperQuantile", [a, p], root(lambda x: upper_gamma(mpf(a), x), p, high))

for a, b in [(0.5, 0.5), (0.5, 5.0), (1.0, 30.0), (2.0, 3.5), (15.0, 0.5), (20.0, 20.0), (300.0, 20.0), (61.0, 30.0), (2500.0, 1500.0), (1.0, 1e5), (3.0, 1e6)]:
    mean = a / (a + b)
    for x in [mean * 1e-3, mean * 0.2, mean * 0.7, mean, mean + (1 - mean) * 0.1, mean + (1 - mean) * 0.5, mean + (1 - mean) * 0.96]:
        lower = lower_beta(mpf(a), mpf(b), mpf(x))
        add("betaLower", [a, b, x], lower)
        add("betaUpper", [a, b, x], lower_beta(mpf(b), mpf(a), 1 - mpf(x)))
for a, b in [(0.5, 0.5), (0.5, 5.0), (1.0, 30.0), (2.0, 3.5), (20.0, 20.0), (61.0, 30.0), (300.0, 20.0)]:
    for p in [1e-30, 1e-10, 1e-4, 0.025, 0.3, 0.8]:
        add("betaQuantile", [a, b, p], root(lambda x: lower_beta(mpf(a), mpf(b), x), p, stats.beta.ppf(p, a, b)))

for df in [1.0, 2.0, 3.5, 7.0, 30.0, 52.65162807017483, 400.0, 10000.0]:
    d = mpf(df)
    for t in [-1e6, -200.0, -35.0, -10.0, -4.0, -2.0, -0.7, -1e-4, 0.5, 2.0]:
        x = mpf(t)
        tail = lower_beta(d / 2, mpf(1) / 2, d / (d + x * x)) / 2
        add("tCdf", [df, t], tail if t < 0 else 1 - tail)
    for p in [1e-40, 1e-12, 1e-5, 0.005, 0.05, 0.3, 0.49]:
        t = root(lambda x: lower_beta(d / 2, mpf(1) / 2, d / (d + x * x)) / 2, p, stats.t.isf(p, df))
        add("tQuantile", [df, p], -t)
for d1, d2 in [(1.0, 1.0), (2.0, 10.0), (5.0, 2.0), (12.0, 40.0), (100.0, 200.0)]:
    for x in [1e-6, 0.1, 0.7, 1.0, 2.5, 30.0, 1e4]:
        v = mpf(x)
        add("fCdf", [d1, d2, x], lower_beta(mpf(d1) / 2, mpf(d2) / 2, d1 * v / (d1 * v + d2)))
        add("fUpper", [d1, d2, x], lower_beta(mpf(d2) / 2, mpf(d1) / 2, d2 / (d1 * v + d2)))
    for p in [1e-8, 0.05, 0.5, 0.975]:
        add(
            "fQuantile",
            [d1, d2, p],
            root(lambda v: lower_beta(mpf(d1) / 2, mpf(d2) / 2, d1 * v / (d1 * v + d2)), p, stats.f.ppf(p, d1, d2)),
        )

for mean, ks in [(0.01, [0, 1, 3]), (2.5, [0, 2, 10, 40]), (30.0, [2, 15, 30, 45, 120]), (1050.0, [600, 1000, 1050, 1200, 2000]), (250000.0, [248000, 250000, 253000])]:
    for k in ks:
        add("poissonPmf", [mean, k], mpmath.exp(k * mpmath.log(mpf(mean)) - mpf(mean) - mpmath.loggamma(k + 1)))
        add("poissonCdf", [mean, k], upper_gamma(k + 1, mpf(mean)))
        add("poissonUpper", [mean, k], lower_gamma(k + 1, mpf(mean)))
for n, p, ks in [(10, 0.3, [0, 2, 5, 9]), (90, 0.4866182923670573, [10, 30, 44, 60, 80]), (500, 0.002, [0, 1, 4, 20]), (2995, 0.001, [0, 3, 12]), (20000, 0.6, [11500, 12000, 12400])]:
    q = mpf(p)
    terms = [mpmath.binomial(n, k) * q**k * (1 - q) ** (n - k) for k in range(n + 1)]
    for k in ks:
        add("binomialPmf", [n, p, k], terms[k])
        add("binomialCdf", [n, p, k], mpmath.fsum(terms[: k + 1]))
        add("binomialUpper", [n, p, k], mpmath.fsum(terms[k + 1 :]))
for good, bad, draws, ks in [(10, 15, 8, [0, 2, 4, 7]), (60, 940, 100, [0, 3, 6, 20, 40]), (3000, 2000, 1000, [500, 560, 600, 650])]:
    whole = mpmath.binomial(good + bad, draws)
    top = min(good, draws)
    terms = [mpmath.binomial(good, k) * mpmath.binomial(bad, draws - k) / whole for k in range(top + 1)]
    for k in ks:
        add("hypergeometricPmf", [good, bad, draws, k], terms[k])
        add("hypergeometricCdf", [good, bad, draws, k], mpmath.fsum(terms[: k + 1]))
        add("hypergeometricUpper", [good, bad, draws, k], mpmath.fsum(terms[k + 1 :]))

print('{\n  "made": "bench/peers/special_reference.py, mpmath %s at %d digits, Python %s",' % (mpmath.__version__, mp.dps, sys.version.split()[0]))
print('  "shape": "function name -> rows of arguments with the value last",')
print('  "values": {')
print(",\n".join('    "%s": [\n%s\n    ]' % (name, ",\n".join("      " + json.dumps(row) for row in table)) for name, table in rows.items()))
print("  }\n}")
