#!/usr/bin/env python3
"""Makes the reference table of points on or little above R(D) under mean-square error of densities with a peak or a heavy tail,
independently of the Swift code.

The density is cut into cells, each of which is coded as its centroid: so the distortion is that of the cells and of Blahut's
iteration together, and the rate that of the iteration, which is stopped where its own bound is `gap_bits` below.

Usage: peaked_rates.py Tests/RDTheoryTests/Reference
"""

import sys
from pathlib import Path

import numpy as np
from peaked_quantisers import Source
from scipy.stats import t as student

# Slopes in nats per squared standard deviation.
SLOPES = {
    "two-sided-gamma:shape=0.1": [2.0, 20.0],
    "generalised-gaussian:shape=0.2": [4.0, 40.0],
    "student-t:degrees-of-freedom=2.5": [2.0, 5.0, 20.0],
}


class Student:
    """Student's distribution of unit variance."""

    def __init__(self, freedom):
        self.freedom = freedom
        self.scale = ((freedom - 2) / freedom) ** 0.5

    def cumulative(self, x, order):
        z = np.asarray(x, dtype=float) / self.scale
        if order == 0:
            # Up to a constant, for the digits of the tail.
            return -student.sf(z, self.freedom)
        height = student.pdf(0, self.freedom) * self.freedom / (self.freedom - 1)
        return -self.scale * height * (1 + z * z / self.freedom) ** ((1 - self.freedom) / 2)


def edges(width, last):
    """Ends of cells on the positive side: fine in units of the kernel, ever wider in the tail."""
    x = np.concatenate([[0], np.geomspace(1e-4, 0.04, 60)]) * width
    ends = list(x)
    while ends[-1] < last:
        fine = 0.04 * width * (1 + ends[-1] / (20 * width))
        ends.append(ends[-1] + (fine if ends[-1] < 40 * width else 0.02 * ends[-1]))
    return np.array(ends)


def point(source, slope, last, least):
    width = (0.5 / slope) ** 0.5
    ends = edges(width, last)
    mass = 2 * np.diff(source.cumulative(ends, 0))
    first = 2 * np.diff(source.cumulative(ends, 1))
    kept = mass > least
    mass, first = mass[kept], first[kept]
    centroids = first / mass
    within = 1 - (mass * centroids**2).sum()
    near = np.arange(0, 40 * width, 0.4 * width)
    atoms = np.concatenate([near, centroids[centroids > 40 * width]])
    distances = [(centroids[:, None] - sign * atoms[None, :]) ** 2 for sign in (1, -1)]
    # Both signs of an atom have half of its mass each.
    kernel = sum(np.exp(-slope * d) for d in distances) / 2
    weighted = sum(d * np.exp(-slope * d) for d in distances) / 2
    q = np.full(len(atoms), 1 / len(atoms))
    for iteration in range(8_000):
        normaliser = kernel @ q
        c = kernel.T @ (mass / normaliser)
        if iteration % 50 == 0 and np.log(c.max()) < 1e-4:
            break
        q *= c
    distortion = (mass * (weighted @ q) / normaliser).sum()
    rate = -(mass * np.log(normaliser)).sum() + np.log(q.sum()) - slope * distortion
    return distortion + within, rate / np.log(2), np.log(c.max()) / np.log(2)


def main():
    lines = ["source,distortion,rate_bits,gap_bits"]
    for name, slopes in SLOPES.items():
        heavy = name.startswith("student")
        source = Student(2.5) if heavy else Source(name)
        for slope in slopes:
            distortion, rate, gap = point(source, slope, *((1e12, 0) if heavy else (4e3, 1e-13)))
            lines.append(f'{name},{float(distortion)!r},{float(rate)!r},{float(gap):.1e}')
            print(lines[-1], flush=True)
    (Path(sys.argv[1]) / "peaked-rates.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
