"""Every fault of a ledger, in the smallest file that has it, with its whole message: `<name>.txt` beside the file.

`ISONOMIA_WRITE_EXPECTED=1 pytest tests/faults` writes the messages anew; read the difference before you keep it.
"""

import os
from pathlib import Path

import pytest

from isonomia.diagnostics.render import render
from isonomia.errors import LedgerError
from isonomia.ledger.bulk.open_store import stream_store
from isonomia.ledger.read import read_ledger
from isonomia.scheme.load import load_scheme

FOLDER = Path(__file__).parent / "ledger"
SCHEME = load_scheme(FOLDER / "scheme.yaml")
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".txt" and path.name != "scheme.yaml")


def message(read, name: str) -> str:
    with pytest.raises(LedgerError) as caught:
        read(SCHEME, [Path(name)])
    return render(caught.value.diagnostics, {})


@pytest.mark.parametrize("name", FILES)
def test_message(name, monkeypatch):
    monkeypatch.chdir(FOLDER)
    expected = (FOLDER / name).with_suffix(".txt")
    found = message(read_ledger, name)
    if os.environ.get("ISONOMIA_WRITE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_bulk_says_the_same(name, monkeypatch):
    monkeypatch.chdir(FOLDER)
    assert message(stream_store, name) == (FOLDER / name).with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_one_fault_a_file(name):
    assert (FOLDER / name).with_suffix(".txt").read_text(encoding="utf-8").count("error[") == 1


def test_no_message_without_its_file():
    assert {Path(name).stem for name in FILES} == {path.stem for path in FOLDER.glob("*.txt")}
