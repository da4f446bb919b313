#!/usr/bin/env python3
"""Makes the reference table of the sources with a density in 60-digit arithmetic, independently of the Swift code.

    python3 scripts/oracles/sources.py Tests/RDSourcesTests/Reference

needs mpmath. Moments are differences of incomplete gamma and beta functions or numerical integrals; 25 digits are written.
"""

import csv
import pathlib
import sys

from mpmath import beta, betainc, digamma, erfc, euler, exp, gamma, gammainc, inf, log, mp, mpf, pi, polylog, quad, sqrt

mp.dps = 60
out = lambda x: mp.nstr(x, 25, min_fixed=-3, max_fixed=3)


class Family:
    """A density in its natural unit; `raw(k, a, b)` is the integral of z^k f over [a, b]."""

    lower, upper = -inf, inf

    def raw(self, k, a, b):
        a, b = max(a, self.lower), min(b, self.upper)
        if a >= b:
            return mpf(0)
        return self.inside(k, a, b)

    def inside(self, k, a, b):
        """For even densities of which `tail(k, a)` is the integral over [a, inf), a >= 0."""
        if b <= 0:
            return (-1) ** k * self.inside(k, -b, -a)
        if a < 0:
            return (-1) ** k * self.inside(k, mpf(0), -a) + self.inside(k, mpf(0), b)
        return self.tail(k, a) - (self.tail(k, b) if b < inf else 0)


class GeneralisedGaussian(Family):
    def __init__(self, shape):
        self.s = mpf(shape)

    def tail(self, k, a):
        return gammainc((k + 1) / self.s, a**self.s) / (2 * gamma(1 / self.s))

    def entropy(self):
        return 1 / self.s + log(2 * gamma(1 / self.s) / self.s)


class TwoSidedGamma(Family):
    def __init__(self, shape):
        self.k = mpf(shape)

    def tail(self, k, a):
        return gammainc(self.k + k, a) / (2 * gamma(self.k))

    def entropy(self):
        return log(2) + self.k + log(gamma(self.k)) + (1 - self.k) * digamma(self.k)


class Logistic(Family):
    def tail(self, k, a):
        # About a, then moved: the integrals of exp(-t) / (1 + exp(-t))^2 are polylogarithms.
        x = exp(-a)
        about = [x / (1 + x), log(1 + x), -2 * polylog(2, -x)]
        return [about[0], about[1] + a * about[0], about[2] + 2 * a * about[1] + a * a * about[0]][k]

    def entropy(self):
        return mpf(2)


class Student(Family):
    def __init__(self, nu):
        self.nu = mpf(nu)

    def tail(self, k, a):
        nu = self.nu
        x = nu / (nu + a * a)
        return nu ** (mpf(k) / 2) * betainc((nu - k) / 2, mpf(k + 1) / 2, 0, x) / (2 * beta(nu / 2, mpf(1) / 2))

    def entropy(self):
        nu = self.nu
        return (nu + 1) / 2 * (digamma((nu + 1) / 2) - digamma(nu / 2)) + log(sqrt(nu) * beta(nu / 2, mpf(1) / 2))


class Rayleigh(Family):
    lower = mpf(0)

    def inside(self, k, a, b):
        s = mpf(k) / 2 + 1
        return 2 ** (mpf(k) / 2) * gammainc(s, a * a / 2, b * b / 2 if b < inf else inf)

    def entropy(self):
        return 1 + log(1 / sqrt(mpf(2))) + euler / 2


class Gamma(Family):
    lower = mpf(0)

    def __init__(self, shape):
        self.k = mpf(shape)

    def inside(self, k, a, b):
        return gammainc(self.k + k, a, b) / gamma(self.k)

    def entropy(self):
        return self.k + log(gamma(self.k)) + (1 - self.k) * digamma(self.k)


class Exponential(Family):
    lower = mpf(0)

    def inside(self, k, a, b):
        return gammainc(k + 1, a, b)

    def entropy(self):
        return mpf(1)


class Beta(Family):
    lower, upper = mpf(0), mpf(1)

    def __init__(self, a, b):
        self.a, self.b = mpf(a), mpf(b)

    def inside(self, k, a, b):
        return betainc(self.a + k, self.b, a, b) / beta(self.a, self.b)

    def entropy(self):
        a, b = self.a, self.b
        return log(beta(a, b)) - (a - 1) * digamma(a) - (b - 1) * digamma(b) + (a + b - 2) * digamma(a + b)


