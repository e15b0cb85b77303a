"""Times one piece of work in a process of its own and prints one line of JSON.

Every program here is a set of named works: `PROGRAM --work NAME --seconds S`.
"""

import argparse
import ctypes
import json
import os
import statistics
import sys
import time
from dataclasses import dataclass
from typing import Callable

THREADS = 2
os.environ["OMP_NUM_THREADS"] = str(THREADS)  # before OpenMP starts

import torch  # noqa: E402


@dataclass
class Work:
    """What is timed.

    run     does one repetition
    scale   by what a repetition's time is multiplied, for works that do a part of the whole or more than one unit of it
    note    what the reader must know of the time
    """

    run: Callable[[], object]
    scale: float = 1.0
    note: str = ""


def fastest(candidates: dict[str, Work]) -> Work:
    """The candidate that took the least time in three repetitions after one that does not count."""
    if len(candidates) == 1:
        return next(iter(candidates.values()))
    best = {name: min(durations(work, 0, 0)) for name, work in candidates.items()}
    name = min(best, key=best.get)
    chosen = candidates[name]
    chosen.note = "; ".join(filter(None, [chosen.note, name + ", the fastest of: " + ", ".join(candidates)]))
    return chosen


def blas() -> dict:
    """Which library multiplies PyTorch's matrices, and whether a comparison with it is fair."""
    torch.ones(64, 64) @ torch.ones(64, 64)
    if torch.backends.mkl.is_available():
        return {"name": "MKL", "fit": True}
    path = blas_library()
    library = ctypes.CDLL(path)
    if not hasattr(library, "openblas_get_config"):
        return {"name": os.path.basename(os.path.realpath(path)) + ", which is not OpenBLAS", "fit": False}
    library.openblas_get_config.restype = ctypes.c_char_p
    library.openblas_get_corename.restype = ctypes.c_char_p
    version = " ".join(library.openblas_get_config().decode().split()[:2])
    threading = ("no threads", "POSIX threads", "OpenMP")[library.openblas_get_parallel()]
    core = library.openblas_get_corename().decode()
    return {"name": f"{version}, {threading}, {core}", "fit": threading == "OpenMP"}


def blas_library() -> str:
    """The file that PyTorch's sgemm is in. Several BLAS may be loaded: NumPy's or LAPACK's need not be PyTorch's."""

    class Place(ctypes.Structure):
        _fields_ = [("file", ctypes.c_char_p), ("base", ctypes.c_void_p), ("name", ctypes.c_char_p), ("address", ctypes.c_void_p)]

    with open("/proc/self/maps", encoding="utf-8") as maps:
        own = next(line.split()[-1] for line in maps if "libtorch_cpu" in line)
    place = Place()
    ctypes.CDLL(None).dladdr(ctypes.cast(ctypes.CDLL(own).sgemm_, ctypes.c_void_p), ctypes.byref(place))
    return place.file.decode()


def durations(work: Work, seconds: float, warm_up: float) -> list[float]:
    """Milliseconds of each repetition, scaled. At least one repetition is not counted, and at least three are."""
    begin = time.perf_counter()
    while True:
        work.run()
        if time.perf_counter() - begin >= warm_up:
            break
    found = []
    begin = last = time.perf_counter()
    while last - begin < seconds or len(found) < 3:
        work.run()
        now = time.perf_counter()
        found.append((now - last) * 1e3 * work.scale)
        last = now
    return found


def main(works: dict[str, Callable[[], Work]]) -> None:
    """Runs the work that the command line names; `works` maps names to functions that set a work up."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", required=True, choices=sorted(works))
    parser.add_argument("--seconds", type=float, default=8, help="how long to repeat the work (default 8)")
    parser.add_argument("--warm-up", type=float, default=2, help="seconds of repetitions before, not counted (default 2)")
    parser.add_argument("--any-blas", action="store_true", help="measure even where PyTorch's BLAS is a slow one")
    arguments = parser.parse_args()
    torch.set_num_threads(THREADS)
    torch.set_flush_denormal(True)  # Adam's averages would become denormal and slow in long runs
    torch.manual_seed(1)
    library = blas()
    if not library["fit"] and not arguments.any_blas:
        sys.exit(f"PyTorch's matrix products come from {library['name']}. Without OpenBLAS with OpenMP threads (or MKL) they are many "
                 "times slower, and a comparison says nothing. On Debian: apt-get install libopenblas0-openmp, and choose it with "
                 "update-alternatives --config libblas.so.3-x86_64-linux-gnu. --any-blas measures all the same.")
    work = works[arguments.work]()
    found = durations(work, arguments.seconds, arguments.warm_up)
    deciles = statistics.quantiles(found, n=10, method="inclusive")
    print(json.dumps({
        "work": arguments.work, "median_ms": round(statistics.median(found), 4), "p10_ms": round(deciles[0], 4),
        "p90_ms": round(deciles[-1], 4), "runs": len(found), "threads": torch.get_num_threads(),
        "blas": library["name"], "version": f"PyTorch {torch.__version__}", "note": work.note}))
