#!/usr/bin/env python3
"""Makes the reference tables of entropy-constrained quantisers and of optima that are not unique, independently of the Swift code.

    python3 scripts/oracles/scalar_rate_quantisers.py Tests/RDQuantisationTests/Reference

needs mpmath, numpy and scipy.

ecsq-laplacian.csv (mean 0, variance 1, 30 digits): the tail of a Laplacian has no memory, so beyond the middle cell [-a, a] all cells are equal, of width w
(Sullivan 1996); the two lengths are a root of the rate and of the equality of costs at a.

mixture-optima.csv (16 digits, of which rounding leaves about 13): the best end of Lloyd's Method I from 400 random starts, for mixtures of normal distributions.
"""

import csv
import pathlib
import sys

import numpy
from mpmath import exp, findroot, log, mp, mpf, sqrt
from scipy.special import ndtr


def laplacian(rate, guess):
    """The least error at a rate in bits, for a level in the middle."""
    mp.dps = 40
    c = sqrt(mpf(2))

    def parts(a, w):
        tail = exp(-c * a)  # of both sides
        ratio = exp(-c * w)
        middle = 1 - tail
        first = tail * (1 - ratio) / 2
        # The probabilities are middle and, on each side, first ratio^k.
        entropy = -middle * log(middle) - tail * log(first) - tail * ratio / (1 - ratio) * log(ratio)
        mean = 1 / c - w * ratio / (1 - ratio)  # of a cell, from its lower end
        square = 2 / c**2 - (w * w + 2 * w / c) * ratio / (1 - ratio)
        inner = 1 - tail * (a * a + 2 * a / c + 2 / c**2)  # second moment of the middle cell
        return entropy, inner + tail * (square - mean**2), middle, first, ratio, mean

    def conditions(a, w):
        entropy, _, middle, first, ratio, mean = parts(a, w)
        # Between two cells of the tail costs tie at any threshold; so they do at a, with the same slope.
        below = w - mean
        slope = (below**2 - mean**2) / (-log(ratio))
        return entropy - rate * log(2), a**2 - mean**2 - slope * (log(middle) - log(first))

    a, w = findroot(conditions, guess, tol=mpf(10) ** -60)
    return parts(a, w)[1], a, w


def mixture(weights, means, deviations, count, random):
    weights, means, deviations = map(numpy.array, (weights, means, deviations))

    def primitive(t):
        """Integrals of f, x f and x^2 f up to t."""
        z = (t[..., None] - means) / deviations
        cumulative, density = ndtr(z), numpy.exp(-z * z / 2) / numpy.sqrt(2 * numpy.pi)
        edge = numpy.where(numpy.isfinite(z), z, 0) * density
        mass = weights * cumulative
        first = weights * (means * cumulative - deviations * density)
        second = weights * ((means**2 + deviations**2) * cumulative - 2 * means * deviations * density - deviations**2 * edge)
        return mass.sum(-1), first.sum(-1), second.sum(-1)

    def cells(thresholds):
        ends = numpy.concatenate([numpy.full((len(thresholds), 1), -numpy.inf), thresholds, numpy.full((len(thresholds), 1), numpy.inf)], 1)
        return tuple(numpy.diff(p, axis=1) for p in primitive(ends))

    lowest, highest = (means - 3 * deviations).min(), (means + 3 * deviations).max()
    thresholds = numpy.sort(random.uniform(lowest, highest, (400, count - 1)), 1)
    for _ in range(4000):
        mass, first, _ = cells(thresholds)
        levels = first / mass
        new = (levels[:, 1:] + levels[:, :-1]) / 2
        if numpy.nanmax(abs(new - thresholds)) < 1e-15:
            break
        thresholds = new
    mass, first, second = cells(thresholds)
    errors = (second - first**2 / mass).sum(1)
    return numpy.nanmin(errors)


def main(folder):
    folder = pathlib.Path(folder)
    table = csv.writer((folder / "ecsq-laplacian.csv").open("w", newline=""), lineterminator="\n")
    table.writerow(["rate_bits", "mse", "first_threshold", "step"])
    for rate, guess in [("0.1", (2.0, 2.5)), ("0.5", (1.1, 1.7)), ("1", (0.75, 1.2)), ("2", (0.4, 0.75)), ("3", (0.24, 0.46))]:
        error, a, w = laplacian(mpf(rate), guess)
        table.writerow([rate] + [mp.nstr(x, 30) for x in (error, a, w)])
    table = csv.writer((folder / "mixture-optima.csv").open("w", newline=""), lineterminator="\n")
    table.writerow(["weights", "means", "standard_deviations", "levels", "mse"])
    random = numpy.random.default_rng(2026)
    for weights, means, deviations in [
        ((0.5, 0.5), (-2, 2), (1, 1)),
        ((0.5, 0.5), (-3, 3), (1, 1)),
        ((0.3, 0.7), (-2, 2), (0.2, 1)),
        ((0.25, 0.5, 0.25), (-4, 0.5, 5), (0.5, 1, 0.7)),
    ]:
        for count in [2, 3, 4, 5, 6, 7]:
            error = mixture(weights, means, deviations, count, random)
            join = lambda xs: "/".join(str(x) for x in xs)
            table.writerow([join(weights), join(means), join(deviations), count, repr(float(error))])


main(sys.argv[1])
