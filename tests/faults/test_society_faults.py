"""Every fault of a society file, in the smallest file that has it, with its whole message: `<name>.txt` beside it.

`ISONOMIA_WRITE_EXPECTED=1 pytest tests/faults` writes the messages anew; read the difference before you keep it.
Files named `many-` hold several faults, all listed in one pass; every other file has one and draws one message.
"""

import os
import re
from pathlib import Path

import pytest

import isonomia
from isonomia.diagnostics.render import render
from isonomia.errors import SocietyError
from isonomia.society.load import is_society, load_society, read_society

FOLDER = Path(__file__).parent / "society"
FILES = sorted(path.name for path in FOLDER.glob("*.yaml"))
SOURCE = Path(isonomia.__file__).parent
CODES = re.compile(r'"(society-[a-z-]+)"')
LEAST_FILES = 45


@pytest.mark.parametrize("name", FILES)
def test_message(name, monkeypatch):
    monkeypatch.chdir(FOLDER)
    reading = read_society(Path(name))
    found = render(reading.diagnostics, {reading.path: reading.text})
    expected = Path(name).with_suffix(".txt")
    if os.environ.get("ISONOMIA_WRITE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    with pytest.raises(SocietyError) as caught:
        load_society(name)
    assert caught.value.diagnostics == reading.errors


@pytest.mark.parametrize("name", FILES)
def test_one_message_for_one_fault(name):
    messages = re.findall(r"(?m)^(?:error|warning)\[", (FOLDER / name).with_suffix(".txt").read_text(encoding="utf-8"))
    assert len(messages) > 2 if name.startswith("many-") else len(messages) == 1


def test_every_code_has_a_file():
    codes = {code for path in (SOURCE / "society").rglob("*.py") for code in CODES.findall(path.read_text("utf-8"))}
    messages = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt"))
    assert codes and {code for code in codes if f"[{code}]" not in messages} == set()


def test_no_message_without_its_file():
    assert {Path(name).stem for name in FILES} == {path.stem for path in FOLDER.glob("*.txt")}
    assert len(FILES) >= LEAST_FILES


def test_a_faulty_society_is_known_as_one():
    assert is_society(FOLDER / "version.yaml")
    assert not is_society(FOLDER / "no-mapping.yaml")
    assert not is_society(FOLDER / "nowhere.yaml")
