"""Decodes adaptive codes of arrays, as docs/formats.md says; names are those of the page. `rdq_decoder.py` is the program."""

import math
import struct

from adaptive_integers import IntegerDecoder, Lattice, Prediction, signed
from adaptive_models import limited
from adaptive_transforms import Cosine, Direct, Interpolation, Wavelet
from rdq_reading import Bytes, RangeDecoder, checksum, require


# Types of numbers. Each has NumPy's name; numbers are ordered integers.

class Integers:
    is_floating_point = False

    def __init__(self, name, least, greatest):
        self.name = name
        self.size = int(name[2])
        self.least, self.greatest = least, greatest
        self.lift = 2**63 if name == "<u8" else 0

    def ordered(self, stored):
        return int.from_bytes(stored, "little", signed=self.least < 0) - self.lift

    def stored(self, ordered):
        return (ordered + self.lift).to_bytes(8 + self.size, "little", signed=True)[: self.size]

    def rounded(self, number):
        return limited(round(limited(number, -(2.0**64), 2.0**64)), self.least, self.greatest) - self.lift


class FloatingPoint:
    is_floating_point = True

    def __init__(self, name, layout, exponent_bits):
        self.name = name
        self.size = int(name[2])
        self.layout = layout
        self.sign = 2 ** (8 * self.size - 1)
        self.infinity = self.sign - 2 ** (8 * self.size - 1 - exponent_bits)
        self.greatest = math.inf if name == "<f8" else self.number(self.infinity - 1)

    def number(self, bits):
        if self.layout is None:
            return struct.unpack("<f", struct.pack("<I", bits << 16))[0]
        return struct.unpack(self.layout, bits.to_bytes(self.size, "little"))[0]

    def mirrored(self, x):
        return x ^ self.sign - 1 if x < 0 else x

    def ordered(self, stored):
        return self.mirrored(int.from_bytes(stored, "little", signed=True))

    def stored(self, ordered):
        return (self.mirrored(ordered) % 2 ** (8 * self.size)).to_bytes(self.size, "little")

    def rounded(self, number):
        number = limited(number, -self.greatest, self.greatest)
        if self.layout is None:
            return self.ordered(struct.pack("<f", self.to_eight_bits(number))[2:])
        return self.ordered(struct.pack(self.layout, number))

    @staticmethod
    def to_eight_bits(number):
        """The number with a significand of 8 bits, as bfloat16 has it."""
        unit = 2.0 ** (max(math.frexp(number)[1] - 1, -126) - 7)
        return math.copysign(round(number / unit) * unit, number)

    def gap(self, mark):
        """Not a number, infinity and minus infinity for the marks 1, 2, 3."""
        quiet = (self.sign - self.infinity) // 2
        bits = {1: self.infinity + quiet, 2: self.infinity, 3: self.infinity + self.sign}[mark]
        return self.ordered(bits.to_bytes(self.size, "little"))


TYPES = [
    FloatingPoint("<f4", "<f", 8), FloatingPoint("<f8", "<d", 11), FloatingPoint("<f2", "<e", 5),
    FloatingPoint("|V2", None, 8),
    Integers("|i1", -(2**7), 2**7 - 1), Integers("<i2", -(2**15), 2**15 - 1), Integers("<i4", -(2**31), 2**31 - 1),
    Integers("<i8", -(2**63), 2**63 - 1),
    Integers("|u1", 0, 2**8 - 1), Integers("<u2", 0, 2**16 - 1), Integers("<u4", 0, 2**32 - 1), Integers("<u8", 0, 2**64 - 1),
    Integers("|b1", 0, 1),
]


def read_number(chunk, kind):
    return kind.ordered(chunk.take(kind.size))


def rounded(kind, number):
    require(not math.isnan(number), "a number of a chunk is out of range")
    return kind.rounded(number)


def scaled(number, e):
    """2^e times the number, in two steps."""
    half = int(e / 2)
    return number * 2.0**half * 2.0 ** (e - half)


def read_exponent(chunk):
    e = chunk.number("h")
    require(abs(e) <= 1100, "an exponent is out of range")
    return e


# What integers stand for: each form has a front end with planes of them, and gives the ordered integers of the numbers

