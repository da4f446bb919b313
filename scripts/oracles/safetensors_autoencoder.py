#!/usr/bin/env python3
"""Codes a picture by an autoencoder from its file of safetensors, written from docs/formats.md alone.

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
    shape = int(height), int(width), channels
    return contents[:-count], numpy.frombuffer(contents[-count:], "u1").reshape(shape)


ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": lambda x: numpy.maximum(x, 0),
    "tanh": numpy.tanh,
    "leaky-relu-tenth": lambda x: numpy.where(x > 0, x, x / 10),
    "elu": lambda x: numpy.where(x > 0, x, numpy.expm1(x)),
    "sigmoid": lambda x: 1 / (1 + numpy.exp(-x)),
}


def padding(size, kernel, stride):
    """The number of windows along a side, and of zeros before and after it."""
    windows = -(-size // stride)
    zeros = max(0, (windows - 1) * stride + kernel - size)
    return windows, zeros // 2, zeros - zeros // 2


def patches(image, kernel, stride):
    """The patch of each window, shape [rows, columns, kernel * kernel * channels]."""
    (rows, *above), (columns, *left) = (padding(size, kernel, stride) for size in image.shape[:2])
    padded = numpy.pad(image, (above, left, (0, 0)))
    windows = numpy.lib.stride_tricks.sliding_window_view(padded, (kernel, kernel), (0, 1))
    windows = windows[::stride, ::stride][:rows, :columns].transpose(0, 1, 3, 4, 2)
    return windows.reshape(rows, columns, -1)


def scattered(patches, shape, kernel, stride):
    """The image of a shape to which each window adds its patch."""
    (rows, *above), (columns, *left) = (padding(size, kernel, stride) for size in shape[:2])
    padded = numpy.zeros((shape[0] + sum(above), shape[1] + sum(left), shape[2]))
    for row in range(rows):
        for column in range(columns):
            window = padded[row * stride :, column * stride :][:kernel, :kernel]
            window += patches[row, column].reshape(kernel, kernel, -1)
    return padded[above[0] :, left[0] :][: shape[0], : shape[1]]


class Layers:
    """The layers of a network, which take its tensors one after the other."""

    def __init__(self, tensors, kernel):
        self.tensors, self.kernel, self.taken = tensors, kernel, 0

    def parameter(self):
        self.taken += 1
        return self.tensors[f"parameter-{self.taken}"].astype("f8")

    def dense(self, x):
        weights, biases = self.parameter(), self.parameter()
        return x.reshape(-1) @ weights + biases[0]

    def convolution(self, x):
        weights, biases = self.parameter(), self.parameter()
        return patches(x, self.kernel, 2) @ weights + biases[0]

    def transposed_convolution(self, x):
        weights, biases = self.parameter(), self.parameter()
        shape = 2 * x.shape[0], 2 * x.shape[1], biases.shape[1]
        return scattered(x @ weights, shape, self.kernel, 2) + biases[0]


def quantised(x, section):
    pairs = zip(x, quantisers(section), strict=True)
    return numpy.array([levels[numpy.searchsorted(bounds, number, side="right")] for number, (bounds, levels) in pairs])


def main(model, picture, output):
    metadata, tensors = read_safetensors(model)
    assert metadata["format"] == "rdtool-model"
    name, parameters = metadata["architecture"].split(";")[0].split(":")
    assert name == metadata["kind"]
    keys = dict(pair.split("=") for pair in parameters.split(","))
    widths = keys["hidden" if name == "dense-autoencoder" else "widths"].split("/")
    activation = ACTIVATIONS[keys["activation"]]
    layers = Layers(tensors, int(keys.get("kernel", 0)))
    header, samples = read_picture(picture)
    x = samples / 255
    if name == "dense-autoencoder":
        for _ in widths:
            x = activation(layers.dense(x))
    else:
        assert keys["downsampling"] == "stride" and keys["bottleneck"] == "dense"
        assert keys["dense"] == "none" and keys["skips"] == "no"
        x = 2 * x - 1
        for _ in widths:
            x = activation(layers.convolution(x))
    last_map = x.shape
    latent_activation = keys.get("latent-activation", keys["activation"])
    if keys["beta"] == "none":
        x = ACTIVATIONS[latent_activation](layers.dense(x))
    else:
        # Means, then log-variances; the means are the code.
        x = layers.dense(x)
        x = x[: len(x) // 2]
    x = quantised(x, tensors["section.latent-code"])
    if name == "dense-autoencoder":
        for _ in widths:
            x = activation(layers.dense(x))
        x = layers.dense(x)
    else:
        x = activation(layers.dense(x)).reshape(last_map)
        for _ in widths[1:]:
            x = activation(layers.transposed_convolution(x))
        x = ACTIVATIONS[keys["output-activation"]](layers.transposed_convolution(x))
    decoded = numpy.rint(255 * numpy.clip(x.reshape(-1), 0, 1)).astype("u1")
    pathlib.Path(output).write_bytes(header + decoded.tobytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
