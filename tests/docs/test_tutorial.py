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


@pytest.mark.xdist_group("postgres")
def test_the_tutorial(tmp_path, postgres_url):
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "DATABASE_URL": postgres_url,
    }
    folder = tmp_path
    for text, fails in BLOCKS:
        ran = subprocess.run(
            ["bash", "-euc", text], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert (ran.returncode != 0) == fails, f"{text}\n{ran.stdout}\n{ran.stderr}"
        if "cd club" in text:
            folder = folder / "club"
    assert (folder / "ben.html").read_text(encoding="utf-8").startswith("<!")


def test_what_is_shown_is_what_is_printed(tmp_path):
    """Lines shown in the tutorial and the README are lines that the commands print; `...` leaves something out."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    commands = "\n".join(text for text, _ in BLOCKS if "--url" not in text)
    ran = subprocess.run(
        ["bash", "-c", commands], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    printed = {line.rstrip() for line in (ran.stdout + ran.stderr).splitlines()} | {"", "..."}
    for path in (TUTORIAL, ROOT / "README.md"):
        blocks = re.findall(r"^```text\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        shown = [line.rstrip() for block in blocks for line in block.splitlines() if not line.startswith("$ ")]
        assert [line for line in shown if line not in printed] == [], path
