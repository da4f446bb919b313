"""constriction: a million symbols through its ANS and range coders, as `rdtool bench coders` does it.

Prints CSV: case, nanoseconds a symbol (median).
"""

import argparse
import statistics
import time

import constriction
import numpy

COUNT = 1_000_000


def probabilities(symbol_count):
    """The normal law of the tool's own benchmark."""
    place = (numpy.arange(symbol_count) + 0.5) * 16 / symbol_count - 8 + 0.71
    weights = numpy.exp(-0.5 * (place / 2.385) ** 2)
    return weights / weights.sum()


def ans(symbols, model):
    """The times of one round trip, in seconds."""
    start = time.perf_counter()
    encoder = constriction.stream.stack.AnsCoder()
    encoder.encode_reverse(symbols, model)
    stream = encoder.get_compressed()
    middle = time.perf_counter()
    decoded = constriction.stream.stack.AnsCoder(stream).decode(model, COUNT)
    end = time.perf_counter()
    assert (decoded == symbols).all()
    return middle - start, end - middle


def range_coder(symbols, model):
    """The times of one round trip, in seconds."""
    start = time.perf_counter()
    encoder = constriction.stream.queue.RangeEncoder()
    encoder.encode(symbols, model)
    stream = encoder.get_compressed()
    middle = time.perf_counter()
    decoded = constriction.stream.queue.RangeDecoder(stream).decode(model, COUNT)
    end = time.perf_counter()
    assert (decoded == symbols).all()
    return middle - start, end - middle


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--repetitions", type=int, required=True)
options = parser.parse_args()

for symbol_count in (16, 256):
    law = probabilities(symbol_count)
    symbols = numpy.random.default_rng(1).choice(symbol_count, COUNT, p=law).astype(numpy.int32)
    model = constriction.stream.model.Categorical(law, perfect=False)
    for name, coder in (("rans", ans), ("range", range_coder)):
        # The first round warms up.
        times = [coder(symbols, model) for _ in range(1 + options.repetitions)][1:]
        for task, seconds in zip(("encode", "decode"), zip(*times)):
            nanoseconds = statistics.median(seconds) / COUNT * 1e9
            print(f'"{name} {task}, {symbol_count} symbols",{nanoseconds:.4f}')
