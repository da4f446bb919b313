#!/usr/bin/env python3
"""Makes the reference tables of the entropy coders in exact and 50-digit arithmetic, independently of the Swift code.

    python3 scripts/oracles/entropy_coding.py Tests/RDCodingTests/Reference

needs mpmath. The range coder keeps its lower end as one integer of any size, so that no carry is ever handled; rANS divides; Huffman's
code comes from his own algorithm; frequencies are given out one by one from 1 each.
"""

import csv
import functools
import heapq
import operator
import pathlib
import sys
from fractions import Fraction

from mpmath import log, mp, mpf

mp.dps = 50


def generator(seed):
    """A linear congruential generator (Knuth's MMIX constants): the upper 32 bits."""
    state = seed
    while True:
        state = (6364136223846793005 * state + 1442695040888963407) % 2**64
        yield state >> 32


def apportion(weights, total):
    """Frequencies of least code length: each further unit goes where it gains most."""
    frequencies = [1] * len(weights)
    # Each weight is the double that Swift sees, taken exactly.
    heap = [(-mpf(w) * log(mpf(2)), i) for i, w in enumerate(weights)]
    heapq.heapify(heap)
    for _ in range(total - len(weights)):
        _, i = heapq.heappop(heap)
        frequencies[i] += 1
        f = frequencies[i]
        heapq.heappush(heap, (-mpf(weights[i]) * log(mpf(f + 1) / f), i))
    return frequencies


def starts_of(frequencies):
    starts = [0]
    for f in frequencies:
        starts.append(starts[-1] + f)
    return starts


def range_stream(symbols, frequencies, precision):
    starts = starts_of(frequencies)
    low, width, places = 0, 2**64 - 1, 64  # a fraction low / 2^places
    for s in symbols:
        share = width >> precision
        low += share * starts[s]
        width = width - share * starts[s] if s == len(frequencies) - 1 else share * frequencies[s]
        if width < 2**32:
            low, width, places = low << 32, width << 32, places + 32
    # The shortest integer of bytes, at least those before the last 64 bits, that names a number of the interval.
    for spare in range(64, -1, -8):
        value = -(-low // 2**spare)
        if value * 2**spare < low + width:
            return value.to_bytes((places - spare) // 8, "big")
    raise AssertionError


def rans_stream(symbols, frequencies, precision):
    if not symbols:
        return b""
    starts = starts_of(frequencies)
    states = [2**31] * 4
    words = []
    for index in reversed(range(len(symbols))):
        s = symbols[index]
        x = states[index % 4]
        if x >= frequencies[s] * 2 ** (63 - precision):
            words.append(x % 2**32)
            x //= 2**32
        states[index % 4] = x // frequencies[s] * 2**precision + x % frequencies[s] + starts[s]
    return b"".join(x.to_bytes(8, "little") for x in states) + b"".join(
        w.to_bytes(4, "little") for w in reversed(words))


def huffman_mean_length(weights):
    """The mean length of Huffman's code: the sum of the weights of all inner nodes."""
    heap = [Fraction(w) for w in weights]
    heapq.heapify(heap)
    total = Fraction(0)
    while len(heap) > 1:
        node = heapq.heappop(heap) + heapq.heappop(heap)
        total += node
        heapq.heappush(heap, node)
    return total


def huffman_stream(symbols, lengths):
    order = sorted(range(len(lengths)), key=lambda s: (lengths[s], s))
    codeword, previous, codewords = 0, 0, {}
    for s in order:
        codeword <<= lengths[s] - previous
        previous = lengths[s]
        codewords[s] = format(codeword, f"0{previous}b") if previous else ""
        codeword += 1
    bits = "".join(codewords[s] for s in symbols)
    bits += "0" * (-len(bits) % 8)
    return int("1" + bits, 2).to_bytes(len(bits) // 8 + 1, "big")[1:] if bits else b""


def huffman_lengths(weights):
    """The lengths by Huffman's algorithm: the two lightest nodes are joined, older and earlier ones first among equals."""
    heap = [(Fraction(w), 0, i, [i]) for i, w in enumerate(weights)]
    heapq.heapify(heap)
    lengths = [0] * len(weights)
    age = 0
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        for i in a[3] + b[3]:
            lengths[i] += 1
        age += 1
        heapq.heappush(heap, (a[0] + b[0], 1, age, a[3] + b[3]))
    return lengths


def adaptive_bits(symbols, count, prior):
    """The code length of a sequence, symbol by symbol."""
    counts = [0] * count
    product = Fraction(1)
    for n, s in enumerate(symbols):
        product *= Fraction(counts[s] + prior) / (n + prior * count)
        counts[s] += 1
    return -log(mpf(product.numerator) / product.denominator) / log(mpf(2))


CASES = [
    # name, weights, precision, number of symbols
    ("skewed-7", [3.0, 0.71, 2.385, 11.0, 0.05, 1.0, 7.0], 12, 61),
    ("binary-0.001", [0.999, 0.001], 16, 500),
    ("binary-first-rare", [0.001, 0.999], 16, 500),
    ("one", [1.0], 5, 9),
    ("geometric-20", [0.7**i for i in range(20)], 14, 200),
    ("nothing-for-some", [0.0, 1.0, 0.0, 2.0, 0.0], 9, 40),
    ("tight", [5.0, 1.0, 1.0, 1.0, 0.1, 0.1, 0.1, 0.1], 3, 40),
    ("wide-17", [1.0 + (i * i) % 7 for i in range(17)], 18, 64),
    ("crowded", [1.0] * 40 + [0.001] * 50, 7, 80),
    ("pair", [0.5, 0.5], 1, 33),
]


def main():
    folder = pathlib.Path(sys.argv[1])
    with open(folder / "streams.csv", "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([
            "case", "precision", "probabilities", "frequencies", "symbols", "range_stream",
            "rans_stream", "huffman_lengths", "huffman_mean_length", "huffman_stream",
            "adaptive_kt_bits", "adaptive_laplace_bits"])
        for number, (name, weights, precision, length) in enumerate(CASES):
            total = sum(weights)
            probabilities = [w / total for w in weights]
            # As in Swift: the doubles are divided by their sum once more.
            again = functools.reduce(operator.add, probabilities)
            frequencies = apportion([p / again for p in probabilities], 2**precision)
            starts = starts_of(frequencies)
            random = generator(2385 + number)
            symbols = []
            for _ in range(length):
                place = next(random) % 2**precision
                symbols.append(next(s for s in range(len(weights)) if place < starts[s + 1]))
            lengths = huffman_lengths(probabilities)
            table.writerow([
                name, precision, " ".join(map(repr, probabilities)),
                " ".join(map(str, frequencies)), " ".join(map(str, symbols)),
                range_stream(symbols, frequencies, precision).hex(),
                rans_stream(symbols, frequencies, precision).hex(), " ".join(map(str, lengths)),
                repr(float(huffman_mean_length(probabilities))),
                huffman_stream(symbols, lengths).hex(),
                mp.nstr(adaptive_bits(symbols, len(weights), Fraction(1, 2)), 30),
                mp.nstr(adaptive_bits(symbols, len(weights), Fraction(1)), 30)])


main()
