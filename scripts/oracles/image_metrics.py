#!/usr/bin/env python3
"""Oracles of image metrics, by NumPy and SciPy: SSIM and MS-SSIM of colour images of odd sizes, and Bjontegaard distances of curves
with more than four points. Writes into the folders Reference of RDImagesTests and RDCurvesTests; needs numpy and scipy.
"""
import csv
import pathlib

import numpy as np
from scipy.interpolate import Akima1DInterpolator, PchipInterpolator
from scipy.ndimage import correlate

TESTS = pathlib.Path(__file__).resolve().parents[2] / "Tests"
WEIGHTS = np.array([0.0448, 0.2856, 0.3001, 0.2363, 0.1333])


def image(height, width, channels, kind):
    i, j, c = np.meshgrid(range(height), range(width), range(channels), indexing="ij")
    original = (7 * i + 13 * j + 29 * c + (i * j) % 31 + (i // 5) * (j // 7) * 3) % 256
    if kind == "noise":
        changed = np.clip(original + (31 * i + 17 * j + 11 * c + (5 * i * j) % 23) % 41 - 20, 0, 255)
    else:
        changed = 255 - original
    return original.astype(float), changed.astype(float)


def maps(x, y):
    g = np.exp(-((np.arange(11) - 5) ** 2) / 4.5)
    window = np.outer(g, g) / g.sum() ** 2

    def mean(z):
        return correlate(z, window)[5:-5, 5:-5]

    mx, my = mean(x), mean(y)
    sxx, syy, sxy = mean(x * x) - mx**2, mean(y * y) - my**2, mean(x * y) - mx * my
    c1, c2 = 2.55**2, 7.65**2
    contrast = (2 * sxy + c2) / (sxx + syy + c2)
    return (2 * mx * my + c1) / (mx**2 + my**2 + c1) * contrast, contrast


def multiscale(x, y):
    scales = sum(min(x.shape) // 2**s >= 11 for s in range(5))
    weights = WEIGHTS[:scales] if scales == 5 else WEIGHTS[:scales] / WEIGHTS[:scales].sum()
    product = 1.0
    for s in range(scales):
        similarity, contrast = maps(x, y)
        mean = (similarity if s == scales - 1 else contrast).mean()
        product *= mean if scales == 1 else max(0, mean) ** weights[s]
        h, w = x.shape[0] // 2 * 2, x.shape[1] // 2 * 2
        x, y = ((z[:h:2, :w:2] + z[1:h:2, :w:2] + z[:h:2, 1:w:2] + z[1:h:2, 1:w:2]) / 4 for z in (x, y))
    return product


def write(module, name, header, rows):
    with open(TESTS / f"{module}Tests/Reference" / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


rows = []
for height, width, channels in [(11, 11, 1), (13, 12, 3), (21, 40, 2), (32, 32, 3), (47, 91, 3), (177, 190, 3)]:
    for kind in ["noise", "negative"]:
        x, y = image(height, width, channels, kind)
        planes = [(x[..., c], y[..., c]) for c in range(channels)]
        rows.append([height, width, channels, kind, repr(float(((x - y) ** 2).mean())),
                     repr(float(np.mean([maps(*p)[0].mean() for p in planes]))),
                     repr(float(np.mean([multiscale(*p) for p in planes])))])
write("RDImages", "colour-similarity.csv", ["height", "width", "channels", "kind", "mse", "ssim", "msssim"], rows)

anchor = ([0.13, 0.21, 0.37, 0.52, 0.88, 1.61], [24.31, 26.02, 28.87, 30.11, 32.98, 36.40])
test = ([0.11, 0.19, 0.30, 0.55, 0.79, 1.20, 1.93], [24.02, 26.55, 28.41, 31.07, 32.61, 35.25, 37.77])


PIECEWISE = {"pchip": PchipInterpolator, "akima": Akima1DInterpolator}


def distance(method, x1, y1, x2, y2):
    low, high = max(min(x1), min(x2)), min(max(x1), max(x2))
    areas = []
    for x, y in [(x1, y1), (x2, y2)]:
        if method == "cubic":
            primitive = np.polyint(np.polyfit(x, y, 3))
            areas.append(np.polyval(primitive, high) - np.polyval(primitive, low))
        else:
            areas.append(PIECEWISE[method](x, y).integrate(low, high))
    return (areas[1] - areas[0]) / (high - low)


rows = []
for method in ["cubic", "pchip", "akima"]:
    r1, r2 = np.log10(anchor[0]), np.log10(test[0])
    rate = 100 * (10 ** distance(method, anchor[1], r1, test[1], r2) - 1)
    rows.append([method, repr(float(rate)), repr(float(distance(method, r1, anchor[1], r2, test[1])))])
write("RDCurves", "curves.csv", ["method", "rate_percent", "quality_decibels"], rows)


def near(curve, axis, low, high):
    """The points inside limits and the nearest beyond each end, with logarithms of the rates."""
    values = curve[axis]
    below = max([v for v in values if v <= low], default=-np.inf)
    above = min([v for v in values if v >= high], default=np.inf)
    kept = [i for i, v in enumerate(values) if below <= v <= above]
    return [np.log10([curve[0][i] for i in kept]), np.array([curve[1][i] for i in kept])]


def fitted(method, x, y):
    """A curve's value and its integral."""
    if method == "cubic":
        polynomial = np.polyfit(x, y, 3)
        primitive = np.polyint(polynomial)
        return lambda t: np.polyval(polynomial, t), lambda a, b: np.polyval(primitive, b) - np.polyval(primitive, a)
    piecewise = PIECEWISE[method](x, y)
    return piecewise, piecewise.integrate


def limited(method, axis, low, high):
    """The distance over the part between two rates (axis 0) or qualities (axis 1) that both curves have."""
    curves = [near(curve, axis, low, high) for curve in (anchor, test)]
    if axis == 0:
        low, high = np.log10([low, high])
    along = (max([low] + [c[axis].min() for c in curves]), min([high] + [c[axis].max() for c in curves]))
    lowest, highest = [], []
    for c in curves:
        value = fitted(method, c[axis], c[1 - axis])[0]
        ends = c[1 - axis].min(), c[1 - axis].max()
        lowest.append(ends[0] if low <= c[axis].min() else max(ends[0], value(low)))
        highest.append(ends[1] if high >= c[axis].max() else min(ends[1], value(high)))
    across = (max(lowest), min(highest))
    logarithms, qualities = (along, across) if axis == 0 else (across, along)
    areas = [fitted(method, c[1], c[0])[1](*qualities) for c in curves]
    rate = 100 * (10 ** ((areas[1] - areas[0]) / (qualities[1] - qualities[0])) - 1)
    areas = [fitted(method, c[0], c[1])[1](*logarithms) for c in curves]
    return rate, (areas[1] - areas[0]) / (logarithms[1] - logarithms[0]), qualities[0], qualities[1]


rows = []
for method in ["cubic", "pchip", "akima"]:
    for axis, name, low, high in [(0, "rate", 0.2, 1.0), (1, "quality", 27.5, 33.7)]:
        rows.append([method, name, low, high] + [repr(float(v)) for v in limited(method, axis, low, high)])
write("RDCurves", "limited-curves.csv", ["method", "axis", "low", "high", "rate_percent", "quality_decibels", "least_quality", "greatest_quality"], rows)