class Grid:
    """Numbers without loss, or of a relative error."""

    def __init__(self, chunk, kind, shape):
        self.kind = kind
        self.front_end = Direct(shape)
        self.lattice = Lattice(0)
        self.number = chunk.number("B")
        require(self.number <= 4, f"grid {self.number} is not known")
        if self.number == 1:
            self.exponent = read_exponent(chunk)
        elif self.number == 2:
            digits = chunk.number("B")
            require(digits <= 22, "a grid has too many digits")
            self.power = 10.0**digits
        elif self.number == 3:
            self.entries = self.read_entries(chunk)
        elif self.number == 4:
            self.spacing = chunk.number("q")
        self.base = chunk.number("q")
        self.divisor = chunk.number("q")
        predictor = chunk.number("B")
        require(predictor <= 1, f"predictor {predictor} is not known")
        self.is_predicted = predictor == 1
        self.is_plain = not self.is_predicted

    @staticmethod
    def read_entries(chunk):
        count = chunk.varint()
        require(1 <= count <= 4096, "a table has too many entries")
        entries = [chunk.number("q")]
        while len(entries) < count:
            width = chunk.number("B")
            require(1 <= width <= 8, "an entry of a table has a wrong size")
            entries.append(signed(entries[-1] + int.from_bytes(chunk.take(width), "little")))
        return entries

    def ordered(self, integers):
        return [self.ordered_number(signed(self.base + self.divisor * integer)) for integer in integers]

    def ordered_number(self, i):
        if self.number == 0:
            return i
        if self.number == 1:
            return rounded(self.kind, scaled(float(i), self.exponent))
        if self.number == 2:
            return rounded(self.kind, i / self.power)
        if self.number == 3:
            return self.entries[limited(i, 0, len(self.entries) - 1)]
        return signed(i * self.spacing)


class Quantiser:
    def __init__(self, chunk, kind, shape):
        self.kind = kind
        front_end, parameter, lattice = (chunk.number("B") for _ in range(3))
        require(lattice in (0, 1, 2, 3, 17, 18, 19), f"lattice {lattice} is not known")
        self.lattice = Lattice(lattice)
        self.is_predicted = front_end == 3
        self.is_interpolated = front_end == 4
        require(not (self.is_predicted and self.lattice.has_doubled_zero), "a prediction has a doubled zero")
        require(not (self.is_interpolated and self.lattice.is_trellis), "an interpolation has a trellis")
        self.front_end = self.front_end_of(front_end, parameter, shape)
        self.is_plain = front_end == 0 and not self.lattice.is_trellis
        self.e = read_exponent(chunk)
        self.offset = chunk.number("d")
        self.step = chunk.number("d")
        require(math.isfinite(self.offset) and 0 < self.step < math.inf, "step or offset is out of range")
        self.shifts = [chunk.number("b") for _ in range(chunk.number("B"))]
        require(len(self.shifts) in (0, 3, 5, 9, 17), "the number of shifts is out of range")

    @staticmethod
    def front_end_of(front_end, parameter, shape):
        if front_end == 2:
            return Cosine(shape, parameter)
        if front_end == 4:
            return Interpolation(shape, parameter)
        require(front_end in (0, 1, 3) and parameter == 0, f"front end {front_end} with {parameter} is not known")
        return Wavelet(shape) if front_end == 1 else Direct(shape)

    def coefficient(self, j):
        shift = 0.0
        if self.shifts:
            r = len(self.shifts) // 2
            shift = self.shifts[limited(j, -r, r) + r] / 64
        return (j + shift) * self.step

    def ordered(self, integers):
        if self.is_interpolated:
            values = self.front_end.values(integers, self.step)
        else:
            values = self.front_end.values([self.coefficient(j) for j in integers])
        return [rounded(self.kind, scaled(value + self.offset, self.e)) for value in values]


# Parts of a chunk

class Exceptions:
    def __init__(self, chunk, kind, n):
        self.numbers = []
        index = 0
        for _ in range(chunk.varint()):
            index += chunk.varint()
            require(index < n, "an exception is beyond the end")
            self.numbers.append((index, read_number(chunk, kind)))


class AdaptiveBit:
    def __init__(self):
        self.q = 2**21
        self.c = 0

    def decode(self, coder):
        bit = coder.bit(limited(self.q, 16, 2**22 - 16))
        change = (2**22 * bit - self.q) * 2
        step = abs(change) // (2 * self.c + 3)
        self.q += step if change > 0 else -step
        self.c = min(self.c + 1, 1000)
        return bit


