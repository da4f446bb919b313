#!/usr/bin/env python3
"""Oracle of PSNR-HVS-M, by NumPy and SciPy: the definition of Ponomarenko et al. 2007 as their program psnrhvsm.m has it, with both of its
printed tables. Writes psnr-hvs-m.csv into the folder Reference of RDImagesTests; needs numpy and scipy. With the package psnr_hvsm
installed, another implementation, it is compared with that too.
"""
import csv
import pathlib

import numpy as np
from scipy.fft import dctn

CSF = np.array([
    [1.608443, 2.339554, 2.573509, 1.608443, 1.072295, 0.643377, 0.504610, 0.421887],
    [2.144591, 2.144591, 1.838221, 1.354478, 0.989811, 0.443708, 0.428918, 0.467911],
    [1.838221, 1.979622, 1.608443, 1.072295, 0.643377, 0.451493, 0.372972, 0.459555],
    [1.838221, 1.513829, 1.169777, 0.887417, 0.504610, 0.295806, 0.321689, 0.415082],
    [1.429727, 1.169777, 0.695543, 0.459555, 0.378457, 0.236102, 0.249855, 0.334222],
    [1.072295, 0.735288, 0.467911, 0.402111, 0.317717, 0.247453, 0.227744, 0.279729],
    [0.525206, 0.402111, 0.329937, 0.295806, 0.249855, 0.212687, 0.214459, 0.254803],
    [0.357432, 0.279729, 0.270896, 0.262603, 0.229778, 0.257351, 0.249855, 0.259950]])
MASK = np.array([
    [0.390625, 0.826446, 1.000000, 0.390625, 0.173611, 0.062500, 0.038447, 0.026874],
    [0.694444, 0.694444, 0.510204, 0.277008, 0.147929, 0.029727, 0.027778, 0.033058],
    [0.510204, 0.591716, 0.390625, 0.173611, 0.062500, 0.030779, 0.021004, 0.031888],
    [0.510204, 0.346021, 0.206612, 0.118906, 0.038447, 0.013212, 0.015625, 0.026015],
    [0.308642, 0.206612, 0.073046, 0.031888, 0.021626, 0.008417, 0.009426, 0.016866],
    [0.173611, 0.081633, 0.033058, 0.024414, 0.015242, 0.009246, 0.007831, 0.011815],
    [0.041649, 0.024414, 0.016437, 0.013212, 0.009426, 0.006830, 0.006944, 0.009803],
    [0.019290, 0.011815, 0.011080, 0.010412, 0.007972, 0.010000, 0.009426, 0.010203]])
LUMA = np.array([0.299, 0.587, 0.114])


def blocks(plane):
    h, w = plane.shape[0] // 8, plane.shape[1] // 8
    return plane[:8 * h, :8 * w].reshape(h, 8, w, 8).swapaxes(1, 2)


def scatter(x):
    n = x.shape[-1] * x.shape[-2]
    return x.var(axis=(-2, -1), ddof=1) * n


def masking(x, spectrum):
    weighted = (MASK * spectrum**2).sum(axis=(-2, -1)) - MASK[0, 0] * spectrum[..., 0, 0] ** 2
    whole = scatter(x)
    parts = sum(scatter(x[..., i:i + 4, j:j + 4]) for i in (0, 4) for j in (0, 4))
    ratio = np.divide(parts, whole, out=np.zeros_like(whole), where=whole != 0)
    return np.sqrt(weighted * ratio) / 32


def psnr_hvs_m(x, y):
    x, y = blocks(x), blocks(y)
    fx, fy = (dctn(z, axes=(-2, -1), norm="ortho") for z in (x, y))
    mask = np.maximum(masking(x, fx), masking(y, fy))[..., None, None]
    difference = np.abs(fx - fy)
    visible = np.maximum(difference - mask / MASK, 0)
    visible[..., 0, 0] = difference[..., 0, 0]
    return 10 * np.log10(255**2 / ((visible * CSF) ** 2).mean())


def image(height, width, channels, kind):
    i, j, c = np.meshgrid(range(height), range(width), range(channels), indexing="ij")
    original = (7 * i + 13 * j + 29 * c + (i * j) % 31 + (i // 5) * (j // 7) * 3) % 256
    if kind == "noise":
        changed = np.clip(original + (31 * i + 17 * j + 11 * c + (5 * i * j) % 23) % 41 - 20, 0, 255)
    else:
        changed = 255 - original
    return original.astype(float), changed.astype(float)


rows = []
for height, width, channels in [(8, 8, 1), (21, 40, 1), (32, 32, 3), (47, 91, 3)]:
    for kind in ["noise", "negative"]:
        x, y = (z @ LUMA if channels == 3 else z[..., 0] for z in image(height, width, channels, kind))
        value = float(psnr_hvs_m(x, y))
        rows.append([height, width, channels, kind, repr(value)])
        try:
            import psnr_hvsm
            h, w = height // 8 * 8, width // 8 * 8
            other = psnr_hvsm.psnr_hvs_hvsm_np(x[:h, :w] / 255, y[:h, :w] / 255)[1]
            print(height, width, kind, value, other)
        except ImportError:
            pass
folder = pathlib.Path(__file__).resolve().parents[2] / "Tests/RDImagesTests/Reference"
with open(folder / "psnr-hvs-m.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["height", "width", "channels", "kind", "psnr_hvs_m"])
    writer.writerows(rows)
