"""All tests that run the kernel go to one worker, so that it is compiled once and not by each."""

import pytest

RUN_THE_KERNEL = (
    "tests/simulation/",
    "tests/unit/simulate/",
    "tests/unit/cli/test_simulate.py",
    "tests/unit/cli/test_sweep.py",
    "tests/unit/report/test_demo.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if any(part in item.path.as_posix() for part in RUN_THE_KERNEL):
            item.add_marker(pytest.mark.xdist_group("kernel"))
