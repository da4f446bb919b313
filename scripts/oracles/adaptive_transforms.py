"""The front ends of adaptive codes of arrays, as docs/formats.md says: each has the planes of its integers, and gives the values of them."""

import math
import operator

from adaptive_integers import Plane, plane_of_shape
from rdq_reading import require


def strides(shape):
    """How far apart neighbours along each dimension are in the order of memory."""
    return [math.prod(shape[d + 1 :]) for d in range(len(shape))]


def place(coordinates, steps):
    return sum(map(operator.mul, coordinates, steps))


def coordinates(index, shape):
    found = []
    for extent in reversed(shape):
        index, coordinate = divmod(index, extent)
        found.append(coordinate)
    return found[::-1]


def all_coordinates(shape):
    return (coordinates(index, shape) for index in range(math.prod(shape)))


def lines(shape, d):
    """The coordinates of the first number of each line along the dimension `d`."""
    return all_coordinates([1 if k == d else extent for k, extent in enumerate(shape)])


class Direct:
    """None, or prediction: the coefficients are the values."""

    def __init__(self, shape):
        self.planes = [plane_of_shape(shape)]

    def values(self, coefficients):
        return coefficients


# Wavelet

class Band:
    def __init__(self, level, number, lower, upper):
        """Of an array of the extents `lower` and `upper` of its parts."""
        is_upper = [number >> d & 1 for d in range(len(lower))]
        self.level, self.number = level, number
        self.start = [low if is_up else 0 for is_up, low in zip(is_upper, lower)]
        self.shape = [up if is_up else low for is_up, low, up in zip(is_upper, lower, upper)]

    def index_in(self, relative, halvings):
        """For an index in this band that in `relative`, at the same coordinates or half of them."""
        steps = strides(relative.shape)

        def index_there(index):
            there = [c >> halvings for c in coordinates(index, self.shape)]
            there[:-1] = map(min, there[:-1], (extent - 1 for extent in relative.shape))
            return place(there, steps)

        return index_there


