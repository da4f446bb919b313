"""What the decoders of RDQ streams share: the bytes of headers and the range decoder of docs/formats.md."""

import bisect
import struct


class Malformed(Exception):
    """What is wrong with the stream."""


def require(condition, message):
    if not condition:
        raise Malformed(message)


def parity(x):
    return bin(x).count("1") % 2


# Bytes of the header

def checksum(contents):
    h = 0xCBF29CE484222325
    for byte in contents:
        h = (h ^ byte) * 0x100000001B3 % 2**64
    return (h ^ h >> 32) % 2**32


class Bytes:
    def __init__(self, contents):
        self.contents = contents
        self.position = 0

    def take(self, count):
        require(count <= len(self.contents) - self.position, "the stream ends too early")
        self.position += count
        return self.contents[self.position - count : self.position]

    def number(self, layout):
        return struct.unpack("<" + layout, self.take(struct.calcsize(layout)))[0]

    def varint(self):
        value = 0
        for place in range(7):
            byte = self.number("B")
            value |= (byte & 127) << 7 * place
            if byte < 128:
                return value
        raise Malformed("a varint has more than 7 bytes")

    def check(self, name):
        expected = checksum(self.contents[: self.position])
        require(self.number("I") == expected, f"the checksum of the {name} does not match")


# Symbols

class RangeDecoder:
    def __init__(self, contents):
        self.contents = contents
        self.range = 2**64 - 1
        self.offset = min(self.big_endian(0, 8), self.range - 1)
        self.position = 8

    def big_endian(self, start, count):
        return int.from_bytes(self.contents[start : start + count].ljust(count, b"\0"), "big")

    def decode(self, model):
        share = self.range >> model.precision
        q = min(self.offset // share, 2**model.precision - 1)
        symbol = bisect.bisect_right(model.starts, q) - 1
        start = model.starts[symbol]
        self.offset -= share * start
        if symbol == len(model.starts) - 1:
            self.range -= share * start
        else:
            self.range = share * model.frequencies[symbol]
        self.refill()
        return symbol

    def bit(self, p):
        """A bit of an adaptive code, which is 1 with the probability `p` in units of 2^-22."""
        one = (self.range >> 22) * p
        bit = int(self.offset < one)
        if bit:
            self.range = one
        else:
            self.offset -= one
            self.range -= one
        self.refill()
        return bit

    def refill(self):
        if self.range < 2**32:
            require(self.position <= len(self.contents) + 4, "the symbols end too early")
            self.offset = (self.offset << 32) + self.big_endian(self.position, 4)
            self.range <<= 32
            self.position += 4

    def finish(self):
        """Makes sure that the bytes are the fewest that name a number in the last interval."""
        m = self.big_endian(self.position - 8, 8)
        low = (m - self.offset) % 2**64
        for k in range(9):
            mask = 2 ** (64 - 8 * k) - 1
            v = (low + mask) % 2**64
            v -= v % (mask + 1)
            if (v - low) % 2**64 < self.range:
                break
        require(m == v and len(self.contents) == self.position - 8 + k, "the symbols do not end as they should")
