"""What of the kernel Numba compiles, and where its machine code is kept between starts.

Numba keeps code by the age of one file, so a function would run on when a function that it calls has changed. Here the
folder's name holds a digest of all of the kernel's sources, and lies where the user may write, so that an installed
wheel and a read-only folder start as fast as a checkout.
"""

import contextlib
import getpass
import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numba
from numba.core import config

from isonomia.simulate.kernel_compilers import PartCompiler, WholeCompiler

Function = TypeVar("Function", bound=Callable[..., Any])

BESIDE = ("expression/to_kernel.py", "fixed_point.py", "society/limits.py")
"""What the kernel takes numbers from besides its own sources."""
CACHE_VARIABLE = "ISONOMIA_CACHE_DIR"
"""The environment variable that names another folder for machine code."""


@cache
def kernel_digest() -> str:
    """A digest of everything that the kernel's machine code depends on: its sources, and Numba's version."""
    found = hashlib.sha256(f"{numba.__version__}\0".encode())
    folder = Path(__file__).parent
    for path in [*sorted(folder.rglob("*.py")), *(folder.parent / name for name in BESIDE)]:
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def _candidates() -> list[Path]:
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return [Path(named)]
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    folders = [Path(home)] if home else []
    with contextlib.suppress(RuntimeError):  # no home folder is known
        folders.append(Path.home() / ".cache")
    return [*(folder / "isonomia" for folder in folders), Path(tempfile.gettempdir()) / f"isonomia-{getpass.getuser()}"]


@cache
def cache_folder() -> Path | None:
    """The first folder that can be written to; None where there is none, and code is made anew at each start."""
    for folder in _candidates():
        place = folder / f"kernel-{kernel_digest()}"
        try:
            place.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=place):
                return place
        except OSError:
            continue
    return None


def is_compiled() -> bool:
    """Whether machine code of this kernel is already kept, so that a run starts at once."""
    folder = cache_folder()
    return folder is not None and any(folder.rglob("schedule.run_weeks-*.nbc"))


def kernel(function: Function) -> Function:
    """Compile what the interpreter calls: integers only, without the interpreter's lock, kept between starts.

    It makes no arrays, so that Numba need not count who holds one: an atomic count at each use of an array cost a fifth
    of a run.
    """
    return _kept(function, pipeline_class=WholeCompiler, _nrt=False)


def allocating(function: Function) -> Function:
    """The same for a function that makes arrays of its own."""
    return _kept(function)


def _kept(function: Function, **options: Any) -> Function:
    folder = cache_folder()
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder) if folder is not None else ""
    try:
        compiled: Function = numba.njit(function, nogil=True, error_model="numpy", cache=folder is not None, **options)
    finally:
        config.CACHE_DIR = before
    return compiled


def part(function: Function) -> Function:
    """Compile what only the kernel's functions call; LLVM decides whether it becomes part of its callers."""
    return _part(function, False)


def in_caller(function: Function) -> Function:
    """The same for what is called in one place, or for each of many people: LLVM makes it part of its caller.

    A call passes every field of every array, some two hundred numbers, which costs more than what many functions do.
    """
    return _part(function, True)


def _part(function: Function, always_inlined: bool) -> Function:
    compiled: Function = numba.njit(
        function,
        nogil=True,
        error_model="numpy",
        pipeline_class=PartCompiler,
        forceinline=always_inlined,
        no_cpython_wrapper=True,
        no_cfunc_wrapper=True,
        _nrt=False,
    )
    return compiled


def inlined(function: Function) -> Function:
    """Compile a part that Numba itself copies into each caller, where LLVM's copy would come too late for a loop."""
    compiled: Function = numba.njit(function, nogil=True, error_model="numpy", inline="always")
    return compiled