class Wavelet:
    k = 1.149604398860241
    lifts = [(0, 0.443506852043971), (1, 0.882911075530934), (0, -0.052980118572961), (1, -1.586134342059924)]

    def __init__(self, shape):
        require(shape, "a wavelet has no dimensions")
        self.shape = shape
        self.levels = [shape]  # the extents, from fine to coarse
        while max(self.levels[-1]) >= 8 and len(self.levels) < 40:
            self.levels.append([(n + 1) // 2 if n >= 8 else n for n in self.levels[-1]])
        self.bands = [Band(len(self.levels) - 1, 0, self.levels[-1], self.levels[-1])]
        for level in reversed(range(len(self.levels) - 1)):
            lower = self.levels[level + 1]
            upper = list(map(operator.sub, self.levels[level], lower))
            bands = (Band(level, number, lower, upper) for number in range(1, 2 ** len(shape)))
            self.bands += [band for band in bands if math.prod(band.shape) > 0]
        self.planes = [self.plane(number) for number in range(len(self.bands))]

    def plane(self, number):
        band = self.bands[number]
        plane = plane_of_shape(band.shape)
        plane.period = 1
        plane.kind = min(23, 4 * min(band.level, 5) + min(3, band.number))
        for other in range(number):
            relative = self.bands[other]
            if (relative.level, relative.number) == (band.level + 1, band.number):
                plane.parent = other, band.index_in(relative, 1)
        if number > 0 and self.bands[number - 1].level == band.level:
            plane.cousin = number - 1, band.index_in(self.bands[number - 1], 0)
        return plane

    def values(self, coefficients):
        steps = strides(self.shape)
        x = [0.0] * len(coefficients)
        rest = iter(coefficients)
        for band in self.bands:
            start = place(band.start, steps)
            for c in all_coordinates(band.shape):
                x[start + place(c, steps)] = next(rest)
        for extents in reversed(self.levels[:-1]):
            for d in reversed(range(len(extents))):
                if extents[d] >= 8:
                    for c in lines(extents, d):
                        start = place(c, steps)
                        line = slice(start, start + extents[d] * steps[d], steps[d])
                        x[line] = self.line(x[line])
        return x

    def line(self, parts):
        n = len(parts)
        x = [0.0] * n
        x[0::2] = [lower * (1 / self.k) for lower in parts[: (n + 1) // 2]]
        x[1::2] = [upper * self.k for upper in parts[(n + 1) // 2 :]]
        for first, a in self.lifts:
            for i in range(first, n, 2):
                before = x[i - 1 if i > 0 else 1]
                after = x[i + 1 if i + 1 < n else n - 2]
                x[i] = x[i] + (0 - a) * (before + after)
        return x


# Cosine transform

def series(first, square, start):
    """The sum of 13 terms from `first` on; `start` is the lesser of the integers that the second is divided by."""
    terms = [first]
    for i in range(12):
        terms.append(terms[-1] * (0 - square) / ((start + 2 * i) * (start + 2 * i + 1)))
    total = 0.0
    for term in reversed(terms):
        total += term
    return total


def cosine(u):
    """That of `pi u`."""
    if u <= 0.25:
        angle = math.pi * u
        return series(1.0, angle * angle, 1)
    angle = math.pi * (0.5 - u)
    return series(angle, angle * angle, 2)


def inverse(x):
    n = len(x)
    if n == 1:
        return x
    a = inverse(x[0::2])
    b = inverse([x[1]] + [x[i + 2] + x[i] for i in range(1, n - 1, 2)])
    products = [b[i] * (0.5 / cosine((2 * i + 1) / (2 * n))) for i in range(n // 2)]
    return list(map(operator.add, a, products)) + list(map(operator.sub, a, products))[::-1]


class Cosine:
    def __init__(self, shape, b):
        self.side = s = 2**b
        require(1 <= b <= 11 and 1 <= len(shape) <= 4 and min(shape) >= s, "the blocks of a cosine transform are too large")
        self.shape = shape
        self.block = [s] * len(shape)
        self.blocks = [-(-extent // s) for extent in shape]
        n = s ** len(shape)
        row = n * self.blocks[-1]
        neighbours = [
            [1, n, 2, n - 1, n + 1, 2 * n, 3, n - 2],
            [1, s, n, row, s + 1, 2, 2 * s, s - 1],
            [1, s, s * s, n, row, s + 1, s * s + 1, s * s + s],
        ][min(len(shape), 3) - 1]
        self.planes = [Plane(n * math.prod(self.blocks), neighbours, n)]

    def values(self, coefficients):
        steps = strides(self.shape)
        x = [0.0] * math.prod(self.shape)
        n = self.side ** len(self.shape)
        for number, block in enumerate(all_coordinates(self.blocks)):
            y = self.inverse_block(coefficients[number * n : (number + 1) * n])
            for value, c in zip(y, all_coordinates(self.block)):
                c = [self.side * k + within for k, within in zip(block, c)]
                if all(map(operator.lt, c, self.shape)):
                    x[place(c, steps)] = value
        return x

    def inverse_block(self, y):
        scales = [1 / math.sqrt(self.side)] + [1 / math.sqrt(self.side / 2)] * (self.side - 1)
        steps = strides(self.block)
        for d in reversed(range(len(self.block))):
            for c in lines(self.block, d):
                start = place(c, steps)
                line = slice(start, start + self.side * steps[d], steps[d])
                y[line] = inverse(list(map(operator.mul, y[line], scales)))
        return y


# Interpolation

class Pass:
    """The samples of a level and a dimension that are interpolated along it."""

    def __init__(self, level, d, shape):
        s = 2**level
        self.level, self.d, self.s = level, d, s
        self.starts = [s if k == d else 0 for k in range(len(shape))]
        self.steps = [s if k < d else 2 * s for k in range(len(shape))]
        self.counts = [-(-(extent - start) // step) for extent, start, step in zip(shape, self.starts, self.steps)]

    def samples(self):
        """Their coordinates."""
        for c in all_coordinates(self.counts):
            yield [start + step * k for start, step, k in zip(self.starts, self.steps, c)]


class Interpolation:
    def __init__(self, shape, m):
        require(shape and 4 <= m <= 6, "an interpolation is out of range")
        self.shape, self.m = shape, m
        coarsest = max(0, (max(shape) - 1).bit_length() - 1)
        passes = (Pass(level, d, shape) for level in range(coarsest, -1, -1) for d in range(len(shape)))
        self.passes = [step for step in passes if min(step.counts) > 0]
        self.planes = [plane_of_shape([1])]
        for step in self.passes:
            plane = plane_of_shape(step.counts)
            plane.period = 1
            plane.kind = min(23, 3 * min(step.level, 6) + min(2, step.d))
            self.planes.append(plane)

    def values(self, integers, step):
        x = [0.0] * math.prod(self.shape)
        memory = strides(self.shape)
        rest = iter(integers)
        x[0] = 0 + next(rest) * (step if self.m == 4 else step / 4)
        for level in self.passes:
            power = 1.0
            for _ in range(level.level):
                power *= self.m / 4
            fine = step / min(power, 4)
            along = level.s * memory[level.d]
            for c in level.samples():
                here = place(c, memory)
                x[here] = self.prediction(x, here, along, c[level.d] // level.s, level) + next(rest) * fine
        return x

    def prediction(self, x, here, along, odd, level):
        """That of the sample at `odd` times `s`, from those at `along` times -3, -1, 1 and 3."""
        extent = self.shape[level.d]
        has_a = odd >= 3
        has_c, has_e = ((odd + k) * level.s < extent for k in (1, 3))
        b = x[here - along]
        if not has_c:
            return b * 1.5 - x[here - 3 * along] * 0.5 if has_a else b
        c = x[here + along]
        if not has_a:
            return (b + c) * 0.5
        a = x[here - 3 * along]
        if not has_e:
            return (b * 6 + c * 3 - a) * 0.125
        return ((b + c) * 9 - (a + x[here + 3 * along])) * 0.0625
