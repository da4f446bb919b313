"""The integers of adaptive codes of arrays, as docs/formats.md says: prediction, lattices and planes; names are those of the page."""

import math

from adaptive_models import LeastSquares, Mixer, limited, log, log_of_mean
from rdq_reading import parity


def signed(x, bits=64):
    """The integer modulo 2^bits, taken as signed."""
    x &= 2**bits - 1
    return x - 2**bits if x >> bits - 1 else x


# Prediction

def steps_of(shape):
    """How many extents are above 1, and the page's `w`, `v` and `u`."""
    extents = [extent for extent in shape if extent > 1]
    return len(extents), *(math.prod(extents[-k:]) for k in (1, 2, 3))


def predicting_neighbours(shape):
    dimensions, w, v, u = steps_of(shape)
    if dimensions < 2:
        neighbours = list(range(1, 25))
    elif dimensions == 2:
        neighbours = [1, w, w + 1, w - 1, 2, 2 * w, w + 2, w - 2, 2 * w + 1, 2 * w - 1, 3, 3 * w, w + 3, w - 3,
                      2 * w + 2, 2 * w - 2, 4, 3 * w + 1, 3 * w - 1, 2 * w - 3, 2 * w + 3, 5, 4 * w, 3 * w - 2]
    else:
        neighbours = [1, w, v, w + 1, w - 1, v + 1, v - 1, v + w, v - w, 2, 2 * w, 2 * v,
                      v + w + 1, v - w + 1, v + w - 1, v - w - 1, w + 2, w - 2]
        if dimensions == 3:
            neighbours += [3, 3 * w, 2 * w + 1, 2 * w - 1, v + 2, v - 2]
        else:
            neighbours += [u, 2 * u, u + 1, u + w, u + v, u - 1]
    return [k for k in neighbours if 0 < k < max(2, math.prod(shape))]


def lorenzo_corners(shape):
    """How far back the corners of the cube are, and their signs."""
    dimensions, w, v, u = steps_of(shape)
    steps = [1, w, v, u][: max(1, dimensions)]
    return [(sum(step for place, step in enumerate(steps) if subset >> place & 1), 1 if parity(subset) else -1)
            for subset in range(1, 2 ** len(steps))]


class Prediction:
    def __init__(self, shape):
        self.neighbours = predicting_neighbours(shape)
        self.corners = lorenzo_corners(shape)
        self.values = []
        self.fast_inputs = min(12, len(self.neighbours))
        self.slow = LeastSquares([0.0] * len(self.neighbours), interval=256, memory=0.998, noise=0.08)
        self.fast = LeastSquares([0.0] * self.fast_inputs, interval=64, memory=0.9, noise=0.08)
        self.mean = 0.0
        self.n = 0
        self.e = [1.0] * 4

    def value(self, distance):
        return self.values[-distance] if distance <= len(self.values) else 0.0

    def predict(self):
        """`centre`, `fraction` and `differences`."""
        r = self.value(self.neighbours[0])
        x = [r - self.mean] + [self.value(k) - r for k in self.neighbours[1:]]
        lorenzo = 0.0
        for distance, sign in self.corners:
            lorenzo += sign * self.value(distance)
        self.p = p = [r + self.slow.predict(x), r + self.fast.predict(x[: self.fast_inputs]), r, lorenzo]
        weight = [1 / (e * e * (e * e) + 1e-9) for e in self.e]
        weighted = [weight[k] * p[k] for k in range(4)]
        blend = (((weighted[0] + weighted[1]) + (weighted[2] + weighted[3]))
                 / ((weight[0] + weight[1]) + (weight[2] + weight[3])))
        if not abs(blend) < 4e18:
            blend = r if abs(r) < 4e18 else 0.0
        centre = round(blend)
        return centre, blend - centre, [p[k] - blend for k in (1, 2, 3)]

    def learn(self, integer):
        y = float(integer)
        r = self.p[2]
        index = len(self.values)
        self.values.append(y)
        if index < 16384 or index % 2 == 0:
            self.slow.learn(y - r, self.p[0] - r)
        self.fast.learn(y - r, self.p[1] - r)
        for k in range(4):
            self.e[k] += (min(abs(self.p[k] - y), 8 * self.e[k] + 1) - self.e[k]) * 0.05
        self.n = min(self.n + 1, 65536)
        self.mean += (y - self.mean) / self.n


