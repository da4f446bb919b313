"""The models of adaptive codes of arrays, as docs/formats.md says: logarithms, mixing, and least squares; names are those of the page."""

import bisect
import math


def limited(x, least, greatest):
    return max(least, min(x, greatest))


# Logarithms

LOGARITHMS = [math.floor(256 * math.log2(1 + k / 256) + 0.5) for k in range(256)]


def log(x):
    highest = x.bit_length() - 1
    return 256 * highest + LOGARITHMS[(x << 8 >> highest) & 255]


def log_of_mean(mean):
    return log(mean + 2**20) - 5120


# Mixing

def exact_squash(x):
    if x < 0:
        return round(2**22 * (1 - 1 / (1 + math.exp(x / 256))))
    return round(2**22 / (1 + math.exp(-x / 256)))


SQUASHED = [exact_squash(x) for x in range(-3071, 3072)]


def squash(x):
    return SQUASHED[limited(x, -3071, 3071) + 3071]


def stretch(q):
    step = 16 if q < 2**16 or q >= 2**22 - 2**16 else 1024
    middle = q // step * step + step // 2
    return min(bisect.bisect_left(SQUASHED, middle) - 3071, 3071)


class Weights:
    """A set of weights, the last one that of the bias."""

    def __init__(self):
        self.weights = [7536] * 10 + [0]
        self.age = 0

    def sum(self, inputs):
        return sum(x * weight >> 8 for x, weight in zip(inputs, self.weights)) >> 8

    def learn(self, inputs, found, t):
        error = t - squash(found) >> 10
        rate = 6 + 6400 // (self.age + 32)
        self.age = min(self.age + 1, 1023)
        self.weights = [limited(weight + ((x * error >> 8) * rate >> 8), -(2**18), 2**18)
                        for x, weight in zip(inputs, self.weights)]


class Mixer:
    def __init__(self, coder):
        self.coder = coder
        self.states = {}  # `q` and `c` by input, context and node
        self.sets_of_nodes = [Weights() for _ in range(96)]
        self.sets_of_fine = [Weights() for _ in range(60)]

    def bit(self, contexts, node, fine):
        keys = [(i, context, node) for i, context in enumerate(contexts)]
        states = [self.states.get(key, (2**21, 0)) for key in keys]
        inputs = [stretch(q) * min(18, 18 * c // (c + 1) + (c > 0)) >> 4 for q, c in states] + [256]
        first, second = self.sets_of_nodes[node], self.sets_of_fine[fine]
        sums = first.sum(inputs), second.sum(inputs)
        bit = self.coder.bit(squash(sum(sums) >> 1))
        t = bit << 22
        first.learn(inputs, sums[0], t)
        second.learn(inputs, sums[1], t)
        for key, (q, c) in zip(keys, states):
            self.states[key] = q + ((t - bit - q) * (131072 // (2 * c + 3)) >> 16), min(c + 1, 1023)
        return bit

    def plain_bits(self, count):
        value = 0
        for _ in range(count):
            value = 2 * value + self.coder.bit(2**21)
        return value

    def code(self, contexts, fine, cut, has_zero):
        """The page's `code(x)`."""
        def bit(node):
            return self.bit(contexts, n + node, fine)

        n = 0 if has_zero else 48
        if has_zero and bit(0):
            return 0
        negative = bit(1)
        group = width = first = 0
        while group < 125 and bit(2 + min(group, 25)):
            first += 2**width
            group += 1
            width = 0 if group < 4 else (group - 4 >> 1) + 1
        m = first
        if width > 0:
            m += bit(28 + min(group - 4, 11)) << width - 1
            m += self.plain_bits(width - 1)
        if cut > 0:
            m = (m << cut) + (bit(40 + min(group, 7)) << cut - 1)
            m += self.plain_bits(cut - 1)
        return -1 - m if negative else m + 1 if has_zero else m


# Least squares

class LeastSquares:
    def __init__(self, coefficients, interval, memory, noise):
        self.n = n = len(coefficients)
        self.coefficients = coefficients
        self.interval, self.memory, self.noise = interval, memory, noise
        self.x = [0.0] * n
        self.a = [[0.0] * (i + 1) for i in range(n)]
        self.b = [0.0] * n
        self.mean = 0.0
        self.count = 0
        self.samples_to_refit = 1

    def predict(self, x):
        """The prediction from the inputs `x`, which are kept to learn from."""
        self.x = x
        products = [coefficient * value for coefficient, value in zip(self.coefficients, x)]
        products += [0.0] * (-self.n % 8)
        places = products[:8]
        for start in range(8, len(products), 8):
            places = [place + product for place, product in zip(places, products[start:])]
        fours = [places[k] + places[k + 4] for k in range(4)]
        return (fours[0] + fours[2]) + (fours[1] + fours[3])

    def learn(self, y, prediction):
        error = y - prediction
        square = error * error
        bounded = square if self.count < 8 else min(square, 16 * (self.mean + self.noise))
        self.mean += (bounded - self.mean) * (1 / (self.count + 1) if self.count < 32 else 1 / 32)
        weight = 1 / (max(square / 16, self.mean) + self.noise)
        for i, row in enumerate(self.a):
            weighted = self.x[i] * weight
            for k in range(i + 1):
                row[k] += weighted * self.x[k]
        weighted = y * weight
        for k in range(self.n):
            self.b[k] += weighted * self.x[k]
        self.count += 1
        self.samples_to_refit -= 1
        if self.samples_to_refit == 0:
            self.samples_to_refit = min(self.interval, max(4, self.count // 8))
            self.refit()

    def refit(self):
        f = self.factors()
        if f is None:
            return
        solution = self.solution(f)
        if not all(abs(s) < 1e6 for s in solution):
            return
        self.coefficients = solution
        is_early = self.count < 16 * self.interval
        memory = 1 - (1 - self.memory) * 0.25 if is_early else self.memory
        self.a = [[entry * memory for entry in row] for row in self.a]
        self.b = [entry * memory for entry in self.b]

    def factors(self):
        """The page's `F`; none where it says stop."""
        trace = 0.0
        for i in range(self.n):
            trace += self.a[i][i]
        if not 0 < trace < 1e300:
            return None
        ridge = trace / self.n * 1e-7
        f = []
        for i, row in enumerate(self.a):
            c = []
            for k in range(i):
                entry = row[k]
                for l in range(k):
                    entry -= c[l] * f[k][l]
                c.append(entry)
            f.append([c[k] / f[k][k] for k in range(i)])
            d = row[i] + ridge
            for k in range(i):
                d -= c[k] * f[i][k]
            if not d > ridge * 1e-6:
                return None
            f[i].append(d)
        return f

    def solution(self, f):
        s = list(self.b)
        for i in range(self.n):
            for k in range(i):
                s[i] -= f[i][k] * s[k]
        s = [s[i] / f[i][i] for i in range(self.n)]
        for i in reversed(range(self.n)):
            for k in range(i + 1, self.n):
                s[i] -= f[k][i] * s[k]
        return s
