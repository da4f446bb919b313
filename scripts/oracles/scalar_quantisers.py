#!/usr/bin/env python3
"""Makes the reference tables of scalar quantisers in 50-digit arithmetic, independently of the Swift code.

    python3 scripts/oracles/scalar_quantisers.py Tests/RDQuantisationTests/Reference

needs mpmath. All sources have mean 0 and variance 1; 30 digits are written.
"""

import csv
import pathlib
import sys

from mpmath import erfc, erfinv, exp, findroot, inf, log, mp, mpf, pi, sqrt

mp.dps = 50


class Gaussian:
    name = "gaussian"

    def density(self, x):
        return exp(-x * x / 2) / sqrt(2 * pi) if abs(x) != inf else mpf(0)

    def moments(self, a, b):
        """Integrals of f, x f and x^2 f over [a, b]."""
        edge = lambda x: x * self.density(x) if abs(x) != inf else mpf(0)
        mass = (erfc(a / sqrt(2)) - erfc(b / sqrt(2))) / 2
        return mass, self.density(a) - self.density(b), mass + edge(a) - edge(b)

    def start(self, share):
        return sqrt(3) * sqrt(2) * erfinv(2 * share - 1)


class Laplacian:
    name = "laplacian"

    def density(self, x):
        return exp(-sqrt(2) * abs(x)) / sqrt(2) if abs(x) != inf else mpf(0)

    def moments(self, a, b):
        if a < 0 < b:
            return tuple(p + q for p, q in zip(self.moments(a, mpf(0)), self.moments(mpf(0), b)))
        if b <= 0:
            m, f, s = self.moments(-b, -a)
            return m, -f, s
        c = sqrt(2)

        def tail(x):
            if x == inf:
                return mpf(0), mpf(0), mpf(0)
            e = exp(-c * x) / 2
            return e, e * (x + 1 / c), e * (x * x + 2 * x / c + 2 / c**2)

        return tuple(p - q for p, q in zip(tail(a), tail(b)))

    def start(self, share):
        y = 2 * share - 1
        return -3 * log(1 - y) / sqrt(2) if y > 0 else 3 * log(1 + y) / sqrt(2)


class Uniform:
    name = "uniform"

    def density(self, x):
        return 1 / (2 * sqrt(3)) if abs(x) <= sqrt(3) else mpf(0)

    def moments(self, a, b):
        a, b = max(a, -sqrt(mpf(3))), min(b, sqrt(mpf(3)))
        if a >= b:
            return mpf(0), mpf(0), mpf(0)
        w = 2 * sqrt(mpf(3))
        return (b - a) / w, (b**2 - a**2) / (2 * w), (b**3 - a**3) / (3 * w)

    def start(self, share):
        return sqrt(3) * (2 * share - 1)


def measure(source, thresholds, levels):
    """Mean-square error and index entropy in bits."""
    ends = [-inf] + thresholds + [inf]
    error = entropy = mpf(0)
    for a, b, y in zip(ends, ends[1:], levels):
        m, f, s = source.moments(a, b)
        error += s - 2 * y * f + y * y * m
        if m > 0:
            entropy -= m * log(m, 2)
    return error, entropy