# Lattices

class Lattice:
    codes = {0: (0, 0, 1), 1: (0o13, 0o4, 8), 2: (0o103, 0o24, 64), 3: (0o515, 0o362, 256)}

    def __init__(self, number):
        self.is_trellis = number > 0
        self.has_doubled_zero = number > 16
        self.h0, self.h1, self.states = self.codes[number % 16]
        self.state = 0

    @property
    def union(self):
        return parity(self.state & self.h1 >> 1)

    def integer(self, x):
        """That of the index `x` in the union."""
        if not self.is_trellis:
            return x
        if not self.has_doubled_zero:
            return 2 * x + self.union
        return 0 if x == 0 else 2 * x - self.union if x > 0 else 2 * x + self.union

    def advance(self, h):
        self.state = (2 * self.state + (h & 1 ^ parity(self.state & self.h0 >> 1))) % self.states


# Planes

class Plane:
    def __init__(self, count, neighbours, period, kind=0):
        self.count = count
        neighbours = [k for k in neighbours if k > 0]
        self.neighbours = [neighbours[i % len(neighbours)] for i in range(8)]
        self.period = period
        self.kind = kind
        self.parent = self.cousin = None  # the number of the plane, and the index there of an index here


def plane_of_shape(shape):
    dimensions, w, v, u = steps_of(shape)
    neighbours = [
        [1, 2, 3, 4, 5, 6],
        [1, w, w + 1, w - 1, 2, 2 * w],
        [1, w, v, w + 1, w - 1, v + 1, v - 1, v + w],
        [1, w, v, u, w + 1, w - 1, v + 1, v + w],
    ][max(dimensions, 1) - 1]
    return Plane(math.prod(shape), neighbours, w if dimensions > 1 else 1)


class Scale:
    """What follows from the expected magnitude `E` of an integer."""

    def __init__(self, expected, is_trellis):
        level = int(4096 * max(0.0, min(62.0, expected)))
        self.cut = cut = max(0, level - (10240 if is_trellis else 6144) >> 12)
        if level < 256:
            self.fine = (level + 1).bit_length()
        else:
            self.fine = min(30, 9 + (level - 4096 * cut >> 9)) + (29 if cut > 0 else 0)
        if cut > 0:
            self.coarse = 7
        elif level < 4096:
            self.coarse = (level >= 512) + (level >= 2048)
        else:
            self.coarse = min(6, 3 + (level - 4096 >> 11))

    def r(self, m):
        return limited(m - 256 * self.cut + 64, 0, 1216) >> 7

    def c(self, mean):
        return limited((log(mean + 1) >> 7) - 2 * self.cut, 0, 47)


class Means:
    """`short`, `long` and `column` of a plane."""

    def __init__(self, period):
        self.short = self.long = 0
        self.columns = [0] * period

    def learn(self, place, z):
        self.short += z - self.short >> 3
        self.long += z - self.long >> 7
        self.columns[place] += z - self.columns[place] >> 3


class Whole:
    """What is coded of an integer without prediction: its index in its union."""

    def __init__(self, lattice, scale, plane, before):
        def sgn(distance):
            x = before[-distance] if distance <= len(before) else 0
            return (x > 0) * 2 + (x < 0)

        self.lattice = lattice
        self.has_zero = scale.cut == 0 and (lattice.union == 0 or lattice.has_doubled_zero)
        self.contexts = {0: scale.fine, 8: 24 * sgn(1) + 8 * sgn(plane.neighbours[1]) + scale.coarse,
                         9: 8 * plane.kind + scale.coarse}

    def take(self, x):
        """The integer `j`, 16 times its magnitude, and the `h` of the trellis."""
        j = signed(self.lattice.integer(x))
        return j, 16 * min(abs(j), 2**56), x


