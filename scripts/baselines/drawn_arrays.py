"""Arrays of the kinds that people have, drawn from seeds: what the coder of arrays is compared on."""

import pathlib
import struct
import zlib

import numpy as np

COUNT = 1_000_000


def filtered(shape, exponent, seed):
    """A Gaussian field with the power spectrum |k|^-exponent, of mean 0 and variance 1."""
    draw = np.random.default_rng(seed).standard_normal(shape)
    grids = np.meshgrid(*[np.fft.fftfreq(n) * n for n in shape], indexing="ij", sparse=True)
    square = sum(g * g for g in grids)
    gain = np.where(square > 0, np.maximum(square, 1e-9) ** (-exponent / 4), 0)
    field = np.fft.ifftn(np.fft.fftn(draw) * gain).real
    return (field - field.mean()) / field.std()


def autoregression(rho, seed, count=COUNT):
    """A stationary Gauss-Markov sequence of variance 1."""
    noise = np.random.default_rng(seed).standard_normal(count) * np.sqrt(1 - rho * rho)
    noise[0] /= np.sqrt(1 - rho * rho)
    values = np.empty(count)
    last = 0.0
    for index, innovation in enumerate(noise):
        last = rho * last + innovation
        values[index] = last
    return values


def luma(path):
    """The luma (BT.601, full range) of an 8-bit colour PNG without interlacing."""
    data = pathlib.Path(path).read_bytes()
    position, packed = 8, b""
    while position < len(data):
        length, kind = struct.unpack(">I4s", data[position:position + 8])
        body = data[position + 8:position + 8 + length]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
        elif kind == b"IDAT":
            packed += body
        position += 12 + length
    raw = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + 3 * width)
    rows, before = np.zeros((height, 3 * width), np.uint8), np.zeros(3 * width, np.uint8)
    for y in range(height):
        kind, row = raw[y, 0], raw[y, 1:].copy()
        if kind == 2:
            row += before
        elif kind:
            for x in range(3 * width):
                left = int(row[x - 3]) if x >= 3 else 0
                above = int(before[x])
                corner = int(before[x - 3]) if x >= 3 else 0
                if kind == 1:
                    guess = left
                elif kind == 3:
                    guess = (left + above) // 2
                else:
                    p = left + above - corner
                    guess = min((left, above, corner), key=lambda v: abs(p - v))
                row[x] = (int(row[x]) + guess) & 255
        rows[y], before = row, row
    return rows.reshape(height, width, 3) @ np.array([0.299, 0.587, 0.114])


def weights(rows=1024, columns=1024, seed=21):
    """A layer's weights: rows of different scale, tails of Student's t with 4 degrees of freedom, six loud columns."""
    draw = np.random.default_rng(seed)
    matrix = draw.standard_t(4, (rows, columns)) * np.exp(draw.standard_normal((rows, 1)) * 0.5)
    matrix[:, draw.choice(columns, 6, replace=False)] *= 10
    return 0.02 * matrix


def electrocardiogram(count=COUNT, seed=31):
    """Beats of five waves with a wandering rate and baseline, 360 samples a second, 11 bits."""
    draw = np.random.default_rng(seed)
    waves = [(-0.2, 0.1, 0.03), (-0.05, -0.12, 0.01), (0, 1.2, 0.011), (0.05, -0.25, 0.012), (0.25, 0.3, 0.05)]
    time = np.arange(count) / 360
    values = 0.1 * np.sin(2 * np.pi * 0.2 * time) + 0.01 * draw.standard_normal(count)
    beat = 0.5
    while beat < time[-1]:
        for offset, height, width in waves:
            first, last = int((beat + offset - 5 * width) * 360), int((beat + offset + 5 * width) * 360)
            span = np.arange(max(first, 0), min(last, count))
            values[span] += height * np.exp(-((span / 360 - beat - offset) / width) ** 2 / 2)
        beat += 0.8 * np.exp(0.05 * draw.standard_normal())
    return np.round(200 * values).astype(np.int32)


