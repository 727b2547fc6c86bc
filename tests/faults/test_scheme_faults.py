"""Every fault of a scheme file, in the smallest file that has it, with its whole message: `<name>.txt` beside it.

`ISONOMIA_WRITE_EXPECTED=1 pytest tests/faults` writes the messages anew; read the difference before you keep it.
Files named `many-` hold several faults, all listed in one pass; every other file has one and draws one message.
"""

import os
import re
from pathlib import Path

import pytest

import isonomia
from isonomia.diagnostics.render import render
from isonomia.scheme.load import read_scheme

FOLDER = Path(__file__).parent / "scheme"
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))
SOURCE = Path(isonomia.__file__).parent
CODES = re.compile(r'"((?:yaml|scheme|expression)-[a-z-]+)"')
NAMED_KINDS = {f"scheme-unknown-{kind}" for kind in ("band", "rule", "source")}
LEAST_FILES = 60


@pytest.mark.parametrize("name", FILES)
def test_message(name, monkeypatch):
    monkeypatch.chdir(FOLDER)
    reading = read_scheme(Path(name))
    found = render(reading.diagnostics, {reading.path: reading.text})
    expected = Path(name).with_suffix(".txt")
    if os.environ.get("ISONOMIA_WRITE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_one_message_for_one_fault(name):
    messages = re.findall(r"(?m)^(?:error|warning)\[", (FOLDER / name).with_suffix(".txt").read_text(encoding="utf-8"))
    assert len(messages) > 2 if name.startswith("many-") else len(messages) == 1


def test_every_code_has_a_file():
    rooms = [SOURCE / room for room in ("diagnostics", "expression", "scheme")]
    codes = {code for room in rooms for path in room.rglob("*.py") for code in CODES.findall(path.read_text("utf-8"))}
    messages = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt"))
    assert {code for code in codes | NAMED_KINDS if f"[{code}]" not in messages} == set()


def test_no_message_without_its_file():
    assert {Path(name).stem for name in FILES} == {path.stem for path in FOLDER.glob("*.txt")}
    assert len(FILES) >= LEAST_FILES
