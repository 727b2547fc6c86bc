"""Numba loaded without what it would load beside itself, a fifth of a short simulation.

It looks for SciPy, with which it multiplies matrices, and for coverage, which counts lines; the kernel has no use for
either. Only for commands: a program that uses isonomia as a library may use Numba for more.
"""

import sys

UNUSED = ("scipy", "coverage")


def load_numba() -> None:
    """Import Numba as if these were not installed; what is loaded already stays, and each can be imported later."""
    hidden = [name for name in UNUSED if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # the import of what is None fails
    try:
        import numba.np.arraymath  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]
