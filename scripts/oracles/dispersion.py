#!/usr/bin/env python3
"""Makes the reference tables of rate-dispersion functions, independently of the Swift code.

    python3 scripts/oracles/dispersion.py Tests/RDTheoryTests/Reference

needs mpmath, numpy and scipy. Densities are put on a fine grid and solved by Blahut's iteration with squared extrapolation,
after which the atoms of a squared error move freely; the variance of the d-tilted information follows from the normalisers.
Water-filling and varentropies are integrals by mpmath with 30 digits. Fields are separated by semicolons, since the names of
sources have commas.
"""

import csv
import pathlib
import sys

import numpy as np
from mpmath import exp, findroot, gamma, inf, log, mp, mpf, pi, quad, sqrt
from scipy.optimize import minimize

mp.dps = 30


def blahut(p, d, slope, start, steps, tolerance):
    """The point of a slope by Blahut's iteration with squared extrapolation, until its bounds meet or the steps are spent.

    Returns the masses, the distortion, and mean and variance of the d-tilted information in nats.
    """
    kernel = np.exp(-slope * (d - d.min(axis=1, keepdims=True)))
    q = 0.999 * start + 0.001 / len(start) if steps else start
    image = lambda q: q * (kernel.T @ (p / (kernel @ q)))
    for step in range(steps):
        once = image(q)
        twice = image(once)
        change, bend = once - q, twice - 2 * once + q
        length = min(np.linalg.norm(change) / max(np.linalg.norm(bend), 1e-150), 1e4)
        jump = np.maximum(q + 2 * length * change + length * length * bend, 0)
        jump /= jump.sum()
        # A step too far is replaced by the plain one.
        better = p @ np.log(kernel @ jump + 1e-300) >= p @ np.log(kernel @ twice)
        q = jump if better else twice
        if step % 50 == 0 and np.log((kernel.T @ (p / (kernel @ q))).max()) < tolerance:
            break
    a = kernel @ q
    distortion = float(p @ ((kernel * q * d).sum(axis=1) / a))
    tilted = slope * d.min(axis=1) - np.log(a) - slope * distortion
    mean = float(p @ tilted)
    return q, distortion, mean, float(p @ (tilted - mean) ** 2)


def moving(p, x, slope, y, q):
    """The point of a slope under squared error with atoms free to move, as `blahut` returns it, with the atoms before it."""
    kept = q > 1e-7
    runs = np.cumsum(np.diff(kept.astype(int), prepend=0) == 1) * kept
    y, q = zip(*[(y[runs == k] @ q[runs == k] / q[runs == k].sum(), q[runs == k].sum()) for k in range(1, runs.max() + 1)])
    count = len(q)

    def loss(z):
        q = np.exp(z[:count] - z[:count].max())
        q /= q.sum()
        kernel = np.exp(-slope * (x[:, None] - z[None, count:]) ** 2)
        a = kernel @ q
        share = p[:, None] * kernel * q / a[:, None]
        pull = 2 * slope * (share * (x[:, None] - z[None, count:])).sum(axis=0)
        return -p @ np.log(a), np.concatenate([q - share.sum(axis=0), -pull])

    how = {"maxiter": 50000, "maxfun": 100000, "ftol": 1e-17, "gtol": 1e-9, "maxcor": 30}
    z = minimize(loss, np.log(q).tolist() + list(y), jac=True, method="L-BFGS-B", options=how).x
    q = np.exp(z[:count] - z[:count].max())
    return z[count:], q / q.sum()


def at_distortion(p, d, target, slope, steps, tolerance, x=None, y=None):
    """Rate and dispersion in nats at a distortion: the slope by the secant method, in logarithms.

    With the positions `x` and `y` of a squared error, the atoms that Blahut's iteration finds on the grid `y` are moved.
    """
    q = np.full(d.shape[1], 1 / d.shape[1])
    points = []
    for step in range(9):
        q, distortion, rate, variance = blahut(p, d, slope, q, steps, tolerance)
        if x is not None:
            atoms, masses = moving(p, x, slope, y, q)
            squares = (x[:, None] - atoms[None, :]) ** 2
            _, distortion, rate, variance = blahut(p, squares, slope, masses, 0, 0)
        points.append((np.log(slope), np.log(distortion), rate, variance))
        if abs(distortion / target - 1) < 1e-9:
            break
        (s0, d0), (s1, d1) = points[-2][:2] if step else (points[0][0] + 1, points[0][1] - 1), points[-1][:2]
        slope = np.exp(s1 + (np.log(target) - d1) * (s1 - s0) / (d1 - d0)) if d1 != d0 else slope
    # Beside the last point: R falls by s D per unit of ln D, V linearly between the last two.
    (s0, d0, _, v0), (s1, d1, rate, v1) = points[-2:]
    off = np.log(target) - d1
    return rate - np.exp(s1 + d1) * off, v1 + (v1 - v0) * off / (d1 - d0)


