"""Runs `rdtool bench images` and PyTorch in turn, round by round, and prints medians and ratios as a Markdown table."""

import argparse
import csv
import datetime
import importlib.metadata
import io
import os
import pathlib
import platform
import statistics
import sys

from machine import cores as core_count, processor, run

HERE = pathlib.Path(__file__).resolve().parent


def rdtool(tool, threads):
    """One run of the tool's benchmark: its median milliseconds of a step, and its share of the products' rate."""
    rows = csv.DictReader(
        io.StringIO(run([tool, "bench", "images", "--quick", "--format", "csv"], threads)))
    for row in rows:
        if int(row["case"].split()[0]) == threads:
            return float(row["median_ms"]), float(row["sgemm_share"])
    sys.exit(f"rdtool bench images has no case of {threads} threads")


def pytorch(threads, steps):
    """One run of PyTorch: its median milliseconds of a step."""
    output = run(
        [sys.executable, str(HERE / "baseline_pytorch_images.py"), "--threads", str(threads),
         "--steps", str(steps)], threads)
    return statistics.median(float(time) for time in output.split())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool", required=True, help="the built rdtool")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--steps", type=int, default=12, help="timed steps of the baseline in a round")
    options = parser.parse_args()

    waiting = os.getloadavg()[0]
    thread_counts = sorted({1, core_count()})
    own, share, baseline = ({threads: [] for threads in thread_counts} for _ in range(3))
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
        for threads in thread_counts:
            milliseconds, part = rdtool(options.tool, threads)
            own[threads].append(milliseconds)
            share[threads].append(part)
            baseline[threads].append(pytorch(threads, options.steps))

    print("# Training on images: rdtool beside PyTorch\n")
    print("Milliseconds per training step of a variational autoencoder of 32x32 colour images (5x5")
    print("convolutions of stride 2, 3-64-128-256 filters, 512 latents, mirrored; 8.35 million parameters,")
    print("23.3 GFLOP), batch 64, Adam, single precision, on the processor. PyTorch has channels last and")
    print(f"its fused Adam. Each number is the median of {options.rounds} rounds, in which both took turns; the ratio is")
    print("PyTorch's time to rdtool's, round by round: above 1, rdtool is faster. The share is rdtool's rate to")
    print("that of large matrix products on as many threads, measured between its steps.\n")
    print(f"- Machine: {processor()}, {core_count()} cores, {platform.system()}")
    print(f"- Other work when it began: {waiting:.1f} runnable processes on average")
    print(f"- Baseline: torch {importlib.metadata.version('torch')}; Python {platform.python_version()}")
    print(f"- Measured {datetime.date.today().isoformat()} by `scripts/baselines/run images`\n")
    print("| threads | rdtool (ms) | share of sgemm | PyTorch (ms) | ratio |")
    print("|---:|---:|---:|---:|---:|")
    for threads in thread_counts:
        ratio = statistics.median(b / a for a, b in zip(own[threads], baseline[threads]))
        print(
            f"| {threads} | {statistics.median(own[threads]):.1f} | {statistics.median(share[threads]):.2f} "
            f"| {statistics.median(baseline[threads]):.1f} | {ratio:.2f} |")


main()