def read_marks(coder, n):
    """For each number 0, or 1 for not a number, 2 for infinity, 3 for minus infinity."""
    bits = [AdaptiveBit() for _ in range(6)]
    marks = []
    g = h = 0
    for _ in range(n):
        g, h = h, bits[2 * g + h].decode(coder)
        marks.append(0 if h == 0 else 1 if bits[4].decode(coder) == 0 else 2 + bits[5].decode(coder))
    return marks


class Blocks:
    """The integers of the fast code."""

    def __init__(self, contents, shape):
        require(contents, "the blocks have no bytes")
        self.dimensions = contents[0]
        require(self.dimensions <= len(shape), "there are differences along too many dimensions")
        self.shape = shape
        self.digits = "".join(f"{byte:08b}" for byte in contents[1:])
        self.position = 0

    def u(self, k):
        require(k <= len(self.digits) - self.position, "the blocks end too early")
        self.position += k
        return int("0" + self.digits[self.position - k : self.position], 2)

    def integer(self, parameter):
        if parameter == 0:
            return 0
        k = parameter - 1
        z = 0
        while z < 24 and self.u(1) == 0:
            z += 1
        u = self.u(64) if z == 24 else (z * 2**k + self.u(k)) % 2**64
        return u // 2 if u % 2 == 0 else -(u + 1) // 2

    def integers(self, n):
        integers = []
        parameter = 0
        while len(integers) < n:
            if self.u(1):
                parameter = self.u(6)
            integers += [self.integer(parameter) for _ in range(min(32, n - len(integers)))]
        rest = self.digits[self.position :]
        require(len(rest) < 8 and "1" not in rest, "the blocks go on behind their end")
        step = 1
        for extent in self.shape[::-1][: self.dimensions]:
            for index in range(n):
                if index // step % extent > 0:
                    integers[index] = signed(integers[index] + integers[index - step])
            step *= extent
        return integers


def coded_shape(shape):
    shape = [extent for extent in shape if extent != 1]
    while len(shape) > 4:
        shape[:2] = [shape[0] * shape[1]]
    return shape


def decode_chunk(contents, kind, shape):
    """The ordered integers of a chunk."""
    n = math.prod(shape)
    shape = coded_shape(shape)
    chunk = Bytes(contents)
    first = chunk.number("B")
    has_gaps, has_blocks, number = first >> 7, first >> 6 & 1, first & 63
    if first == 0:
        require(len(contents) == 1 + n * kind.size, "a chunk has a wrong number of bytes")
        return [read_number(chunk, kind) for _ in range(n)]
    require(number in (1, 2), f"a chunk is of the kind {first}, which is not known")
    require(n > 0, "a chunk has no numbers")
    require(kind.is_floating_point or not has_gaps, "integers have gaps")
    form = (Grid if number == 1 else Quantiser)(chunk, kind, shape)
    require(form.is_plain or not has_blocks, "blocks have a front end, a trellis or a prediction")
    exceptions = Exceptions(chunk, kind, n)

    marks = []
    if has_blocks and has_gaps:
        coder = RangeDecoder(chunk.take(chunk.varint()))
        marks = read_marks(coder, n)
        coder.finish()
    rest = chunk.take(len(contents) - chunk.position)
    if has_blocks:
        integers = Blocks(rest, shape).integers(n)
    else:
        coder = RangeDecoder(rest)
        marks = read_marks(coder, n) if has_gaps else []
        decoder = IntegerDecoder(coder, form.lattice, Prediction(shape) if form.is_predicted else None)
        integers = [integer for plane in form.front_end.planes for integer in decoder.decode(plane)]
        coder.finish()

    numbers = form.ordered(integers)
    for index, mark in enumerate(marks):
        if mark > 0:
            numbers[index] = kind.gap(mark)
    for index, exception in exceptions.numbers:
        numbers[index] = exception
    return numbers


# Arrays

def decode(code, kind, shape):
    """The ordered integers of an array of the shape in the order of memory."""
    contents = Bytes(code)
    rows_of_chunk = contents.varint()
    rows = shape[0] if shape else 1
    row = math.prod(shape[1:])
    numbers = []
    start = 0
    while start == 0 or start < rows:
        count = min(rows_of_chunk or rows, rows - start)
        require(count <= 1 or count * row <= 2**22, "a chunk has too many numbers")
        chunk = contents.take(contents.varint())
        require(contents.number("I") == checksum(chunk), "the checksum of a chunk does not match")
        numbers += decode_chunk(chunk, kind, [count, *shape[1:]] if shape else [])
        start += max(count, 1)
    require(contents.position == len(code), "bytes follow the last chunk")
    return numbers
