#!/usr/bin/env python3
"""Makes the reference table of optimal quantisers of densities with a peak, independently of the Swift code.

The global optimum of partitions of a fine grid, by dynamic programming over all of them whose cells have at most eight times as
many pieces as the mean one, starts Newton's method on the optimality conditions. Moments are incomplete gamma functions.

Usage: peaked_quantisers.py Tests/RDQuantisationTests/Reference
"""

import sys
from pathlib import Path

import numpy as np
from scipy.linalg import solve_banded
from scipy.special import gamma, gammainc

COUNTS = {
    "two-sided-gamma:shape=0.5": [2, 7, 64, 128, 181, 182, 256, 640],
    "two-sided-gamma:shape=0.2": [5, 100, 180, 184, 257, 512],
    "generalised-gaussian:shape=0.7": [3, 32, 127, 182, 300, 512],
}


class Source:
    """A symmetric density of unit variance whose magnitudes are a scaled power of a gamma variate."""

    def __init__(self, name):
        kind, shape = name.split(":shape=")
        shape = float(shape)
        # |X| = scale U^power for U of the gamma distribution of shape k.
        self.k, self.power = (shape, 1.0) if kind == "two-sided-gamma" else (1 / shape, 1 / shape)
        self.scale = (gamma(self.k) / gamma(self.k + 2 * self.power)) ** 0.5

    def _upper_side(self, x, order):
        """The moment of an order over [0, |x|]."""
        u = (np.abs(x) / self.scale) ** (1 / self.power)
        moment = gamma(self.k + order * self.power) / gamma(self.k) * self.scale**order
        return moment * gammainc(self.k + order * self.power, u) / 2

    def cumulative(self, x, order):
        """The integral of y^order f(y) from 0 to x."""
        x = np.asarray(x, dtype=float)
        return np.where((x < 0) & (order % 2 == 0), -1, 1) * self._upper_side(x, order)

    def density(self, x):
        u = (np.abs(x) / self.scale) ** (1 / self.power)
        with np.errstate(divide="ignore", invalid="ignore"):
            change = u ** (1 - self.power) / (self.power * self.scale)
            return u ** (self.k - 1) * np.exp(-u) / gamma(self.k) * change / 2

    def cells(self, thresholds):
        """Mass, first and second moment of each cell."""
        ends = np.concatenate([[-1e6], thresholds, [1e6]])
        return [np.diff(self.cumulative(ends, order)) for order in range(3)]


def grid(source, pieces):
    """Points at which the integral of the cube root of the density has equal steps."""
    x = np.concatenate([[0], np.geomspace(1e-14, 400, 400_001)])
    middle = (x[1:] + x[:-1]) / 2
    cube_root = np.cbrt(source.density(middle)) * np.diff(x)
    total = np.concatenate([[0], np.cumsum(cube_root)])
    half = np.interp(np.linspace(0, 1, pieces // 2 + 1)[1:-1] * total[-1], total, x)
    return np.concatenate([-half[::-1], [0], half])


def best_partition(source, count, pieces):
    """The thresholds of the best partition of a grid into cells."""
    points = grid(source, pieces)
    mass, first, second = (np.concatenate([[0], np.cumsum(m)]) for m in source.cells(points))
    n = len(points) + 1
    widest = min(8 * n // count + 8, n)
    best = np.full(n + 1, np.inf)
    best[0] = 0
    choices = []
    for _ in range(count):
        following = np.full(n + 1, np.inf)
        choice = np.zeros(n + 1, dtype=np.int32)
        for width in range(1, widest + 1):
            begin = np.arange(0, n + 1 - width)
            end = begin + width
            m, f, s = (c[end] - c[begin] for c in (mass, first, second))
            with np.errstate(divide="ignore", invalid="ignore"):
                error = best[begin] + s - np.where(m > 0, f * f / m, 0)
            better = error < following[end]
            following[end[better]] = error[better]
            choice[end[better]] = width
        best = following
        choices.append(choice)
    end, bounds = n, []
    for choice in reversed(choices):
        end -= choice[end]
        bounds.append(end)
    return points[np.array(bounds[::-1][1:]) - 1]


def newton(source, thresholds):
    """The solution of the optimality conditions near thresholds, and its mean-square error."""

    def residual(t):
        mass, first, _ = source.cells(t)
        centroids = first / mass
        return t - (centroids[1:] + centroids[:-1]) / 2, mass, centroids

    t = thresholds
    for _ in range(200):
        r, mass, centroids = residual(t)
        height = np.minimum(source.density(t), 1e30)
        below = height * (t - centroids[:-1]) / mass[:-1]
        above = height * (centroids[1:] - t) / mass[1:]
        bands = np.zeros((3, len(t)))
        bands[1] = 1 - (below + above) / 2
        # The derivatives of a cell's centroid by its far end.
        bands[0, 1:] = -height[1:] * (t[1:] - centroids[1:-1]) / mass[1:-1] / 2
        bands[2, :-1] = -height[:-1] * (centroids[1:-1] - t[:-1]) / mass[1:-1] / 2
        step = solve_banded((1, 1), bands, -r)
        factor = 1.0
        while factor > 1e-4:
            moved = t + factor * step
            if np.all(np.diff(moved) > 0) and np.abs(residual(moved)[0]).max() < np.abs(r).max():
                break
            factor /= 2
        else:
            moved = t - r
            if np.abs(r).max() < 1e-13:
                break
        t = moved
    mass, first, second = source.cells(t)
    return (second - first * first / mass).sum()


def main():
    lines = ["source,levels,mse"]
    for name, counts in COUNTS.items():
        source = Source(name)
        for count in counts:
            start = best_partition(source, count, max(24 * count, 1200))
            lines.append(f'{name},{count},{float(newton(source, start))!r}')
            print(lines[-1], flush=True)
    (Path(sys.argv[1]) / "peaked-optima.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