class Mixture(Family):
    def __init__(self, weights, means, deviations):
        self.parts = [tuple(map(mpf, p)) for p in zip(weights, means, deviations)]

    def density(self, x):
        return sum(w * exp(-(((x - m) / s) ** 2) / 2) / (s * sqrt(2 * pi)) for w, m, s in self.parts)

    def inside(self, k, a, b):
        total = mpf(0)
        for w, m, s in self.parts:
            u, v = (a - m) / s, (b - m) / s
            phi = lambda t: exp(-t * t / 2) / sqrt(2 * pi) if abs(t) < inf else mpf(0)
            edge = lambda t: t * phi(t) if abs(t) < inf else mpf(0)
            m0 = (erfc(u / sqrt(2)) - erfc(v / sqrt(2))) / 2
            m1 = phi(u) - phi(v)
            m2 = m0 + edge(u) - edge(v)
            total += w * [m0, m * m0 + s * m1, m * m * m0 + 2 * m * s * m1 + s * s * m2][k]
        return total

    def entropy(self):
        cuts = sorted({m + j * s for _, m, s in self.parts for j in range(-40, 41, 2)})
        return quad(lambda x: -self.density(x) * log(self.density(x)), cuts)


# As doubles, like the places below, so that both computations start from the same numbers.
MEAN, DEVIATION = mpf(-0.71), mpf(2.385)
AT = ",mean=-0.71,standard-deviation=2.385"
FAMILIES = [
    (f"generalised-gaussian:shape={s}{AT}", GeneralisedGaussian(s), None) for s in ["0.3", "0.7", "1.37", "2", "5.5", "40"]
] + [
    (f"two-sided-gamma:shape={s}{AT}", TwoSidedGamma(s), None) for s in ["0.13", "0.5", "1", "3.7"]
] + [
    ("logistic:mean=-0.71,standard-deviation=2.385", Logistic(), None)
] + [
    (f"student-t:degrees-of-freedom={s}{AT}", Student(s), None) for s in ["2.1", "3", "7", "11.3", "240"]
] + [
    ("rayleigh:location=-0.71,scale=2.385", Rayleigh(), (MEAN, DEVIATION)),
    ("exponential:location=-0.71,scale=2.385", Exponential(), (MEAN, DEVIATION)),
    ("gaussian-mixture:weights=0.41/0.22/0.37,means=-2.3/0.71/3.1,standard-deviations=0.7/2.385/0.031",
     Mixture(["0.41", "0.22", "0.37"], ["-2.3", "0.71", "3.1"], ["0.7", "2.385", "0.031"]), (mpf(0), mpf(1))),
] + [
    (f"gamma:shape={s},location=-0.71,scale=2.385", Gamma(s), (MEAN, DEVIATION)) for s in ["0.31", "1", "2.37", "9.5", "83"]
] + [
    (f"beta:alpha={a},beta={b}{AT}", Beta(a, b), None)
    for a, b in [("0.5", "0.5"), ("2.5", "1.3"), ("0.7", "6.3"), ("1", "3"), ("63.5", "63.5"), ("700", "31"), ("0.3", "900"),
                 ("12", "0.8")]
]


def main(folder):
    with open(pathlib.Path(folder) / "sources.csv", "w", newline="") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        write(["source", "quantity", "lower", "upper", "reference", "value"])
        for name, family, place in FAMILIES:
            m = family.raw(1, -inf, inf)
            v = family.raw(2, -inf, inf) - m * m
            location, scale = place or (MEAN - m * DEVIATION / sqrt(v), DEVIATION / sqrt(v))
            write([f'{name}', "mean", "", "", "", out(location + scale * m)])
            write([name, "variance", "", "", "", out(scale * scale * v)])
            write([name, "entropy_nats", "", "", "", out(family.entropy() + log(scale))])
            mean, deviation = location + scale * m, scale * sqrt(v)
            for z in ["-9.5", "-1.3", "-0.41", "0.013", "0.37", "1.9", "6.1", "31"]:
                x = mpf(float(mean + deviation * mpf(z)))
                t = (x - location) / scale
                below, above = family.raw(0, -inf, t), family.raw(0, t, inf)
                if below < 1e-290 or above < 1e-290:
                    continue
                write([name, "cumulative", repr(float(x)), "", "", out(below)])
                write([name, "survival", repr(float(x)), "", "", out(above)])
            for a, w in [("-inf", "0"), ("-2.7", "1.9"), ("-0.9", "0.013"), ("-0.31", "0.7"), ("0", "1e-5"), ("0.2", "3"),
                         ("1.1", "0.4"), ("2.3", "0.0071"), ("4.7", "2.2"), ("3.3", "inf"), ("0.6", "inf")]:
                lower = mpf(float(mean + deviation * mpf(a))) if a != "-inf" else -inf
                upper = inf if w == "inf" else mpf(float((lower if a != "-inf" else mean - deviation) + deviation * mpf(w)))
                reference = mpf(float(lower if upper == inf else upper if lower == -inf else (lower + upper) / 2))
                a0, b0, r = ((q - location) / scale for q in (lower, upper, reference))
                raw = [family.raw(k, a0, b0) for k in range(3)]
                if raw[0] < 1e-250:
                    continue
                values = [raw[0], scale * (raw[1] - r * raw[0]), scale**2 * (raw[2] - 2 * r * raw[1] + r * r * raw[0])]
                text = [repr(float(q)) for q in (lower, upper, reference)]
                for quantity, value in zip(["mass", "first", "second"], values):
                    write([name, quantity, *text, out(value)])


if __name__ == "__main__":
    main(sys.argv[1])