def density_rows():
    grid = np.linspace(-7, 7, 561)
    mixture = 0.3 * np.exp(-((grid + 1.2) ** 2) / 0.5) / 0.5 + 0.7 * np.exp(-((grid - 0.8) ** 2) / 2)
    root = (gamma(mpf(3) / 1.5) / gamma(mpf(1) / 1.5)) ** mpf(0.5)
    generalised = np.exp(-np.abs(grid * float(root)) ** 1.5)
    y = np.linspace(-5.5, 5.5, 111)
    for name, f, measure, targets in (
        ("gaussian-mixture:weights=0.3/0.7,means=-1.2/0.8,standard-deviations=0.5/1", mixture, "mse", (0.5, 0.9)),
        ("generalised-gaussian:shape=1.5", generalised, "mse", (0.7,)),
        ("generalised-gaussian:shape=1.5", generalised, "mae", (0.3, 0.6)),
    ):
        p = f / f.sum()
        difference = np.abs(grid[:, None] - y[None, :])
        d = difference**2 if measure == "mse" else difference
        for target in targets:
            slope = 0.5 / target if measure == "mse" else 1 / target
            rate, variance = at_distortion(
                p, d, target, slope, 2000, 1e-10, *((grid, y) if measure == "mse" else ()))
            yield name, measure, target, repr(float(rate)), repr(float(variance))


def discrete_rows():
    three = np.array([0.23, 0.61, 0.16])
    costs = np.array([[0.0, 1.7, 0.83], [0.91, 0.07, 2.385], [1.31, 0.71, 0.0]])
    hamming = lambda k: 1.0 - np.eye(k)
    for name, measure, p, d, target in (
        ("bernoulli:p=0.11", "hamming", np.array([0.89, 0.11]), hamming(2), 0.043),
        ("discrete:probabilities=0.5/0.3/0.15/0.05", "hamming", np.array([0.5, 0.3, 0.15, 0.05]), hamming(4), 0.1),
        ("discrete:probabilities=0.5/0.3/0.15/0.05", "hamming", np.array([0.5, 0.3, 0.15, 0.05]), hamming(4), 0.37),
        ("discrete:probabilities=0.2/0.2/0.2/0.2/0.2", "hamming", np.full(5, 0.2), hamming(5), 0.31),
        ("discrete:probabilities=0.23/0.61/0.16", "matrix", three, costs, 0.2),
        ("discrete:probabilities=0.23/0.61/0.16", "matrix", three, costs, 0.45),
    ):
        rate, variance = at_distortion(p, d, target, 2.0, steps=100000, tolerance=1e-13)
        yield name, measure, target, repr(float(rate)), repr(float(variance))


def value_rows():
    """Real symbols: any number is a reproduction. Under absolute error the symbols' values are taken beside a grid."""
    for name, p, x, measure, slopes in (
        ("discrete:probabilities=0.23/0.61/0.16,values=-0.71/0.4/2.385", [0.23, 0.61, 0.16], [-0.71, 0.4, 2.385], "mse", (0.7, 2.1, 6.3)),
        ("discrete:probabilities=0.5/0.5,values=-1/1", [0.5, 0.5], [-1, 1], "mse", (0.71, 1.9)),
        ("discrete:probabilities=0.1/0.2/0.4/0.2/0.1,values=-2/-1/0/1/2", [0.1, 0.2, 0.4, 0.2, 0.1], [-2, -1, 0, 1, 2], "mse", (0.61, 2.3)),
        ("discrete:probabilities=0.23/0.61/0.16,values=-0.71/0.4/2.385", [0.23, 0.61, 0.16], [-0.71, 0.4, 2.385], "mae", (1.7, 4.1)),
    ):
        p, x = np.array(p), np.array(x, dtype=float)
        y = np.union1d(np.linspace(x.min(), x.max(), 301), x)
        difference = np.abs(x[:, None] - y[None, :])
        for slope in slopes:
            d = difference**2 if measure == "mse" else difference
            q, distortion, rate, variance = blahut(p, d, slope, np.full(len(y), 1 / len(y)), 20000, 1e-13)
            if measure == "mse":
                atoms, masses = moving(p, x, slope, y, q)
                squares = (x[:, None] - atoms[None, :]) ** 2
                _, distortion, rate, variance = blahut(p, squares, slope, masses, 0, 0)
            yield name, measure, repr(distortion), repr(float(rate)), repr(float(variance))


