#!/usr/bin/env python3
"""Makes the reference tables of Lloyd's iteration on weighted samples, independently of the Swift code.

Every step compares every sample with every level; the weighted means are numpy.average. Without weights and tolerance the result is
held against scipy.cluster.vq.kmeans2 from the same start.

Usage: lloyd_samples.py Tests/RDQuantisationTests/Reference
"""

import csv
import sys
from pathlib import Path

import numpy as np
from scipy.cluster.vq import kmeans2

STARTS = [[-1, 1], [-2, -0.5, 0.5, 2], [-3.1, -2.9, 0, 0.1, 0.2, 4, 5], list(np.linspace(-4, 4, 16))]


def lloyd(samples, weights, start, tolerance):
    """The levels at the end, the error of the nearest of the levels before them, and the number of steps."""
    levels = np.array(start, dtype=float)

    def step(levels):
        nearest = np.argmin(np.abs(samples[:, None] - levels[None, :]), axis=1)
        cells = [nearest == i for i in range(len(levels))]
        assert all(weights[cell].sum() > 0 for cell in cells), "a start with an empty cell"
        means = np.array([np.average(samples[cell], weights=weights[cell]) for cell in cells])
        error = np.average((samples - means[nearest]) ** 2, weights=weights)
        return means, error, nearest

    levels, error, nearest = step(levels)
    steps = 0
    while True:
        levels, following, moved = step(levels)
        steps += 1
        if (moved == nearest).all() or error - following <= tolerance * error:
            return levels, following, steps
        error, nearest = following, moved


def main():
    folder = Path(sys.argv[1])
    generator = np.random.default_rng(2026)
    samples = np.round(generator.laplace(-0.31, 1.385, 600), 6)
    weights = np.round(np.maximum(generator.gamma(0.7, 1.3, 600) - 0.1, 0), 3)
    assert (weights == 0).any()
    with open(folder / "weighted-samples.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sample", "weight"])
        writer.writerows(zip(samples.tolist(), weights.tolist()))
    with open(folder / "lloyd-samples.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["is_weighted", "tolerance", "start", "levels", "mean_squared_error", "steps"])
        for is_weighted in (0, 1):
            of = weights if is_weighted else np.ones_like(samples)
            for start in STARTS:
                for tolerance in (0, 1e-3, 1e-2):
                    levels, error, steps = lloyd(samples, of, start, tolerance)
                    if not is_weighted and tolerance == 0:
                        known, _ = kmeans2(samples[:, None], np.array(start, dtype=float)[:, None], iter=1000, minit="matrix")
                        assert np.allclose(known.ravel(), levels, rtol=1e-12)
                    lists = ["/".join(repr(float(x)) for x in numbers) for numbers in (start, levels)]
                    writer.writerow([is_weighted, tolerance, *lists, repr(float(error)), steps])


main()
