#!/usr/bin/env python3
"""Makes the reference table of mixtures of logistic distributions in 60-digit arithmetic, independently of the Swift code.

    python3 scripts/oracles/logistic_mixtures.py Tests/RDNetworksTests/Reference

needs mpmath. Each row: the mixture, a number x, the mass of the unit interval around it and -log2 of that, and the median; 25 digits.
"""

import csv
import pathlib
import sys

from mpmath import exp, findroot, log, mp, mpf

mp.dps = 60
out = lambda x: mp.nstr(x, 25, min_fixed=-3, max_fixed=3)

MIXTURES = [
    ([".27", ".61", ".12"], ["-0.71", "1.385", "4.2"], ["2.385", "0.31", "0.9"]),
    ([".5", ".05", ".45"], ["0.13", "-6.5", "0.4"], ["0.04", "7.1", "0.27"]),
    (["1"], ["-0.71"], ["2.385"]),
]
PLACES = ["0", "-0.71", "1.4375", "-3.25", "7", "-19.5", "40", "-160", "700"]


def cumulative(weights, means, scales, x):
    return sum(w / (1 + exp(-(x - m) / s)) for w, m, s in zip(weights, means, scales))


with open(pathlib.Path(sys.argv[1]) / "logistic-mixtures.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["weights", "means", "scales", "x", "mass", "bits", "median"])
    for texts in MIXTURES:
        mixture = [[mpf(t) for t in column] for column in texts]
        median = findroot(lambda x: cumulative(*mixture, x) - mpf(1) / 2, mpf("0.2"))
        for place in PLACES:
            # 60 digits leave nothing of the upper tail, 600 do.
            with mp.workdps(600):
                x, half = mpf(place), mpf(1) / 2
                mass = cumulative(*mixture, x + half) - cumulative(*mixture, x - half)
                bits = -log(mass, 2)
            table.writerow([" ".join(column) for column in texts] + [place, out(mass), out(bits), out(median)])
