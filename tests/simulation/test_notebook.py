"""The notebook of the documentation runs, and prints what its page shows."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_notebook_prints_the_same_again():
    """Figures are not compared: how they are laid out depends on the machine's fonts."""
    script = ROOT / "docs" / "scripts" / "notebook_pages.py"
    ran = subprocess.run([sys.executable, script, "--again", "--check"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
