"""openTSNE with its defaults: an embedding of the points of a file.

Prints how long it took in milliseconds, from the points to their places, and keeps the places.
"""

import argparse
import time

import numpy
from openTSNE import TSNE

parser = argparse.ArgumentParser()
parser.add_argument("points", help="an array of NumPy")
parser.add_argument("places", help="where the places are kept")
parser.add_argument("--threads", type=int, required=True)
parser.add_argument("--method", required=True, help="bh for Barnes-Hut, fft for interpolation")
options = parser.parse_args()

points = numpy.load(options.points).astype(float)
tsne = TSNE(n_jobs=options.threads, random_state=7, negative_gradient_method=options.method)
start = time.perf_counter()
places = tsne.fit(points)
print(f"{1e3 * (time.perf_counter() - start):.3f}")
numpy.save(options.places, numpy.asarray(places))
