#!/usr/bin/env python3
"""Makes the reference table of the lower convex hulls of entropy-constrained scalar quantisers, independently of the Swift code.

    python3 scripts/oracles/entropy_constrained_hulls.py Tests/RDQuantisationTests/Reference

needs numpy and scipy.

ecsq-hulls.csv: the greatest of min (D + s H) - s R over the slope s, where the minimum is over all partitions whose thresholds lie on a grid of some
2400 points (a shortest path; nothing is assumed of the structure). At rates on the hull that is the least error but for the grid, which costs 1e-6 to
5e-5 of it.
"""

import csv
import pathlib
import sys

import numpy
from scipy import stats


def sources():
    beta = stats.beta(2, 3)
    sd = beta.std()
    yield "rayleigh", stats.rayleigh.pdf, numpy.linspace(0, 8, 2400), (0.5, 1, 2, 3)
    yield "exponential", lambda x: numpy.exp(-x), numpy.linspace(0, 25, 3000), (0.5, 1, 2, 3)
    yield "beta:alpha=2,beta=3", lambda x: beta.pdf(x * sd) * sd, numpy.linspace(0, 1 / sd, 2400), (0.5, 2, 3)
    normal = stats.norm.pdf
    yield (
        "gaussian-mixture:weights=0.3/0.7,means=-2/2,standard-deviations=0.2/1",
        lambda x: 0.3 * normal(x, -2, 0.2) + 0.7 * normal(x, 2, 1),
        numpy.concatenate([numpy.linspace(-3.2, -0.8, 1200), numpy.linspace(-0.8, 8.5, 1800)[1:]]),
        (1, 2, 3),
    )
    yield (
        "gaussian-mixture:weights=0.5/0.5,means=-2/2,standard-deviations=1/1",
        lambda x: 0.5 * normal(x, -2, 1) + 0.5 * normal(x, 2, 1),
        numpy.linspace(-9, 9, 3000),
        (1, 2, 3),
    )


def running_moments(density, grid):
    """Mass, first and second moment below each point, by Gauss's rule."""
    nodes, weights = numpy.polynomial.legendre.leggauss(8)
    middle, half = (grid[1:] + grid[:-1]) / 2, (grid[1:] - grid[:-1]) / 2
    x = middle[:, None] + half[:, None] * nodes
    f = density(x) * weights * half[:, None]
    return [numpy.concatenate([[0], numpy.cumsum((f * x**k).sum(1))]) for k in range(3)]


def best(moments, slope):
    """The least D + s H, and its H in nats."""
    mass, first, second = moments
    cost = numpy.full(len(mass), numpy.inf)
    cost[0] = 0
    origin = numpy.zeros(len(mass), int)
    for end in range(1, len(mass)):
        m = mass[end] - mass[:end]
        with numpy.errstate(all="ignore"):
            costs = second[end] - second[:end] - (first[end] - first[:end]) ** 2 / m - slope * m * numpy.log(numpy.minimum(m, 1)) + cost[:end]
        costs[~(m > 1e-14)] = numpy.inf
        origin[end] = numpy.argmin(costs)
        cost[end] = costs[origin[end]]
    end = len(mass) - 1
    while not numpy.isfinite(cost[end]):
        end -= 1
    total, entropy = cost[end], 0.0
    while end > 0:
        m = mass[end] - mass[origin[end]]
        entropy -= m * numpy.log(m)
        end = origin[end]
    return total, entropy


def main(folder):
    table = csv.writer((pathlib.Path(folder) / "ecsq-hulls.csv").open("w", newline=""), delimiter=";", lineterminator="\n")
    table.writerow(["source", "rate_bits", "mse"])
    for name, density, grid, rates in sources():
        moments = running_moments(density, grid)
        for rate in rates:
            nats, low, high, bound = rate * numpy.log(2), 1e-5, 20.0, 0.0
            for _ in range(22):
                slope = numpy.sqrt(low * high)
                total, entropy = best(moments, slope)
                bound = max(bound, total - slope * nats)
                low, high = (slope, high) if entropy > nats else (low, slope)
            table.writerow([name, rate, f"{bound:.9g}"])


main(sys.argv[1])
