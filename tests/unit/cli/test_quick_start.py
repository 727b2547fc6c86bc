"""Commands that simulate load Numba, and nothing big beside it that the kernel has no use for."""

import subprocess
import sys

import pytest

LOADED = """
import sys
from typer.testing import CliRunner
from isonomia.cli.app import app

result = CliRunner().invoke(app, [sys.argv[1], "/nonexistent.yaml"])
assert result.exit_code == 2, result.output
print(*[name for name in ("numba", "scipy", "coverage") if name in sys.modules])
import scipy.linalg.cython_blas
import coverage
"""


@pytest.mark.parametrize("command", ["simulate", "sweep"])
def test_scipy_and_coverage_are_not_loaded_and_can_be_later(command):
    done = subprocess.run([sys.executable, "-c", LOADED, command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "numba\n"), done.stderr


def test_what_is_loaded_already_stays():
    program = (
        "import scipy, sys; from isonomia.cli.quick_start import load_numba; load_numba(); "
        "print(sys.modules['scipy'] is scipy, 'coverage' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "True False\n"
