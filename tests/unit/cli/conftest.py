from pathlib import Path

import pytest
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.presets import write_starter

AT = ("--as-of", "2025-11-01", "--known-at", "2025-11-01")


class Place:
    """A folder with the starter in it, and the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scheme = str(folder / "scheme.yaml")
        self.ledger = str(folder / "ledger.jsonl")

    def run(self, *words, code=0, text=None):
        """Standard output and standard error of a command that ends with this code."""
        result = CliRunner().invoke(app, [str(word) for word in words], prog_name="isonomia", input=text)
        assert result.exit_code == code, (result.exit_code, result.output, result.exception)
        return result.stdout, result.stderr

    def score(self, *words, **kept):
        return self.run("score", self.scheme, self.ledger, *AT, *words, **kept)

    def explain(self, *words, **kept):
        return self.run("explain", self.scheme, self.ledger, *AT, *words, **kept)

    def changed(self, name, *replacements):
        """The starter's scheme with some texts replaced, under another name."""
        text = Path(self.scheme).read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text, old
            text = text.replace(old, new)
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def spoiled(self):
        """The starter's ledger with one bad row at its end."""
        row = (
            '{"kind": "event", "source": "hlp", "event_id": "z", "member": "eve", '
            '"occurred_at": "2025-01-11", "recorded_at": "2025-01-12T09:00:00Z", "data": {}}\n'
        )
        path = self.folder / "spoiled.jsonl"
        path.write_text(Path(self.ledger).read_text(encoding="utf-8") + row, encoding="utf-8")
        return path


@pytest.fixture
def place(tmp_path):
    write_starter(tmp_path / "club")
    return Place(tmp_path / "club")
