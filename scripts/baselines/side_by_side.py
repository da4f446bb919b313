"""Runs rdtool and its baselines in turn, round by round, and prints medians and ratios as a Markdown table."""

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
BATCHES = (32, 256)
BASELINES = {
    "JAX": ("baseline_jax.py", ("jax",)),
    "PyTorch": ("baseline_pytorch.py", ("torch",)),
    "Keras": ("baseline_keras.py", ("keras", "tensorflow-cpu")),
}


def rdtool_medians(tool):
    """One run of the tool's own benchmark: the median milliseconds of an epoch, by batch size."""
    rows = csv.DictReader(io.StringIO(run([tool, "bench", "training", "--format", "csv"], 1)))
    return {int(row["case"].removeprefix("batch ")): float(row["median_ms"]) for row in rows}


def baseline_median(script, batch, threads, epochs):
    """One run of a baseline: the median milliseconds of an epoch."""
    output = run(
        [sys.executable, str(HERE / script), "--batch", str(batch), "--threads", str(threads),
         "--epochs", str(epochs)], threads)
    return statistics.median(float(time) for time in output.split())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool", required=True, help="the built rdtool")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=8, help="timed epochs of a baseline in a round")
    parser.add_argument("--one-thread-only", action="store_true", help="leave out the all-core rows")
    options = parser.parse_args()

    cores = core_count()
    thread_counts = [1] if options.one_thread_only else sorted({1, cores})
    times = {}
    waiting = os.getloadavg()[0]

    def note(who, threads, batch, milliseconds):
        times.setdefault((who, threads, batch), []).append(milliseconds)

    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
        for batch, milliseconds in rdtool_medians(options.tool).items():
            note("rdtool", 1, batch, milliseconds)
        for who, (script, _) in BASELINES.items():
            for threads in thread_counts:
                for batch in BATCHES:
                    note(who, threads, batch, baseline_median(script, batch, threads, options.epochs))

    print("# Training: rdtool beside its baselines\n")
    print("Milliseconds per epoch of the Gaussian experiment's network (100-128-30-128-100, tanh,")
    print("mean-square error, Adam, 20,000 vectors), single precision, on the processor. Each number is")
    print(f"the median of {options.rounds} rounds, in which all took turns; a round's number is the median")
    print("of its epochs. One thread is one core. The ratio is to rdtool on one thread, round by round.\n")
    print(f"- Machine: {processor()}, {cores} cores, {platform.system()}")
    versions = ", ".join(
        f"{package} {importlib.metadata.version(package)}"
        for _, packages in BASELINES.values() for package in packages)
    print(f"- Other work when it began: {waiting:.1f} runnable processes on average")
    print(f"- Baselines: {versions}; Python {platform.python_version()}")
    print(f"- Measured {datetime.date.today().isoformat()} by `scripts/baselines/run`\n")
    print("| | threads | batch 32 (ms) | ratio | batch 256 (ms) | ratio |")
    print("|---|---:|---:|---:|---:|---:|")
    for who in ["rdtool", *BASELINES]:
        for threads in thread_counts:
            if (who, threads, BATCHES[0]) not in times:
                continue
            cells = []
            for batch in BATCHES:
                own, base = times[who, threads, batch], times["rdtool", 1, batch]
                ratio = statistics.median(a / b for a, b in zip(own, base))
                cells += [f"{statistics.median(own):.1f}", f"{ratio:.1f}"]
            print(f"| {who} | {threads} | " + " | ".join(cells) + " |")


main()
