#!/usr/bin/env python3
"""Measures the naive and the linear code of the Gaussian experiment independently of the Swift code.

    python3 scripts/oracles/gaussian_experiment.py Tests/RDExperimentsTests/Reference

needs numpy and scipy. It draws the vectors that `rdtool sweep gaussian` draws: seeds by FNV-1a and SplitMix64, streams by
xoshiro256**, normal variates by the quantile function, rounded to single precision. Everything after that is plain
double precision: eigenvectors by LAPACK, Lloyd-Max for N(0, 1) by Lloyd's iteration, Lloyd-Max for samples by dynamic
programming over all partitions. The case below is the one that GaussianNumbersTests.swift runs.
"""

import csv
import pathlib
import sys

import numpy as np
from scipy.special import ndtri
from scipy.stats import norm, t as student

# One with which either kind of half-width is the larger in some rows of the summary.
SEED = 13
INPUT = 12
DIMS = [3, 7]
TRAIN = 400
TEST = 101
BITS = [2, 3]
REPETITIONS = [1, 2]

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def split_mix(x):
    z = (x + GOLDEN) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def step(seed, axis, value):
    """The seed with one more named axis."""
    state = 0xCBF29CE484222325 ^ seed
    for byte in axis.encode() + b"\xff" + str(value).encode() + b"\xff":
        state = ((state ^ byte) * 0x100000001B3) & MASK
    return split_mix(state)


def stream(seed):
    """xoshiro256**, as its authors' C code has it."""
    s = [split_mix((seed + i * GOLDEN) & MASK) for i in range(4)]
    rotate = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
    while True:
        yield (rotate((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)


def vectors(repetition_seed, role, count):
    words = stream(step(repetition_seed, "vectors", role))
    uniform = [((next(words) >> 12) + 0.5) * 2.0**-52 for _ in range(count * INPUT)]
    return ndtri(np.array(uniform)).astype(np.float32).astype(float).reshape(count, INPUT)


def lloyd_max_normal(count):
    """The levels for N(0, 1): every level the mean of its cell, every threshold between two levels."""
    levels = norm.ppf((np.arange(count) + 0.5) / count)
    for _ in range(100_000):
        edges = np.concatenate([[-np.inf], (levels[1:] + levels[:-1]) / 2, [np.inf]])
        moved = -np.diff(norm.pdf(edges)) / np.diff(norm.cdf(edges))
        done = np.max(np.abs(moved - levels)) < 1e-15
        levels = moved
        if done:
            break
    return levels


def lloyd_max_samples(samples, count):
    """The levels of least error for samples: the best of all partitions into runs."""
    x = np.sort(samples)
    sums = np.concatenate([[0], np.cumsum(x)])
    squares = np.concatenate([[0], np.cumsum(x * x)])
    first, end = np.meshgrid(np.arange(len(x)), np.arange(1, len(x) + 1), indexing="ij")
    size = np.maximum(end - first, 1)
    cost = squares[end] - squares[first] - (sums[end] - sums[first]) ** 2 / size
    cost[end <= first] = np.inf
    best = cost[0]
    choices = []
    for _ in range(count - 1):
        # Runs before `first`, then one run from `first` on.
        total = np.concatenate([[np.inf], best[:-1]])[:, None] + cost
        choices.append(np.argmin(total, axis=0))
        best = np.min(total, axis=0)
    bounds = [len(x)]
    for choice in reversed(choices):
        bounds.insert(0, choice[bounds[0] - 1])
    bounds.insert(0, 0)
    return np.array([x[a:b].mean() for a, b in zip(bounds, bounds[1:])])


def unit_levels(name, count):
    if name == "lloyd-max-normal":
        return lloyd_max_normal(count)
    if name == "uniform-endpoints":
        return np.linspace(-3, 3, count)
    return -3 + 6 * (np.arange(count) + 0.5) / count  # uniform-midpoints


def quantise(name, bits, training, test):
    """Each component of the test latents at the nearest of its levels."""
    result = np.empty_like(test)
    for c in range(test.shape[1]):
        if name == "lloyd-max-trained":
            levels = lloyd_max_samples(training[:, c], 1 << bits)
        else:
            levels = unit_levels(name, 1 << bits) * training[:, c].std() + training[:, c].mean()
        result[:, c] = levels[np.argmin(np.abs(test[:, c, None] - levels), axis=1)]
    return result


class Naive:
    name = "naive"

    def __init__(self, training, d):
        self.basis = np.eye(INPUT)[:, :d]
        self.mean = np.zeros(INPUT)

    def encode(self, x):
        return (x - self.mean) @ self.basis

    def decode(self, z):
        return z @ self.basis.T + self.mean


class PrincipalComponents(Naive):
    name = "pca"

    def __init__(self, training, d):
        self.mean = training.mean(axis=0)
        _, directions = np.linalg.eigh(np.cov(training.T, bias=True))
        self.basis = directions[:, ::-1][:, :d]


def half_width(values):
    """Of Student's 95 % confidence interval of the mean."""
    count = len(values)
    return student.ppf(0.975, count - 1) * values.std(ddof=1) / np.sqrt(count)


def errors(x, y):
    return np.mean((x - y) ** 2, axis=1)


def rows():
    quantisers = ["lloyd-max-normal", "lloyd-max-trained", "uniform-endpoints", "uniform-midpoints"]
    for repetition in REPETITIONS:
        seed = step(split_mix(SEED), "repetition", repetition)
        training = vectors(seed, "training", TRAIN)
        test = vectors(seed, "test", TEST)
        for d in DIMS:
            naive = {}
            for kind in [Naive, PrincipalComponents]:
                code = kind(training, d)
                latents = code.encode(training), code.encode(test)
                for name, bits in [("", None)] + [(q, b) for q in quantisers for b in BITS]:
                    kept = quantise(name, bits, *latents) if name else latents[1]
                    e = errors(test, code.decode(kept))
                    # The naive code comes first and leaves its errors for the others to be compared with.
                    reference = naive.setdefault((name, bits), e)
                    rate = d * bits / INPUT if name else None
                    yield {
                        "method": code.name,
                        "latent_dimension": d,
                        "repetition": repetition,
                        "latent_quantiser": name,
                        "bits": bits if name else "",
                        "seed": seed,
                        "rate_bits_per_sample": rate if name else "",
                        "distortion": e.mean(),
                        "distortion_ci95": half_width(e),
                        "training_distortion": "" if name else
                        errors(training, code.decode(latents[0])).mean(),
                        "difference_to_naive": (e - reference).mean(),
                        "difference_to_naive_ci95": half_width(e - reference),
                        "gap_decibels": 10 * np.log10(e.mean() / 4**-rate) if name else "",
                    }


def main(folder):
    table = list(rows())
    with (pathlib.Path(folder) / "gaussian-experiment.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys(), lineterminator="\n")
        writer.writeheader()
        for row in table:
            writer.writerow({k: f"{v:.12g}" if isinstance(v, float) else v for k, v in row.items()})


main(sys.argv[1])