def lloyd_max(source, count):
    """Newton's method on the upper half of the thresholds; the middle is fixed by symmetry."""
    odd = count % 2
    t = [source.start(mpf(i) / count) for i in range(count // 2 + 1, count)] if not odd else \
        [source.start(mpf(i) / count) for i in range((count + 1) // 2, count)]

    def cells(t):
        ends = ([-t[0]] if odd and t else [mpf(0)]) + t + [inf]
        result = []
        for k, (a, b) in enumerate(zip(ends, ends[1:])):
            m, f, _ = source.moments(a, b)
            c = mpf(0) if odd and k == 0 else f / m
            result.append((a, b, m, c))
        return result

    def residual(cells, t):
        return [t[i] - (cells[i][3] + cells[i + 1][3]) / 2 for i in range(len(t))]

    for _ in range(200):
        if not t:
            break
        now = cells(t)
        g = residual(now, t)
        size = max(abs(x) for x in g)
        if size < mpf(10) ** -44:
            break
        n = len(t)
        low, diag, up, rhs = [mpf(0)] * n, [mpf(0)] * n, [mpf(0)] * n, [-x for x in g]
        for i in range(n):
            h = source.density(t[i])
            below = 0 if odd and i == 0 else h * (t[i] - now[i][3]) / now[i][2]
            above = h * (now[i + 1][3] - t[i]) / now[i + 1][2]
            diag[i] = 1 - (below + above) / 2
            if i:
                low[i] = -source.density(t[i - 1]) * (now[i][3] - t[i - 1]) / now[i][2] / 2
            if i + 1 < n:
                up[i] = -source.density(t[i + 1]) * (t[i + 1] - now[i + 1][3]) / now[i + 1][2] / 2
        for i in range(1, n):
            q = low[i] / diag[i - 1]
            diag[i] -= q * up[i - 1]
            rhs[i] -= q * rhs[i - 1]
        step = [mpf(0)] * n
        for i in reversed(range(n)):
            step[i] = (rhs[i] - (up[i] * step[i + 1] if i + 1 < n else 0)) / diag[i]
        factor = mpf(1)
        while True:
            trial = [x + factor * s for x, s in zip(t, step)]
            ends = [mpf(0)] + trial
            if all(a < b for a, b in zip(ends, ends[1:])) and \
                    max(abs(x) for x in residual(cells(trial), trial)) < size:
                break
            factor /= 2
            if factor < mpf(2) ** -60:
                raise RuntimeError(f"no descent at {count} levels, residual {size}")
        t = trial
    else:
        raise RuntimeError(f"no convergence at {count} levels")
    upper = [c for _, _, _, c in cells(t)]
    if odd:
        return [-x for x in reversed(t)] + t, [-c for c in reversed(upper[1:])] + upper
    return [-x for x in reversed(t)] + [mpf(0)] + t, [-c for c in reversed(upper)] + upper


def uniform_steps(count, step):
    levels = [step * (mpf(2 * i + 1 - count) / 2) for i in range(count)]
    thresholds = [step * (mpf(2 * i - count) / 2) for i in range(1, count)]
    return thresholds, levels


def best_step(source, count):
    if source.name == "uniform":
        return 2 * sqrt(mpf(3)) / count

    def gain(step):
        thresholds, levels = uniform_steps(count, step)
        ends = [-inf] + thresholds + [inf]
        total = mpf(0)
        for a, b, y in zip(ends, ends[1:], levels):
            m, f, _ = source.moments(a, b)
            total += (y * m - f) * (y / step)
        return total

    low = mpf(2) / count
    high = low
    while gain(high) < 0:
        low, high = high, high * mpf("1.2")
    return findroot(gain, (low, high), solver="anderson", tol=mpf(10) ** -80, maxsteps=200)


def digits(x):
    return "inf" if x == inf else mp.nstr(x, 30, strip_zeros=False)


def main(folder):
    folder = pathlib.Path(folder)
    summary = csv.writer((folder / "scalar-quantisers.csv").open("w", newline=""), lineterminator="\n")
    summary.writerow(["source", "method", "levels", "step", "mse", "entropy_bits"])
    table = csv.writer((folder / "lloyd-max-designs.csv").open("w", newline=""), lineterminator="\n")
    table.writerow(["source", "levels", "index", "upper_threshold", "level"])
    for source in [Gaussian(), Laplacian(), Uniform()]:
        for count in [2, 3, 4, 5, 6, 7, 8, 12, 15, 16, 31, 32, 64, 100, 128, 255, 256]:
            thresholds, levels = lloyd_max(source, count)
            error, entropy = measure(source, thresholds, levels)
            summary.writerow([source.name, "lloyd-max", count, "", digits(error), digits(entropy)])
            if source.name != "uniform" and count in [2, 5, 7, 12, 16, 100, 256]:
                for i, (t, y) in enumerate(zip(thresholds + [inf], levels)):
                    table.writerow([source.name, count, i, digits(t), digits(y)])
        for count in [2, 3, 5, 7, 8, 12, 16, 32, 64, 100, 256]:
            for method, step in [
                ("uniform-optimal", best_step(source, count)),
                ("uniform-endpoints", mpf(6) / (count - 1)),
                ("uniform-midpoints", mpf(6) / count),
            ]:
                error, entropy = measure(source, *uniform_steps(count, step))
                summary.writerow(
                    [source.name, method, count, digits(step), digits(error), digits(entropy)])


main(sys.argv[1])
