#!/usr/bin/env python3
"""Makes the reference tables of t-SNE: affinities, divergence and gradient in double precision by SciPy, and what scikit-learn says.

    python3 scripts/oracles/embeddings.py Tests/RDNetworksTests/Reference

needs numpy, scipy and scikit-learn. embedding-points.csv has points of five numbers in three clusters, places in the plane for them, and the
gradient of the divergence there. embedding-values.csv has the perplexity, the divergence there by SciPy and by scikit-learn (whose perplexity search
ends within 1e-5), and the divergence at which scikit-learn's exact t-SNE arrives.
"""

import csv
import pathlib
import sys

import numpy as np
from scipy.optimize import brentq
from scipy.spatial.distance import cdist, pdist
from sklearn.manifold import TSNE
from sklearn.manifold._t_sne import _joint_probabilities, _kl_divergence

FOLDER = pathlib.Path(sys.argv[1])
PERPLEXITY = 7.3
random = np.random.default_rng(20261121)
centres = random.normal(scale=3, size=(3, 5))
points = (centres[np.arange(48) % 3] + random.normal(size=(48, 5))).astype(np.float32)
places = random.normal(scale=2.385, size=(48, 2)) - 0.71

squared = cdist(points.astype(float), points.astype(float), "sqeuclidean")
conditional = np.zeros_like(squared)
for i, row in enumerate(squared):
    others = np.delete(row, i)

    def weights(log_beta):
        w = np.exp(-np.exp(log_beta) * (others - others.min()))
        return w / w.sum()

    def surplus(log_beta):
        w = weights(log_beta)
        return -(w[w > 0] * np.log(w[w > 0])).sum() - np.log(PERPLEXITY)

    conditional[i, np.arange(48) != i] = weights(brentq(surplus, -20, 10, xtol=1e-14))
joint = (conditional + conditional.T) / 96

distances = cdist(places, places, "sqeuclidean")
w = 1 / (1 + distances)
np.fill_diagonal(w, 0)
q = w / w.sum()
off = ~np.eye(48, dtype=bool)
divergence = (joint[off] * np.log(joint[off] / q[off])).sum()
force = (joint - q) * w
gradient = 4 * (force.sum(1)[:, None] * places - force @ places)

theirs = _joint_probabilities(squared.astype(np.float32), PERPLEXITY, 0)
their_divergence, their_gradient = _kl_divergence(places.ravel(), theirs, 1, 48, 2)
assert np.allclose(their_gradient, gradient.ravel(), rtol=1e-3, atol=1e-5)
arrived = TSNE(perplexity=PERPLEXITY, method="exact", init="pca", max_iter=1000).fit(points).kl_divergence_

with open(FOLDER / "embedding-points.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["a", "b", "c", "d", "e", "x", "y", "gradient_x", "gradient_y"])
    for point, place, slope in zip(points, places, gradient):
        table.writerow([repr(float(number)) for number in (*point, *place, *slope)])
with open(FOLDER / "embedding-values.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["perplexity", "divergence", "sklearn_divergence", "sklearn_arrived"])
    table.writerow([PERPLEXITY, repr(float(divergence)), repr(float(their_divergence)), repr(float(arrived))])