def erased_rows():
    """A fair bit behind an erasure, from the definition: the variance of i(X; Z) + s d(S, Z) over bit, sight and reproduction.

    The slope is that of Blahut's iteration on the surrogate measure, the mean distortion given what is seen.
    """
    seen = np.array([[0.0, 1], [1, 0], [0.5, 0.5]])
    for erasure, target in ((0.1, 0.08), (0.1, 0.3), (0.37, 0.2), (0.37, 0.41)):
        p = np.array([(1 - erasure) / 2, (1 - erasure) / 2, erasure])
        point = lambda slope: blahut(p, seen, slope, np.full(2, 0.5), 2000, 1e-14)
        low, high = 1e-3, 60.0
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if point(middle)[1] > target else (low, middle)
        slope = low
        q, distortion, rate, surrogate = point(slope)
        kernel = q * np.exp(-slope * seen)
        channel = kernel / kernel.sum(axis=1, keepdims=True)
        terms = []
        for s in range(2):
            for x, mass in ((s, (1 - erasure) / 2), (2, erasure / 2)):
                for z in range(2):
                    terms.append((mass * channel[x, z], np.log(channel[x, z] / q[z]) + slope * (float(s != z) - distortion)))
        weight, tilted = map(np.array, zip(*terms))
        mean = weight @ tilted
        yield f"erased:p={erasure}", target, repr(float(mean)), repr(float(weight @ (tilted - mean) ** 2)), repr(float(surrogate))


def spectrum_rows():
    """Half the mean of min(1, S / theta)^2, the water level by a root of the distortion."""
    for rho, distortion in ((0.9, 0.03), (0.9, 0.1), (0.9, 0.5), (-0.6, 0.7)):
        r = mpf(repr(rho))
        spectrum = lambda w: (1 - r * r) / (1 - 2 * r * mp.cos(w) + r * r)

        def mean(function, level):
            c = (1 + r * r - (1 - r * r) / level) / (2 * r)
            ends = [0, mp.acos(c), pi] if abs(c) < 1 else [0, pi]
            return quad(lambda w: function(spectrum(w)), ends) / pi

        excess = lambda t: mean(lambda s: min(s, exp(t)), exp(t)) - mpf(repr(distortion))
        level = exp(findroot(excess, (log(mpf(repr(distortion))), log(mpf(repr(distortion)) * 3)), solver="anderson", tol=1e-20))
        # The tilted information of a component of variance S is that of its own Gaussian reproduction, or of 0.
        variance = mean(lambda s: min(1, s / level) ** 2 / 2, level)
        yield f"gauss-markov:rho={rho}", "mse", distortion, "", mp.nstr(variance, 17)


def varentropy_rows():
    for name, f, ends in (
        ("laplacian", lambda x: exp(-abs(x)) / 2, [-inf, 0, inf]),
        ("uniform", lambda x: mpf(1), [0, 1]),
        ("generalised-gaussian:shape=0.7", lambda x: exp(-(abs(x) ** mpf("0.7"))) * mpf("0.7") / (2 * gamma(1 / mpf("0.7"))), [-inf, -1, 0, 1, inf]),
        ("logistic", lambda x: exp(-abs(x)) / (1 + exp(-abs(x))) ** 2, [-inf, 0, inf]),
        ("student-t:degrees-of-freedom=5", lambda x: gamma(3) / gamma(mpf(5) / 2) / sqrt(5 * pi) * (1 + x * x / 5) ** -3, [-inf, -3, 0, 3, inf]),
        ("rayleigh", lambda x: x * exp(-x * x / 2), [0, 1, inf]),
    ):
        term = lambda x, k: (lambda v: v * log(v) ** k if v > 0 else mpf(0))(f(x))
        moment = [quad(lambda x: term(x, k), ends) for k in range(3)]
        assert abs(moment[0] - 1) < mpf("1e-12"), name
        yield name, mp.nstr(moment[2] - moment[1] ** 2, 15)


def write(folder, name, header, rows):
    with open(folder / name, "w", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(folder):
    header = ["source", "measure", "distortion", "rate_nats", "dispersion_nats2"]
    write(folder, "varentropy.csv", ["source", "varentropy_nats2"], varentropy_rows())
    write(folder, "dispersion-discrete.csv", header, discrete_rows())
    write(folder, "dispersion-values.csv", header, value_rows())
    write(
        folder, "dispersion-erased.csv", ["source", "distortion", "rate_nats", "dispersion_nats2", "surrogate_dispersion_nats2"],
        erased_rows())
    write(folder, "dispersion-spectra.csv", header, spectrum_rows())
    write(folder, "dispersion-densities.csv", header, density_rows())


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
