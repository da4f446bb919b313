"""What a comparison needs to know of the machine, and how it runs a program on part of it."""

import os
import pathlib
import platform
import shutil
import subprocess
import sys


def cores():
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def environment(threads):
    """This process's variables, without what holds OpenBLAS back, with every thread pool at one size."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("OPENBLAS_")}
    return kept | {"OMP_NUM_THREADS": str(threads), "CUDA_VISIBLE_DEVICES": ""}


def run(command, threads):
    """The output of a command; one thread means one core, whatever the command's thread pools think."""
    if threads == 1 and shutil.which("taskset"):
        command = ["taskset", "--cpu-list", str(max(os.sched_getaffinity(0)))] + command
    done = subprocess.run(command, env=environment(threads), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return done.stdout


def processor():
    """The processor's name, as well as the system tells it."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
