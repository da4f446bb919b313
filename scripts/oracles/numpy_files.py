#!/usr/bin/env python3
"""Writes small arrays of NumPy in the types, versions and orders that sample files may have, and some that they may not.

    python3 scripts/oracles/numpy_files.py Tests/RDArrayFilesTests/Reference/numpy

needs numpy.
"""

import pathlib
import sys

import numpy as np
from numpy.lib import format as npy

VALUES = [3, 0, 7, 21, 5, 1]


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)

    def write(name, array, version=(1, 0)):
        with open(folder / f"{name}.npy", "wb") as file:
            npy.write_array(file, array, version=version, allow_pickle=True)

    for kind in ["<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "|u1", "<u2", ">u2", "<u4",
                 "<u8", ">u8"]:
        name = ("little-" if kind[0] == "<" else "big-" if kind[0] == ">" else "") + kind[1:]
        write(f"good-{name}", np.array(VALUES, dtype=kind) * (1 if kind[1] == "u" else -1))
    write("good-version-2", np.array(VALUES) * -1.0, (2, 0))
    write("good-version-3", np.array(VALUES) * -1.0, (3, 0))
    write("good-column", np.array([VALUES]).T * -1.0)
    write("good-fortran-1", np.asfortranarray(np.array(VALUES) * -1.0))
    write("table", np.array([VALUES, [-v for v in VALUES], [0.5] * 6], dtype="<f4").T.copy())
    write("bad-fortran", np.asfortranarray(np.array([VALUES, VALUES]).T * -1.0))
    write("bad-half", np.array(VALUES, dtype="<f2"))
    write("bad-complex", np.array(VALUES, dtype="<c8"))
    write("bad-structure", np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f8")]))
    write("bad-object", np.array([1, "two"], dtype=object))
    write("bad-cube", np.zeros((2, 2, 2)))
    write("bad-scalar", np.array(3.0))
    write("bad-empty", np.zeros(0))
    write("bad-nan", np.array([1.0, 2.0, float("nan")]))


if __name__ == "__main__":
    main(sys.argv[1])
