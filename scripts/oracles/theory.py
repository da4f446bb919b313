#!/usr/bin/env python3
"""Makes the reference tables of rate-distortion theory, independently of the Swift code.

    python3 scripts/oracles/theory.py Tests/RDTheoryTests/Reference

needs mpmath and numpy. Finite-blocklength bounds are computed with 40 digits by direct summation and inverse
incomplete gamma functions; the discrete source by Blahut's iteration, run until its own bounds agree to 1e-12 nats.
"""

import csv
import pathlib
import sys

import numpy as np
from mpmath import binomial, erfinv, findroot, gammainc, log, mp, mpf, sqrt

mp.dps = 40


def chi_square_upper_quantile(n, p):
    """Where a chi-square variable of n degrees of freedom is exceeded with probability p."""
    a = mpf(n) / 2
    z = -sqrt(2) * erfinv(2 * p - 1)
    guess = n * (1 - mpf(2) / (9 * n) + z * sqrt(mpf(2) / (9 * n))) ** 3
    share = lambda x: gammainc(a, x / 2, regularized=True) - p
    return findroot(share, (guess, guess * (1 + mpf(1) / n / 100)), solver="secant", tol=1e-30)


def gaussian_converse(n, d, eps):
    return log(chi_square_upper_quantile(n, eps) / n / d, 2) / 2


def binary_converse(n, p, d, eps):
    """The most probable words of probability 1 - eps over the words in a ball of radius floor(n d)."""
    mass, words, r = mpf(0), mpf(0), 0
    while True:
        weight = binomial(n, r) * p**r * (1 - p) ** (n - r)
        if mass + weight > 1 - eps:
            words += binomial(n, r) * (1 - eps - mass) / weight
            break
        mass += weight
        words += binomial(n, r)
        r += 1
    ball = sum(binomial(n, k) for k in range(int(mp.floor(n * d + mpf(10) ** -20)) + 1))
    return words / ball


def binary_achievability(n, p, d, eps):
    """Least log2 M with E (1 - B_K)^M <= eps, exact ball probabilities by convolution."""
    q = (p - d) / (1 - 2 * d)
    t = int(mp.floor(n * d + mpf(10) ** -20))
    balls, weights = [], []
    for k in range(n + 1):
        ones = [binomial(k, i) * (1 - q) ** i * q ** (k - i) for i in range(min(k, t) + 1)]
        zeros = [binomial(n - k, j) * q**j * (1 - q) ** (n - k - j) for j in range(min(n - k, t) + 1)]
        cumulative = [mpf(0)]
        for z in zeros:
            cumulative.append(cumulative[-1] + z)
        balls.append(sum(o * cumulative[min(t - i, len(zeros) - 1) + 1] for i, o in enumerate(ones)))
        weights.append(binomial(n, k) * p**k * (1 - p) ** (n - k))
    miss = lambda bits: sum(w * (1 - b) ** (mpf(2) ** bits) for w, b in zip(weights, balls))
    low, high = mpf(0), mpf(3 * n)
    for _ in range(120):
        middle = (low + high) / 2
        low, high = (middle, high) if miss(middle) > eps else (low, middle)
    return high


def blahut(p, d, slope):
    """Distortion and bounds of the rate in bits at a slope in nats."""
    kernel = np.exp(-slope * d)
    q = np.full(d.shape[1], 1 / d.shape[1])
    while True:
        a = kernel @ q
        c = kernel.T @ (p / a)
        if np.log(c.max()) < 1e-12:
            break
        q = q * c
        q /= q.sum()
    distortion = float(np.sum((p / a)[:, None] * kernel * q * d))
    upper = float(-(p @ np.log(a)) - slope * distortion)
    return distortion, (upper - np.log(c.max())) / np.log(2), upper / np.log(2)


def write(folder, name, header, rows):
    with open(folder / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(folder):
    digits = lambda x: mp.nstr(x, 20)
    write(
        folder, "gaussian-converse.csv", ["n", "distortion", "excess", "rate_bits"],
        [(n, d, e, digits(gaussian_converse(n, mpf(d), mpf(e))))
         for n in (1, 7, 100, 10000, 1000000) for d, e in (("0.13", "0.01"), ("0.37", "1e-6"))])
    rows = []
    for n, p, d, e in ((1, "0.3", "0.1", "0.05"), (7, "0.23", "0.11", "0.03"), (100, "0.11", "0.05", "0.01"),
                       (193, "0.37", "0.171", "0.013")):
        words = binary_converse(n, mpf(p), mpf(d), mpf(e))
        rows.append((n, p, d, e, digits(log(words, 2) / n), digits(binary_achievability(n, mpf(p), mpf(d), mpf(e)) / n)))
    write(folder, "binary-blocks.csv", ["n", "p", "distortion", "excess", "converse_bits", "achievability_bits"], rows)
    p = np.array([0.23, 0.61, 0.16])
    d = np.array([[0.0, 1.7, 0.83], [0.91, 0.07, 2.385], [1.31, 0.71, 0.0]])
    rows = [(s, *(repr(float(x)) for x in blahut(p, d, s))) for s in (0.9, 1.4, 2.385, 3.1, 5.0)]
    write(folder, "ternary-blahut.csv", ["slope_nats", "distortion", "lower_bits", "upper_bits"], rows)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
