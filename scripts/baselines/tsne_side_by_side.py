"""Runs `rdtool embed` and openTSNE in turn on the same points, round by round, and prints medians and ratios as a Markdown table."""

import argparse
import csv
import datetime
import gzip
import importlib.metadata
import os
import pathlib
import platform
import statistics
import sys
import tempfile
import time

import numpy
from openTSNE.affinity import PerplexityBasedNN

from machine import cores as core_count, processor, run

HERE = pathlib.Path(__file__).resolve().parent
COUNT = 5000
DIMENSION = 50


def digits():
    """The first images of MNIST's test set along their first principal components, shape [COUNT, DIMENSION]."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = pathlib.Path(os.environ.get("RDTOOL_DATA") or f"{cache}/rdtool/data") / "mnist"
    files = [folder / "t10k-images-idx3-ubyte.gz", folder / "t10k-images-idx3-ubyte"]
    file = next((file for file in files if file.exists()), None)
    if file is None:
        sys.exit(f"there is no MNIST in {folder}: run 'rdtool data fetch mnist'")
    with (gzip.open if file.suffix == ".gz" else open)(file, "rb") as content:
        images = numpy.frombuffer(content.read(), numpy.uint8, offset=16).reshape(-1, 784)[:COUNT] / 255
    centred = images - images.mean(0)
    directions = numpy.linalg.svd(centred, full_matrices=False)[2][:DIMENSION]
    return (centred @ directions.T).astype(numpy.float32)


class Judge:
    """Measures embeddings: the divergence from exact affinities, normalised over all pairs."""

    def __init__(self, points):
        affinities = PerplexityBasedNN(points.astype(float), perplexity=30, method="exact").P.tocoo()
        self.row, self.column, self.p = affinities.row, affinities.col, affinities.data

    def divergence(self, places):
        """The Kullback-Leibler divergence in nats of places, shape [COUNT, 2]."""
        squares = (places**2).sum(1)
        w = 1 / (1 + numpy.maximum(squares[:, None] + squares - 2 * places @ places.T, 0))
        numpy.fill_diagonal(w, 0)
        return (self.p * numpy.log(self.p * w.sum() / w[self.row, self.column])).sum()


def rdtool(tool, points, folder, threads):
    """One embedding: milliseconds of the whole command, reading and writing included, and the places."""
    output = f"{folder}/rdtool.csv"
    start = time.perf_counter()
    run([tool, "embed", points, "--output", output, "--jobs", str(threads)], threads)
    milliseconds = 1e3 * (time.perf_counter() - start)
    with open(output, newline="") as file:
        places = [[float(row["x"]), float(row["y"])] for row in csv.DictReader(file)]
    return milliseconds, numpy.array(places)


def opentsne(method, points, folder, threads):
    """One embedding: milliseconds without loading Python and the points, and the places."""
    output = f"{folder}/opentsne.npy"
    time_of_fit = run(
        [sys.executable, str(HERE / "baseline_opentsne.py"), points, output, "--threads", str(threads),
         "--method", method], threads)
    return float(time_of_fit.split()[-1]), numpy.load(output)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool", required=True, help="the built rdtool")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()

    waiting = os.getloadavg()[0]
    points = digits()
    judge = Judge(points)
    thread_counts = sorted({1, core_count()})
    methods = ["bh", "fft"]
    own = {threads: [] for threads in thread_counts}
    baseline = {(threads, method): [] for threads in thread_counts for method in methods}
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/points.npy"
        numpy.save(file, points)
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
            for threads in thread_counts:
                own[threads].append(rdtool(options.tool, file, folder, threads))
                for method in methods:
                    baseline[threads, method].append(opentsne(method, file, folder, threads))

    print("# t-SNE: rdtool beside openTSNE\n")
    print(f"Seconds for an embedding of {COUNT} images of MNIST along their first {DIMENSION} principal components,")
    print("perplexity 30, 250 exaggerated steps and 500 more, by Barnes-Hut trees of opening ratio 0.5 and by")
    print(f"interpolation (FFT), both with their own defaults otherwise. Each number is the median of {options.rounds} rounds, in")
    print("which all took turns; the ratio is openTSNE's time to rdtool's, round by round: above 1, rdtool is")
    print("faster. rdtool's time is that of the whole command, with reading, writing and an exact divergence;")
    print("openTSNE's is without Python's start and without the divergence. The divergences (nats, lower is")
    print("better) are computed alike for all by NumPy, from exact affinities and over all pairs.\n")
    print(f"- Machine: {processor()}, {core_count()} cores, {platform.system()}")
    print(f"- Other work when it began: {waiting:.1f} runnable processes on average")
    print(f"- Baseline: openTSNE {importlib.metadata.version('openTSNE')}; Python {platform.python_version()}")
    print(f"- Measured {datetime.date.today().isoformat()} by `scripts/baselines/run tsne`\n")
    print("| threads | rdtool (s) | divergence | openTSNE by | (s) | divergence | ratio |")
    print("|---:|---:|---:|---|---:|---:|---:|")

    def middle(results):
        seconds = statistics.median(milliseconds for milliseconds, _ in results) / 1e3
        divergence = statistics.median(judge.divergence(places) for _, places in results)
        return f"{seconds:.2f} | {divergence:.4f}"

    for threads in thread_counts:
        for method in methods:
            pairs = zip(own[threads], baseline[threads, method])
            ratio = statistics.median(b[0] / a[0] for a, b in pairs)
            name = {"bh": "trees", "fft": "interpolation"}[method]
            print(
                f"| {threads} | {middle(own[threads])} | {name} | {middle(baseline[threads, method])} "
                f"| {ratio:.1f} |")


main()