class Distance:
    """What is coded of an integer with prediction: its distance from `base`."""

    def __init__(self, lattice, scale, prediction):
        self.lattice = lattice
        self.centre, self.fraction, differences = prediction.predict()
        self.has_zero = scale.cut == 0
        base, fraction = self.centre, self.fraction
        if lattice.is_trellis:
            base = (self.centre & ~1) + lattice.union
            fraction += self.centre - base
            if fraction > 1:
                base, fraction = base + 2, fraction - 2
            elif fraction < -1:
                base, fraction = base - 2, fraction + 2
            fraction /= 2
        self.base = base
        self.sign = -1 if fraction < 0 else 1
        part = min(3, int(8 * abs(fraction)))
        d = [self.d(self.sign * difference / 2 ** min(scale.cut, 52)) for difference in differences]
        self.contexts = {0: 4 * scale.fine + (part if scale.cut == 0 else 0),
                         8: 8 * (9 * d[0] + d[1]) + scale.coarse,
                         9: 8 * (8 * d[2] + min(7, 2 * part)) + scale.coarse}

    @staticmethod
    def d(difference):
        reached = sum(abs(difference) >= size for size in (0.25, 1, 3, 8))
        return 4 - reached if difference < 0 else 4 + reached

    def take(self, x):
        j = signed(self.base + (self.sign * x << self.lattice.is_trellis))
        distance = signed(j - self.centre)
        sixteenths = 16 * limited(distance, -(2**56), 2**56) - int(16 * self.fraction)
        return j, abs(sixteenths), j - self.lattice.union >> 1


class IntegerDecoder:
    """Decodes the planes of a chunk, one after the other."""

    def __init__(self, coder, lattice, prediction=None):
        self.mixer = Mixer(coder)
        self.lattice = lattice
        self.prediction = prediction
        self.expectation = LeastSquares([0.2, 0.2] + [0.0] * 6 + [0.4, 0.2] + [0.0] * 4, 512, 0.98, 0.01)
        self.magnitudes = []  # of the planes that are decoded

    def decode(self, plane):
        integers, magnitudes = [], []
        means = Means(plane.period)
        for index in range(plane.count):
            m = [magnitudes[-k] if k <= index else 0 for k in plane.neighbours]
            relatives = [self.relative(plane.parent, index), self.relative(plane.cousin, index)]
            column = means.columns[index % plane.period]
            inputs = m + [log_of_mean(mean) for mean in (means.short, means.long, column)] + relatives
            expected = self.expectation.predict([x / 256 for x in inputs] + [1.0])
            scale = Scale(expected, self.lattice.is_trellis)
            contexts = self.contexts(scale, plane, m, relatives, means, column)
            if self.prediction:
                coded = Distance(self.lattice, scale, self.prediction)
            else:
                coded = Whole(self.lattice, scale, plane, integers)
            contexts |= coded.contexts
            x = self.mixer.code([contexts[i] for i in range(10)], scale.fine, scale.cut, coded.has_zero)

            j, sixteenths, h = coded.take(x)
            integers.append(j)
            magnitudes.append(log(sixteenths + 16) - 1024)
            if self.prediction:
                self.prediction.learn(j)
            if index < 8192 or index % 2 == 0:
                self.expectation.learn(magnitudes[-1] / 256, expected)
            means.learn(index % plane.period, min(sixteenths, 2**42) << 16)
            self.lattice.advance(h)
        self.magnitudes.append(magnitudes)
        return integers

    def relative(self, plane_and_index, index):
        """The magnitude in the parent or the cousin."""
        if plane_and_index is None:
            return 0
        plane, index_there = plane_and_index
        magnitudes = self.magnitudes[plane]
        place = index_there(index)
        return magnitudes[place] if place < len(magnitudes) else 0

    def contexts(self, scale, plane, m, relatives, means, column):
        """Those from 1 to 7."""
        r, c, coarse = scale.r, scale.c, scale.coarse
        if plane.parent is None and plane.cousin is None:
            relatives = m[2:4]
        return {
            1: 8 * (10 * r(m[0]) + r(m[1])) + coarse,
            2: 5 * (10 * r(m[0]) + r(m[4])) + (r(sum(m[2:6]) >> 2) >> 1),
            3: 8 * (c(column) if plane.period > 1 else 40 + (r(m[0]) >> 1)) + coarse,
            4: 24 * c(means.long) + limited(c(means.short) - 24, 0, 23),
            5: 8 * (10 * r(relatives[0]) + r(relatives[1])) + coarse,
            6: 100 * r(m[1]) + 10 * r(m[3]) + r(m[2]),
            7: 60 * (self.lattice.state % 8) + scale.fine,
        }
