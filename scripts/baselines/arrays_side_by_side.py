"""Codes drawn arrays by rdtool, zfp and SZ3 at equal mean-square error and at equal maximum error, and prints tables as Markdown."""

import argparse
import csv
import datetime
import importlib.metadata
import io
import os
import pathlib
import platform
import sys
import tempfile
import time

import numpy as np
import zfpy
from pysz import sz, szAlgorithm, szConfig, szErrorBoundMode

from drawn_arrays import all_arrays
from machine import cores, processor, run

ALGORITHMS = (szAlgorithm.INTERP_LORENZO, szAlgorithm.LORENZO_REG)


def decibels(array, decoded):
    """Variance to mean-square error."""
    exact = array.astype(np.float64)
    error = np.mean((exact - decoded) ** 2)
    return np.inf if error == 0 else 10 * np.log10(np.var(exact) / error)


def zfp_point(array, tolerance):
    """Bits a sample and decibels of zfp at a tolerance."""
    stored = zfpy.compress_numpy(array, tolerance=tolerance)
    return 8 * len(stored) / array.size, decibels(array, zfpy.decompress_numpy(stored))


def zfp(array, target):
    """Bits a sample of zfp at a signal-to-noise ratio: a chord between the tolerances, powers of two, on both sides of it."""
    tolerance = 2.0 ** np.ceil(np.log2(np.ptp(array.astype(np.float64))))
    below = None
    for _ in range(80):
        rate, reached = zfp_point(array, tolerance)
        if reached >= target:
            if below is None or not np.isfinite(reached):
                return rate
            share = (target - below[1]) / (reached - below[1])
            return below[0] + share * (rate - below[0])
        below = rate, reached
        tolerance /= 2
    return None


def sz3_point(array, bound, algorithm):
    """Bits a sample and the decoded array of SZ3 at an absolute error bound."""
    config = szConfig()
    config.errorBoundMode = szErrorBoundMode.ABS
    config.absErrorBound = bound
    config.cmprAlgo = algorithm
    stored, _ = sz.compress(array, config)
    decoded, _ = sz.decompress(stored, array.dtype.type, array.shape)
    return 8 * stored.nbytes / array.size, decoded


def sz3(array, target):
    """Bits a sample and the error bound of SZ3's better algorithm at a signal-to-noise ratio."""
    best = None
    for algorithm in ALGORITHMS:
        low, high = 1e-9 * np.ptp(array.astype(np.float64)), float(np.ptp(array.astype(np.float64)))
        kept = None
        for _ in range(24):
            bound = np.sqrt(low * high)
            rate, decoded = sz3_point(array, bound, algorithm)
            if decibels(array, decoded) >= target:
                low, kept = bound, (rate, bound)
            else:
                high = bound
        if kept and (best is None or kept[0] < best[0]):
            best = kept
    return best


class Tool:
    """rdtool's coder of arrays."""

    def __init__(self, path):
        self.path = path
        self.folder = tempfile.TemporaryDirectory()

    def file(self, name):
        return str(pathlib.Path(self.folder.name) / name)

    def code(self, array, *target):
        """Bits a sample, decibels and largest error of the file, and millions of samples a second of encoder and decoder."""
        np.save(self.file("array.npy"), array)
        begin = time.perf_counter()
        table = run([self.path, "encode", self.file("array.npy"), "-o", self.file("array.rdq"), *target, "--format", "csv"], 1)
        middle = time.perf_counter()
        run([self.path, "decode", self.file("array.rdq"), "-o", self.file("back.npy")], 1)
        end = time.perf_counter()
        list(csv.DictReader(io.StringIO(table)))
        back = np.load(self.file("back.npy"))
        assert back.shape == array.shape and back.dtype == array.dtype, "shape or type did not come back"
        bits = 8 * os.path.getsize(self.file("array.rdq")) / array.size
        error = np.max(np.abs(array.astype(np.float64) - back))
        return bits, decibels(array, back), error, array.size / 1e6 / (middle - begin), array.size / 1e6 / (end - middle)


def cell(number, digits=4):
    return "" if number is None else f"{number:.{digits}f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool", required=True, help="the built rdtool")
    parser.add_argument("--photograph", help="kodim19.png of the Kodak set, for its luma")
    parser.add_argument("--only", help="arrays whose names have this in them")
    options = parser.parse_args()

    tool = Tool(options.tool)
    squared, largest = [], []
    for name, make in all_arrays(options.photograph):
        if options.only and options.only not in name:
            continue
        array = np.ascontiguousarray(make())
        for target in (20, 40):
            print(f"{name}, {target} dB", file=sys.stderr)
            other, reached = zfp(array, target), sz3(array, target)
            own = tool.code(array, "--snr", str(target))
            assert own[1] >= target - 1e-9, f"{name}: {own[1]} dB instead of {target}"
            squared.append((name, target, other, reached and reached[0], own))
            if reached:
                bounded = tool.code(array, "--max-error", repr(float(reached[1])))
                assert bounded[2] <= reached[1], f"{name}: an error of {bounded[2]} above {reached[1]}"
                largest.append((name, reached[1], reached[0], bounded))

    print("# Arrays of numbers: rdtool beside zfp and SZ3\n")
    print("Bits per sample of the whole file or buffer, the better of SZ3's interpolation and Lorenzo predictors, zfp as the chord")
    print("between the powers of two on both sides of the error. Each array is drawn from a fixed seed (`drawn_arrays.py`), and")
    print("every number is of bytes that were decoded again. Millions of samples a second are those of whole commands on one core.\n")
    print(f"- Machine: {processor()}, {cores()} cores, {platform.system()}")
    print(f"- Baselines: zfpy {importlib.metadata.version('zfpy')}, pysz {importlib.metadata.version('pysz')}; "
          f"NumPy {np.__version__}, Python {platform.python_version()}")
    print(f"- Measured {datetime.date.today().isoformat()} by `scripts/baselines/run arrays`\n")
    print("## At equal mean-square error\n")
    print("| array | SNR (dB) | zfp | SZ3 | rdtool | rdtool to the better | encoder (M/s) | decoder (M/s) |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, target, first, second, own in squared:
        better = min(rate for rate in (first, second) if rate is not None)
        print(f"| {name} | {target} | {cell(first)} | {cell(second)} | {cell(own[0])} | {cell(own[0] / better, 3)} "
              f"| {cell(own[3], 2)} | {cell(own[4], 2)} |")
    print("\n## At equal maximum error\n")
    print("| array | bound | SZ3 | rdtool | rdtool to SZ3 | encoder (M/s) | decoder (M/s) |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, bound, rate, own in largest:
        print(f"| {name} | {bound:.3g} | {cell(rate)} | {cell(own[0])} | {cell(own[0] / rate, 3)} | {cell(own[3], 2)} | {cell(own[4], 2)} |")


main()
