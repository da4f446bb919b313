#!/usr/bin/env python3
"""Codes a picture by a dense autoencoder from its file of safetensors, written from docs/formats.md alone.

    python3 scripts/oracles/safetensors_autoencoder.py MODEL.safetensors PICTURE.ppm OUT.ppm

needs NumPy. OUT.ppm must be what `rdtool encode` and `decode` make of the picture by the same model, up to the rounding of
samples, and the tests compare the two. Latents are quantised by the thresholds and levels of the section latent-code.
"""

import json
import pathlib
import struct
import sys

import numpy


def read_safetensors(path):
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__")
    types = {"F32": "<f4", "U8": "u1"}
    tensors = {}
    for name, entry in header.items():
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        tensors[name] = numpy.frombuffer(data[start:end], types[entry["dtype"]]).reshape(entry["shape"])
    return metadata, tensors


class Bits:
    def __init__(self, contents):
        self.value = int.from_bytes(contents, "big")
        self.left = 8 * len(contents)

    def u(self, count):
        self.left -= count
        return self.value >> self.left & ((1 << count) - 1)

    def eg(self, order):
        zeros = 0
        while self.u(1) == 0:
            zeros += 1
        return (1 << (zeros + order)) + self.u(zeros + order) - (1 << order)

    def double(self):
        return struct.unpack(">d", self.u(64).to_bytes(8, "big"))[0]


def quantisers(section):
    """Thresholds and levels of each latent."""
    bits = Bits(bytes(section))
    result = []
    for _ in range(bits.eg(0)):
        count = bits.eg(0) + 1
        levels = [bits.double() for _ in range(count)]
        thresholds = [bits.double() for _ in range(count - 1)]
        if count > 1:
            bits.u(5)
            symbols = bits.eg(0) + 1
            order = bits.u(5)
            for _ in range(symbols - 1):
                bits.eg(order)
        result.append((thresholds, levels))
    return result


def read_picture(path):
    contents = pathlib.Path(path).read_bytes()
    magic, width, height, maximum = contents.split(None, 4)[:4]
    channels = {b"P5": 1, b"P6": 3}[magic]
    count = int(width) * int(height) * channels
    assert maximum == b"255"
    return contents[:-count], numpy.frombuffer(contents[-count:], "u1")


ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": lambda x: numpy.maximum(x, 0),
    "tanh": numpy.tanh,
    "elu": lambda x: numpy.where(x > 0, x, numpy.expm1(x)),
    "sigmoid": lambda x: 1 / (1 + numpy.exp(-x)),
}


def main(model, picture, output):
    metadata, tensors = read_safetensors(model)
    assert metadata["format"] == "rdtool-model" and metadata["kind"] == "dense-autoencoder"
    name, parameters = metadata["architecture"].split(";")[0].split(":")
    keys = dict(pair.split("=") for pair in parameters.split(","))
    activation = ACTIVATIONS[keys["activation"]]
    layers = len(keys["hidden"].split("/")) + 1

    def layer(x, index, function):
        weights, biases = tensors[f"parameter-{2 * index + 1}"], tensors[f"parameter-{2 * index + 2}"]
        return function(x.astype("f8") @ weights.astype("f8") + biases.astype("f8"))

    header, samples = read_picture(picture)
    x = samples.reshape(1, -1) / 255
    for index in range(layers - 1):
        x = layer(x, index, activation)
    if keys["beta"] == "none":
        x = layer(x, layers - 1, activation)
    else:
        # Means, then log-variances; the means are the code.
        x = layer(x, layers - 1, ACTIVATIONS["linear"])
        x = x[:, : x.shape[1] // 2]
    pairs = zip(x[0], quantisers(tensors["section.latent-code"]), strict=True)
    x = numpy.array(
        [[levels[numpy.searchsorted(thresholds, number, side="right")] for number, (thresholds, levels) in pairs]]
    )
    for index in range(layers, 2 * layers):
        x = layer(x, index, activation if index < 2 * layers - 1 else ACTIVATIONS["linear"])
    decoded = numpy.rint(255 * numpy.clip(x[0], 0, 1)).astype("u1")
    pathlib.Path(output).write_bytes(header + decoded.tobytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
