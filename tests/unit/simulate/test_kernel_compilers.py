"""The kernel's parts are compiled into what the interpreter calls, and into nothing else."""

import os
import subprocess
import sys

import numba
import numpy as np
import pytest

from isonomia.expression.to_kernel import DATE, PUSH
from isonomia.simulate.kernel_compilers import WholeCompiler
from isonomia.simulate.submodels.dates import halve
from isonomia.simulate.submodels.evaluate import evaluate

FIRST_START = """
from isonomia.simulate.compiled import cache_folder, is_compiled
from isonomia.simulate.random_streams.philox import philox
import numpy as np
philox(np.zeros((1, 4), np.uint32), np.zeros((1, 2), np.uint32))
print(sorted(path.name.split("-")[0] for path in cache_folder().rglob("*.nbc")), is_compiled())
"""


def test_the_interpreter_cannot_call_a_part():
    with pytest.raises(TypeError):
        halve(np.int64(12), np.int64(1))


def test_compiled_is_what_runs_weeks(tmp_path):
    """Code of the random numbers alone, left by a start that was stopped, does not make the next start at once."""
    environment = {**os.environ, "ISONOMIA_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", FIRST_START], check=False, capture_output=True, text=True, env=environment
    )
    assert (done.stdout, done.stderr) == ("['philox.philox'] False\n", "")


@numba.njit(pipeline_class=WholeCompiler, _nrt=False)
def on_the_first_day(code, values, stack):
    """LLVM sees that the date is always 1, and drops it from its copy of the part."""
    first = evaluate(code, np.int64(0), np.int64(2), np.int64(1), values, stack)
    return first + evaluate(code, np.int64(0), np.int64(4), np.int64(1), values, stack)


@numba.njit(_nrt=False)
def on_a_day(code, day, values, stack):
    return evaluate(code, np.int64(0), np.int64(code.size), day, values, stack)


def test_a_whole_keeps_its_parts_to_itself():
    code, values, stack = np.array([PUSH, 7, DATE, 0]), np.zeros(1, np.int64), np.zeros(2, np.int64)
    assert on_the_first_day(code, values, stack) == 7 + 1
    assert on_a_day(code, np.int64(2), values, stack) == 2