def seismic(traces=500, samples=2000, seed=41):
    """Traces of reflections that move out, convolved with a Ricker wavelet, and noise."""
    draw = np.random.default_rng(seed)
    panel = np.zeros((traces, samples))
    for _ in range(60):
        start, speed = draw.uniform(100, samples - 200), draw.uniform(0.8, 4)
        strength = draw.standard_normal()
        at = np.sqrt(start ** 2 + (np.arange(traces) / speed * 2) ** 2).astype(int)
        inside = at < samples
        panel[np.arange(traces)[inside], at[inside]] += strength
    time = np.arange(-40, 41) / 12
    wavelet = (1 - time ** 2) * np.exp(-time ** 2 / 2)
    panel = np.apply_along_axis(lambda trace: np.convolve(trace, wavelet, "same"), 1, panel)
    return (panel + 0.02 * panel.std() * draw.standard_normal(panel.shape)).astype(np.float32)


def sensors(count=COUNT, seed=51):
    """Temperatures of a day and a year with drift, in hundredths of a degree, with gaps that hold the last number."""
    draw = np.random.default_rng(seed)
    time = np.arange(count)
    values = 15 + 8 * np.sin(2 * np.pi * time / 1440) + 10 * np.sin(2 * np.pi * time / 525_600)
    values += autoregression(0.999, seed + 1, count)
    for start in draw.integers(0, count - 5000, 40):
        values[start:start + draw.integers(10, 4000)] = values[start]
    return np.round(values, 2).astype(np.float32)


def particles(count=COUNT // 3, seed=61):
    """Positions of particles in clusters, a row each."""
    draw = np.random.default_rng(seed)
    centres = draw.uniform(0, 256, (200, 3))
    positions = centres[draw.integers(0, 200, count)] + draw.standard_normal((count, 3)) * 3
    return (positions % 256).astype(np.float32)


def all_arrays(photograph=None):
    """Pairs of a name and what makes the array of that name."""
    draw = np.random.default_rng
    square = np.arange(1000) / 1000

    def outlier():
        values = draw(6).standard_normal(COUNT)
        values[COUNT // 2] = 1000
        return values.astype(np.float32)

    def sines():
        time = np.arange(COUNT)
        tones = sum(np.sin(2 * np.pi * f * time) for f in (0.0013, 0.0171, 0.0937))
        return (tones + 0.1 * draw(9).standard_normal(COUNT)).astype(np.float32)

    def smooth():
        x, y = np.meshgrid(square, square)
        return (np.sin(3 * x + 1) * np.cos(5 * y) + np.exp(-20 * ((x - 0.3) ** 2 + (y - 0.6) ** 2))).astype(np.float32)

    def cube():
        return (filtered((128, 128, 128), 11 / 3 + 2, 12) + 0.05 * draw(13).standard_normal((128,) * 3)).astype(np.float32)

    single = lambda values: np.asarray(values).astype(np.float32)
    arrays = [
        ("iid Gaussian", lambda: single(draw(1).standard_normal(COUNT))),
        ("iid Laplacian", lambda: single(draw(2).laplace(size=COUNT))),
        ("Student-t(3)", lambda: single(draw(3).standard_t(3, COUNT))),
        ("Cauchy", lambda: single(draw(4).standard_cauchy(COUNT))),
        ("99 % zeros", lambda: single(draw(5).standard_normal(COUNT) * (draw(55).random(COUNT) < 0.01))),
        ("one value of 1000 sigma", outlier),
        ("log-normal, sigma 2", lambda: single(np.exp(2 * draw(7).standard_normal(COUNT)))),
        ("Gauss-Markov, rho .95", lambda: single(autoregression(0.95, 8))),
        ("three sines and noise", sines),
        ("smooth field 1000 x 1000", smooth),
        ("field 128^3 and noise", cube),
        ("weights 1024 x 1024", lambda: single(weights())),
        ("integers 0 to 7", lambda: single(draw(14).integers(0, 8, COUNT))),
        ("rising timestamps, float64", lambda: 1.7e9 + np.cumsum(draw(15).exponential(0.01, COUNT))),
        ("turbulence 96^3", lambda: single(filtered((96, 96, 96), 11 / 3, 16))),
        ("particles", particles),
        ("seismic traces", seismic),
        ("electrocardiogram", electrocardiogram),
        ("sensor series with gaps", sensors),
        ("iid Gaussian, 10,000", lambda: single(draw(17).standard_normal(10_000))),
        ("iid Gaussian, 1,000", lambda: single(draw(18).standard_normal(1000))),
        ("weights 64 x 64", lambda: single(weights(64, 64, 19))),
    ]
    if photograph:
        arrays.insert(10, ("luma of kodim19", lambda: single(luma(photograph))))
    return arrays
