"""Every command of the tutorial works, in the order in which a reader types them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"(<!-- meant to fail -->\n)?^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(text, bool(fails)) for fails, text in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def printed(tmp_path_factory, postgres_url):
    """All lines that the tutorial's commands print; each must end as the tutorial says."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "DATABASE_URL": postgres_url,
    }
    folder, lines = tmp_path_factory.mktemp("tutorial"), set()
    for text, fails in BLOCKS:
        ran = subprocess.run(
            ["bash", "-euc", text], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert (ran.returncode != 0) == fails, f"{text}\n{ran.stdout}\n{ran.stderr}"
        lines |= {line.rstrip() for line in (ran.stdout + ran.stderr).splitlines()}
        if "cd club" in text:
            folder = folder / "club"
    assert (folder / "ben.html").read_text(encoding="utf-8").startswith("<!")
    return lines


@pytest.mark.xdist_group("postgres")
@pytest.mark.parametrize("path", [TUTORIAL, ROOT / "README.md"], ids=["tutorial", "README"])
def test_what_is_shown_is_what_is_printed(printed, path):
    """Lines shown in the tutorial and the README are lines that the commands print; `...` leaves something out."""
    blocks = re.findall(r"^```text\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    shown = [line.rstrip() for block in blocks for line in block.splitlines() if not line.startswith("$ ")]
    assert [line for line in shown if line not in printed | {"", "..."}] == []
