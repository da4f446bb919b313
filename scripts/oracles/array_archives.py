#!/usr/bin/env python3
"""Writes files of several arrays as NumPy and safetensors write them: every type, both orders of memory and of bytes.

    python3 scripts/oracles/array_archives.py Tests/RDArrayFilesTests/Reference/archives

needs numpy and safetensors.
"""

import pathlib
import sys

import numpy as np
from safetensors.numpy import save_file

TYPES = ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"]


def numbers(kind):
    """Six numbers of a type, with the ends of its range."""
    if kind == "b1":
        return np.array([True, False, True, True, False, False])
    if kind[0] == "f":
        return np.array([-0.71, 2.385, 0.0, np.nan, np.inf, -np.inf], dtype=kind)
    limits = np.iinfo(kind)
    return np.array([limits.min, limits.max, 0, 7, 3, 1], dtype=kind)


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {kind: numbers(kind).reshape(2, 3) for kind in TYPES}
    np.savez(folder / "stored.npz", **arrays)
    np.savez_compressed(folder / "deflated.npz", **arrays)
    others = {f"big.{kind}": np.asfortranarray(array.astype(">" + kind)) for kind, array in arrays.items()}
    others |= {"scalar": np.array(2.385), "empty": np.zeros((3, 0, 2), dtype="i2")}
    np.savez_compressed(folder / "others.npz", **others)
    save_file({kind: array for kind, array in arrays.items()}, folder / "tensors.safetensors",
              metadata={"made": "by NumPy"})


if __name__ == "__main__":
    main(sys.argv[1])
