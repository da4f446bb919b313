#!/usr/bin/env python3
"""Decodes a stream of an array, written from docs/formats.md alone, without a look at the Swift code of streams.

    python3 scripts/oracles/rdq_decoder.py FILE.rdq OUT.npy

needs nothing but Python. It is there to show that the page is enough to write a decoder: OUT.npy must be what `rdtool decode` writes, byte for
byte, and the tests compare the two. Names are those of the page. Families 254 and 255, whose samples the page does not promise to be the same
everywhere, are refused.
"""

import itertools
import math
import pathlib
import struct
import sys
from array import array

import adaptive_decoder
from rdq_reading import Bytes, Malformed, RangeDecoder, parity, require


def single(numbers):
    """Rounds float64 to float32. After one operation with float32 numbers this is the operation in float32: 53 bits are enough for that."""
    return array("f", numbers)


# Tables

class Bits:
    def __init__(self, contents):
        self.digits = "".join(f"{byte:08b}" for byte in contents)
        self.position = 0

    def u(self, k):
        require(k <= len(self.digits) - self.position, "the tables end too early")
        self.position += k
        return int("0" + self.digits[self.position - k : self.position], 2)

    def eg(self, k):
        one = self.digits.find("1", self.position)
        require(one >= 0, "the tables end too early")
        z = one - self.position
        self.position = one + 1
        value = 2 ** (z + k) + self.u(z + k) - 2**k
        require(value < 2**32, "a number of the tables is too large")
        return value

    def s(self, k):
        v = self.eg(k)
        return v // 2 if v % 2 == 0 else -(v + 1) // 2

    def float32(self):
        return struct.unpack(">f", self.u(32).to_bytes(4, "big"))[0]

    def numbers(self):
        exponent = self.u(7) - 32
        count = self.eg(4) + 1
        mirrored = self.u(1)
        usual = self.s(8)
        order = self.u(5)
        require(count <= 2**20 and order <= 24, "a list of numbers is out of range")
        m = [self.s(8)]
        while len(m) < ((count + 1) // 2 if mirrored else count):
            m.append(m[-1] + usual + self.s(order))
        require(max(map(abs, m)) <= 2**28, "a number of a list is too large")
        if mirrored:
            require(count % 2 == 0 or m[0] == 0, "the middle of a mirrored list is not 0")
            m = [-x for x in reversed(m[len(m) - count // 2 :])] + m
        return [math.ldexp(x, -exponent) for x in m]

    def model(self):
        precision = self.u(5)
        count = self.eg(0) + 1
        order = self.u(5)
        require(count <= 65536 and order <= 24, "a model is out of range")
        f = [self.eg(order) + 1 for _ in range(count - 1)]
        return Model(f + [2**precision - sum(f)], precision)

    def models(self, symbol_counts):
        """Those of the contexts of a quantiser, of which each has so many symbols."""
        models = []
        for count in symbol_counts:
            kind = self.u(2)
            require(kind in (0, 3) or models, "the first model refers to the one before")
            if kind == 0:
                models.append(self.model())
            elif kind == 1:
                models.append(models[-1])
            elif kind == 2:
                models.append(Model(models[-1].frequencies[::-1], models[-1].precision))
            else:
                precision = self.u(5)
                share, more = divmod(2**precision, count)
                models.append(Model([share + 1] * more + [share] * (count - more), precision))
            require(len(models[-1].frequencies) == count, "a model has not the symbols of its context")
        return models

    def finish(self):
        rest = self.digits[self.position :]
        require(len(rest) < 8 and "1" not in rest, "the tables go on behind their end")


class Model:
    def __init__(self, frequencies, precision):
        require(1 <= precision <= 24 and min(frequencies) >= 1, "the frequencies of a model are out of range")
        self.frequencies = frequencies
        self.precision = precision
        self.starts = [0, *itertools.accumulate(frequencies[:-1])]


# Quantisers: each reads its tables, has `symbol_counts`, one for each model that is to be read, and decodes `n` samples with these models

class Scalar:
    def __init__(self, bits):
        self.levels = bits.numbers()
        require(len(self.levels) >= 2, "a scalar quantiser has less than 2 levels")
        self.symbol_counts = [len(self.levels)]

    def samples(self, n, coder, models):
        return [self.levels[coder.decode(models[0])] for _ in range(n)]


class Trellis:
    def __init__(self, bits):
        self.h0 = bits.eg(8)
        self.h1 = bits.eg(8)
        self.levels = bits.numbers()
        self.v = self.h0.bit_length() - 1
        require(self.h0 % 2 == 1 and 2 <= self.v <= 16, "h0 is out of range")
        require(self.h1 % 2 == 0 and 0 < self.h1 < 2**self.v, "h1 is out of range")
        require(len(self.levels) % 4 == 0, "the levels of a trellis are not a multiple of 4")
        self.symbol_counts = [len(self.levels) // 2] * 2

    def samples(self, n, coder, models):
        samples = []
        state = 0
        for _ in range(n):
            context = parity(state & self.h1 >> 1)
            symbol = coder.decode(models[context])
            samples.append(self.levels[2 * symbol + context])
            state = (2 * state + (symbol & 1 ^ parity(state & self.h0 >> 1))) % 2**self.v
        return samples


class Codewords:
    def __init__(self, bits):
        self.size = bits.eg(0) + 1
        self.c = bits.numbers()
        require(self.size <= 64 and len(self.c) % self.size == 0 and len(self.c) >= 2 * self.size,
                "the codewords are out of range")
        self.symbol_counts = [len(self.c) // self.size]

    def samples(self, n, coder, models):
        samples = []
        while len(samples) < n:
            i = coder.decode(models[0])
            samples += self.c[i * self.size : (i + 1) * self.size]
        return samples[:n]


class Axis:
    """A kind of axes: what its coordinates stand for."""

    def __init__(self, bits):
        self.lowest = bits.s(4)
        self.levels = bits.numbers()
        require(abs(self.lowest) <= 2**20, "the least coordinate is too large")

    def first(self, residue, modulus):
        return self.lowest + (residue - self.lowest) % modulus

    def symbol_count(self, residue, modulus):
        return len(range(self.first(residue, modulus), self.lowest + len(self.levels), modulus))

    def level(self, coordinate):
        return self.levels[coordinate - self.lowest]


def read_axes(bits, kinds, least_levels):
    require(bits.eg(0) + 1 == kinds, "the lattice has another number of kinds of axes")
    axes = [Axis(bits) for _ in range(kinds)]
    require(all(len(axis.levels) >= least_levels for axis in axes), "an axis has too few levels")
    return axes


class SmallLattice:
    """Z, A2, D4 and E8: a coset, then the coordinates."""

    def __init__(self, bits, kind_of_axis, residues_of_coset, modulus, least_levels):
        self.kind_of_axis = kind_of_axis
        self.residues_of_coset = residues_of_coset
        self.modulus = modulus
        self.axes = read_axes(bits, max(kind_of_axis) + 1, least_levels)
        cosets = len(residues_of_coset)
        self.base = 1 if cosets > 1 else 0
        self.symbol_counts = [cosets] * self.base + [
            axis.symbol_count(residue, modulus) for axis in self.axes for residue in range(modulus)]

    def samples(self, n, coder, models):
        samples = []
        while len(samples) < n:
            coset = coder.decode(models[0]) if self.base else 0
            for kind, residue in zip(self.kind_of_axis, self.residues_of_coset[coset]):
                symbol = coder.decode(models[self.base + self.modulus * kind + residue])
                axis = self.axes[kind]
                samples.append(axis.level(axis.first(residue, self.modulus) + self.modulus * symbol))
        return samples[:n]


def golay_word(w):
    def times(x, y):
        return 0 if x == 0 or y == 0 else (x + y - 2) % 3 + 1

    k = w % 64
    a, b, d = k >> 2 & 3, k & 3, k >> 4
    hexacode = [a, b, d] + [times(times(a, x), x) ^ times(b, x) ^ d for x in (1, 2, 3)]
    isodd = w >> 11
    bits = w >> 6 & 31
    c = []
    for j in range(6):
        first = bits >> j & 1 if j < 5 else (parity(bits) + isodd) % 2
        column = 1 << hexacode[j] if hexacode[j] else 0
        if parity(column) != isodd:
            column ^= 1
        if column & 1 != first:
            column ^= 15
        c += [column >> r & 1 for r in range(4)]
    return c


class Leech:
    """A class of cosets, a Golay word of the class, then the coordinates."""

    def __init__(self, bits):
        (self.axis,) = read_axes(bits, 1, 16)
        words = [golay_word(w) for w in range(4096)]
        self.words_of_class = [[c for c in words if sum(c) == ones] for ones in (0, 8, 12, 16, 24)] * 2
        self.symbol_counts = [10] + [max(len(words), 2) for words in self.words_of_class]
        self.symbol_counts += [self.axis.symbol_count(j % 4, 4) for j in range(8)] * 23
        self.symbol_counts += [self.axis.symbol_count(j, 8) for j in range(8)]

    def samples(self, n, coder, models):
        samples = []
        while len(samples) < n:
            group = coder.decode(models[0])
            words = self.words_of_class[group]
            place = coder.decode(models[1 + group])
            samples += self.block(group // 5, words[min(place, len(words) - 1)], coder, models)
        return samples[:n]

    def block(self, t, c, coder, models):
        samples = []
        odd = even_odd = 0  # the page's `odd` and `parity`
        for i in range(24):
            if i < 23:
                modulus, residue = 4, t + 2 * c[i]
                context = 11 + 8 * i + 4 * even_odd + residue
            else:
                modulus, residue = 8, (5 * t + 2 * c[i] + 4 * odd) % 8
                context = 11 + 8 * i + residue
            coordinate = self.axis.first(residue, modulus) + modulus * coder.decode(models[context])
            samples.append(self.axis.level(coordinate))
            odd ^= coordinate >> 2 & 1
            even_odd ^= coordinate + 2 >> 2 & 1
        return samples


def lattice(bits):
    kind = bits.u(8)
    if kind == 0:
        return SmallLattice(bits, [0], [[0]], 1, 2)
    if kind in (1, 2):
        axes = 2 * kind
        return SmallLattice(bits, [0, 1] if kind == 1 else [0] * 4, [[0] * axes, [1] * axes], 2, 4)
    if kind == 3:
        residues = [[(parity(a & i) + b) % 2 for i in range(8)] for b in range(2) for a in range(8)]
        return SmallLattice(bits, [0] * 8, residues, 2, 4)
    require(kind == 4, f"lattice {kind} is not known")
    return Leech(bits)


class Polar:
    limit = 1 - 3 * 2**-24

    def __init__(self, bits):
        self.largest = bits.u(5)
        self.sent_bits = [bits.u(11), bits.u(11)]
        self.prior = bits.float32()
        self.priors_of_sign = {+1: bits.float32(), -1: bits.float32()}
        self.levels = bits.numbers()
        require(10 <= self.largest <= 22 and max(self.sent_bits) <= 1024, "a polar code is out of range")
        require(all(abs(p) <= self.limit for p in [self.prior, *self.priors_of_sign.values()]),
                "a prior soft bit is out of range")
        require(len(self.levels) >= 8 and len(self.levels) % 4 == 0, "a polar code has a wrong number of levels")
        self.symbol_counts = [len(self.levels) // 4] * 4
        self.bit_models = [self.bit_model(c) for c in range(1024)]

    @staticmethod
    def bit_model(c):
        def x(j):
            return struct.unpack(">f", (j << 17).to_bytes(4, "big"))[0]

        if c in (0, 1023):
            f = 2**19 if c == 0 else 4
        else:
            f = math.floor(2**20 * (x(8128 - c) + x(8129 - c)) / 4 + 1 / 2)
        return Model([2**20 - f, f], 20)

    def samples(self, n, coder, models):
        samples = []
        pieces = -(-n // 1024)
        while pieces > 0:
            e = min(self.largest, 10 + pieces.bit_length() - 1)
            pieces -= 2 ** (e - 10)
            first = PolarLevel(self, 0, e, coder).node(0, [self.prior] * 2**e)
            priors = [self.priors_of_sign[sign] for sign in first]
            second = PolarLevel(self, 1, e, coder).node(0, priors)
            for signs in zip(first, second):
                k = {(+1, +1): 0, (-1, +1): 3, (+1, -1): 2, (-1, -1): 1}[signs]
                samples.append(self.levels[4 * coder.decode(models[k]) + k])
        return samples[:n]


class PolarLevel:
    """The decoder of one of the two bits of all samples of a block of 2^e."""

    def __init__(self, code, level, e, coder):
        self.coder = coder
        self.bit_models = code.bit_models
        if level == 0 and code.prior == 0:
            self.bit_models = code.bit_models[:1] * 1024
        sent = self.sent_indices(code.sent_bits[level] << e - 10, e)
        self.sent_before = [0, *itertools.accumulate(sent)]
        self.dither = [self.dither_of(i, level) for i in range(2**e)]

    @staticmethod
    def sent_indices(count, e):
        """For each index whether it is sent."""
        d = [2**40]
        while len(d) < e:
            d.append(37 * d[-1] // 31)
        weights = [0]
        for weight in d:
            weights += [w + weight for w in weights]
        heaviest = sorted(range(2**e), key=lambda i: (weights[i], i))[2**e - count :]
        sent = [0] * 2**e
        for i in heaviest:
            sent[i] = 1
        return sent

    @staticmethod
    def dither_of(i, level):
        z = 0x9E3779B97F4A7C15 * (i + 1) % 2**64
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
        z ^= z >> 31
        return (((z >> 32 * level) % 2**24 | 1) - 2**23) * 2**-23

    def node(self, start, p):
        size = len(p)
        sent = self.sent_before[start + size] - self.sent_before[start]
        if sent == 0:
            return [+1 if dither < soft else -1 for dither, soft in zip(self.dither[start : start + size], p)]
        if sent == size:
            return self.sent_signs(p)
        a, b = p[: size // 2], p[size // 2 :]
        l = self.node(start, single(x * y for x, y in zip(a, b)))
        t = [sign * x for sign, x in zip(l, a)]
        numerator = single(y + z for y, z in zip(b, t))
        product = single(z * y for y, z in zip(b, t))
        denominator = single(1 + x for x in product)
        q = single(x / y for x, y in zip(numerator, denominator))
        q = [max(-Polar.limit, min(x, Polar.limit)) for x in q]
        r = self.node(start + size // 2, q)
        return [x * y for x, y in zip(l, r)] + r

    def sent_signs(self, p):
        signs = []
        for soft, e in zip(p, single(1 - abs(x) for x in p)):
            pattern = struct.unpack(">I", struct.pack(">f", e))[0]
            symbol = self.coder.decode(self.bit_models[min(8128 - (pattern >> 17), 1023)])
            sign = -1 if soft < 0 else +1
            signs.append(sign if symbol == 0 else -sign)
        return signs


def quantiser(bits):
    family = bits.u(8)
    families = [Scalar, Trellis, Codewords, lattice, Polar]
    require(family < len(families), f"family {family} is not one that this program decodes")
    return families[family](bits)


# Arrays

def standard_samples(n, tables, symbols):
    bits = Bits(tables)
    code = quantiser(bits)
    models = bits.models(code.symbol_counts)
    bits.finish()
    coder = RangeDecoder(symbols)
    samples = code.samples(n, coder, models)
    coder.finish()
    return samples


def decode(stream):
    """The contents of a file of NumPy's."""
    header = Bytes(stream)
    require(header.take(3) == b"RDQ", "this is no RDQ stream")
    require(header.number("B") == 2, "the stream has another version than 2")
    flags = header.number("B")
    require(flags < (128 if flags & 4 else 4), "the stream has flags that are not known")
    origin = header.take(header.varint())
    require(len(origin) <= 1024, "the text is too long")
    dimensions = header.varint()
    require(dimensions <= 64, "there are more than 64 dimensions")
    shape = tuple(header.varint() for _ in range(dimensions))
    require(math.prod(shape) <= 2**36, "there are too many numbers")
    is_fortran = flags & 2 != 0
    if flags & 4:
        kind, numbers = adaptive_numbers(header, flags, shape[::-1] if is_fortran else shape)
    else:
        kind, numbers = quantised_numbers(header, flags & 1 != 0, math.prod(shape))
    return numpy_file(kind, is_fortran, shape, numbers)


def rest_of_stream(header):
    """What is between the checksum of the header and that of the stream."""
    header.check("header")
    contents = header.take(len(header.contents) - header.position - 4)
    header.check("stream")
    return contents


def adaptive_numbers(header, flags, shape):
    """NumPy's name of the type, and the bytes of the numbers; `shape` is in the order of memory."""
    is_float64, is_big_endian, has_name, has_next, is_stored = (flags >> place & 1 for place in (0, 3, 4, 5, 6))
    require(not has_next, "the file has several arrays, which this program does not decode")
    number = header.number("B")
    name = header.take(header.varint()) if has_name else b""
    require(len(name) <= 65536, "the name is too long")
    code = rest_of_stream(header)
    require(number < len(adaptive_decoder.TYPES), f"numbers are of the type {number}, which is not known")
    kind = adaptive_decoder.TYPES[number]
    require(is_float64 == (kind.name == "<f8"), "the flags have another type than the array")
    if is_stored:
        require(len(code) == math.prod(shape) * kind.size, "the numbers have a wrong number of bytes")
        numbers = [code[start : start + kind.size] for start in range(0, len(code), kind.size)]
    else:
        numbers = list(map(kind.stored, adaptive_decoder.decode(code, kind, shape)))
    if is_big_endian and kind.name[0] == "<":
        return kind.name.replace("<", ">"), b"".join(number[::-1] for number in numbers)
    return kind.name, b"".join(numbers)


def quantised_numbers(header, is_float64, n):
    """NumPy's name of the type, and the bytes of the numbers."""
    mean = header.number("d")
    standard_deviation = header.number("d")
    require(abs(mean) <= 1e150 and 0 <= standard_deviation <= 1e150, "mean or standard deviation is out of range")
    tables = header.take(header.varint())
    require(len(tables) <= 2**24, "the tables are too long")
    require((len(tables) == 0) == (standard_deviation == 0 or n == 0), "there are tables without numbers, or the reverse")
    symbols = rest_of_stream(header)
    require(tables or not symbols, "there are symbols without tables")
    standard = standard_samples(n, tables, symbols) if tables else [0.0] * n
    numbers = [mean + standard_deviation * x for x in standard]
    if is_float64:
        return "<f8", struct.pack(f"<{n}d", *numbers)
    greatest = 2.0**128 - 2.0**104
    return "<f4", struct.pack(f"<{n}f", *(max(-greatest, min(x, greatest)) for x in numbers))


def numpy_file(kind, is_fortran, shape, numbers):
    text = repr({"descr": kind, "fortran_order": is_fortran, "shape": shape})[:-1] + ", }"
    text += " " * (-(10 + len(text) + 1) % 64) + "\n"
    return b"\x93NUMPY\x01\0" + struct.pack("<H", len(text)) + text.encode() + numbers


def main(source, destination):
    try:
        contents = decode(pathlib.Path(source).read_bytes())
    except Malformed as error:
        sys.exit(f"{source}: {error}")
    pathlib.Path(destination).write_bytes(contents)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: rdq_decoder.py FILE.rdq OUT.npy")
    main(*sys.argv[1:])
