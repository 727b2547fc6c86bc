"""A text that is no YAML is read from above the change on, and the answer is that of reading it whole."""

from pathlib import Path

import pytest

from isonomia.editor.half_written import read_quickly
from isonomia.editor.places import Places
from isonomia.scheme.load import read_scheme_text

PATH = Path("scheme.yaml")
CHANGES = [
    # what is replaced, by what, whether it can be read from above the change on
    ("    to: the board\n", "    to: the board\n    wit\n", True),
    ("rights:\n", "rights:\nhalf\n", True),
    ("score: {base: 10", "score: {base: 10, better: [", True),
    ("    band: trusted", '    band: "trusted', True),
    ("    kind: benefit\n", "\tkind: benefit\n", False),  # a tab: for the reader in Python alone
    ("    to: the board\n", "    to: the: board\n", True),
    ("isonomia: 1\n", "isonomia: 1\nhalf\n", False),
    ("    to: the board\n", "    to: the board\n    to: nobody\n", False),  # YAML, with a fault of another kind
    ("    to: the board\n", "    too: the board\n", False),
]


@pytest.mark.parametrize(("old", "new", "is_short"), CHANGES)
def test_the_answer_is_that_of_reading_the_whole(scheme, old, new, is_short):
    last = read_scheme_text(PATH, scheme).document
    text = scheme.replace(old, new)
    whole = read_scheme_text(PATH, text)
    quick = read_quickly(PATH, text, Places(text, "utf-16"), last)
    assert whole.diagnostics
    assert quick.diagnostics == whole.diagnostics
    assert (quick.text != text) is is_short
