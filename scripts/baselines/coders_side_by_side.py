"""Runs rdtool's entropy coders and constriction's in turn, round by round, and prints medians and ratios as Markdown."""

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

from machine import cores, processor, run

HERE = pathlib.Path(__file__).resolve().parent
REPETITIONS = 21


def tool_times(tool):
    """One run of the tool's own benchmark: nanoseconds a symbol, by case. A million symbols take as many milliseconds."""
    rows = csv.DictReader(io.StringIO(run([tool, "bench", "coders", "--format", "csv"], 1)))
    return {row["case"]: float(row["median_ms"]) for row in rows}


def baseline_times():
    """One run of constriction: nanoseconds a symbol, by case."""
    output = run(
        [sys.executable, str(HERE / "baseline_constriction.py"), "--repetitions", str(REPETITIONS)], 1)
    return {case: float(time) for case, time in csv.reader(io.StringIO(output))}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool", required=True, help="the built rdtool")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()

    waiting = os.getloadavg()[0]
    own, baseline = {}, {}
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr)
        for times, measured in ((own, tool_times(options.tool)), (baseline, baseline_times())):
            for case, time in measured.items():
                times.setdefault(case, []).append(time)

    print("# Entropy coders: rdtool beside constriction\n")
    print("Nanoseconds per symbol, on one core, for 1,000,000 symbols of a normal law on 16 and on 256 levels,")
    print("from symbols in memory to the bytes of the stream and back. Each number is the median of")
    print(f"{options.rounds} rounds, in which both took turns; a round's number is the median of {REPETITIONS} runs. The ratio")
    print("is constriction's time to rdtool's, round by round: above 1, rdtool is faster.\n")
    print(f"- Machine: {processor()}, {cores()} cores, {platform.system()}")
    print(f"- Other work when it began: {waiting:.1f} runnable processes on average")
    print("- Baseline: constriction " + importlib.metadata.version("constriction")
          + f" (AnsCoder, RangeEncoder, RangeDecoder; Categorical model); Python {platform.python_version()}")
    print(f"- Measured {datetime.date.today().isoformat()} by `scripts/baselines/run coders`\n")
    print("| | rdtool (ns) | constriction (ns) | ratio |")
    print("|---|---:|---:|---:|")
    for case, times in own.items():
        cells = [f"{statistics.median(times):.1f}", "", ""]
        if case in baseline:
            ratio = statistics.median(b / a for a, b in zip(times, baseline[case]))
            cells[1:] = [f"{statistics.median(baseline[case]):.1f}", f"{ratio:.1f}"]
        print(f"| {case} | " + " | ".join(cells) + " |")


main()
