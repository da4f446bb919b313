#!/usr/bin/env python3
"""Fits the families of the catalogue to samples as they were rounded, independently of the Swift code.

    python3 scripts/oracles/fits.py Tests/RDSourcesTests/Reference

needs numpy and scipy. Writes `waiting.csv`, gamma variates of shape 0.6 rounded to 0.01, and `fits.csv`: the largest
logarithm of the probability of the rounding intervals that global and local searches find, of `samples.csv` (rounded to
0.001) and of that file, with the parameters.
"""

import csv
import pathlib
import sys

import numpy as np
from scipy import stats
from scipy.optimize import differential_evolution, minimize


def likelihood(frozen, x, half):
    """Sum of ln P(x - half, x + half), from the tail in which the difference keeps its digits."""
    below = frozen.cdf(x + half) - frozen.cdf(x - half)
    above = frozen.sf(x - half) - frozen.sf(x + half)
    mass = np.where(frozen.cdf(x) < 0.5, below, above)
    return np.log(np.maximum(mass, 5e-324)).sum()


class Mixture:
    def __init__(self, weight, a, b, s, t):
        self.parts = [(weight, stats.norm(a, s)), (1 - weight, stats.norm(b, t))]

    def cdf(self, x):
        return sum(w * part.cdf(x) for w, part in self.parts)

    def sf(self, x):
        return sum(w * part.sf(x) for w, part in self.parts)


def families(x, half):
    low, high = x.min(), x.max()
    width = high - low
    place, scale = (low, high), (np.log(width / 1000), np.log(10 * width))
    start, end = (low - 4 * width, low + half), (high - half, high + 4 * width)
    e = np.exp
    return {
        "gaussian": ([place, scale], lambda p: stats.norm(p[0], e(p[1]))),
        "laplacian": ([place, scale], lambda p: stats.laplace(p[0], e(p[1]))),
        "uniform": ([start, end], lambda p: stats.uniform(p[0], p[1] - p[0])),
        "logistic": ([place, scale], lambda p: stats.logistic(p[0], e(p[1]))),
        "generalised-gaussian": ([(np.log(0.1), np.log(100)), place, scale], lambda p: stats.gennorm(e(p[0]), p[1], e(p[2]))),
        "student-t": ([(np.log(2.001), np.log(10000)), place, scale], lambda p: stats.t(e(p[0]), p[1], e(p[2]))),
        "two-sided-gamma": ([(np.log(0.1), np.log(10)), place, scale], lambda p: stats.dgamma(e(p[0]), p[1], e(p[2]))),
        "rayleigh": ([start, scale], lambda p: stats.rayleigh(p[0], e(p[1]))),
        "exponential": ([start, scale], lambda p: stats.expon(p[0], e(p[1]))),
        "gamma": ([(np.log(0.1), np.log(100)), start, scale], lambda p: stats.gamma(e(p[0]), p[1], e(p[2]))),
        "gaussian-mixture": ([(0.001, 0.999), place, place, scale, scale], lambda p: Mixture(p[0], p[1], p[2], e(p[3]), e(p[4]))),
    }


def fit(bounds, family, x, half):
    def loss(p):
        inside = all(low <= value <= high for value, (low, high) in zip(p, bounds))
        return -likelihood(family(p), x, half) if inside else np.inf

    best = differential_evolution(loss, bounds, seed=7, tol=1e-10, maxiter=400, popsize=20, polish=False)
    for _ in range(3):
        best = minimize(loss, best.x, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-10, "maxiter": 5000, "maxfev": 5000})
    return -best.fun, best.x


def main(folder):
    waiting = np.round(np.random.default_rng(20261130).gamma(0.6, 2.385, 250) - 0.71, 2)
    (folder / "waiting.csv").write_text("\n".join(f"{value:g}" for value in waiting) + "\n")
    samples = np.loadtxt(folder / "samples.csv", skiprows=1)
    with open(folder / "fits.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "family", "log_likelihood_nats", "parameters"])
        for name, x, half in (("samples", samples, 0.0005), ("waiting", waiting, 0.005)):
            for family, (bounds, make) in families(x, half).items():
                value, parameters = fit(bounds, make, x, half)
                writer.writerow([name, family, f"{value:.6f}", "/".join(f"{p:.6g}" for p in parameters)])


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
