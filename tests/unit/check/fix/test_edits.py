"""One edit changes one place of the text, in the style that the file has, and says afterwards what it should."""

from pathlib import Path

import pytest

from isonomia.check.finding import Edit
from isonomia.check.fix.edits import apply_edit
from isonomia.diagnostics.yaml_document import plain, read_document

CASES = {
    "a value is replaced": (
        "rights:\n  notice: 1 day  # soon\n",
        ("rights", "notice"),
        "rights:\n  notice: 14 days  # soon\n",
    ),
    "a key is added at the end of its block": (
        "rights:\n  leave: true\n\n# next\ntitle: x\n",
        ("rights", "notice"),
        "rights:\n  leave: true\n  notice: 14 days\n\n# next\ntitle: x\n",
    ),
    "after a nested block and its comment": (
        "rights:\n  appeal:\n    to: board\n    # more\ntitle: x\n",
        ("rights", "notice"),
        "rights:\n  appeal:\n    to: board\n    # more\n  notice: 14 days\ntitle: x\n",
    ),
    "after a text of several lines": (
        "rights:\n  repair: >\n    help\n    once\ntitle: x\n",
        ("rights", "notice"),
        "rights:\n  repair: >\n    help\n    once\n  notice: 14 days\ntitle: x\n",
    ),
    "in braces": ("rights: {leave: true}\n", ("rights", "notice"), "rights: {leave: true, notice: 14 days}\n"),
    "in braces with spaces": (
        "rights: { leave: true }\n",
        ("rights", "notice"),
        "rights: { leave: true, notice: 14 days }\n",
    ),
    "in empty braces": ("rights: {}\n", ("rights", "notice"), "rights: {notice: 14 days}\n"),
    "in braces over two lines": (
        "rights: {leave: true,\n         export: true}\n",
        ("rights", "notice"),
        "rights: {leave: true,\n         export: true, notice: 14 days}\n",
    ),
    "a missing parent in a block": ("title: x\n", ("rights", "notice"), "title: x\nrights:\n  notice: 14 days\n"),
    "two missing parents": (
        "title: x\n",
        ("rights", "appeal", "within"),
        "title: x\nrights:\n  appeal:\n    within: 14 days\n",
    ),
    "a missing parent in braces": (
        "rights: {leave: true}\n",
        ("rights", "appeal", "within"),
        "rights: {leave: true, appeal: {within: 14 days}}\n",
    ),
    "a key without a value": (
        "rights:\n  notice:\ntitle: x\n",
        ("rights", "notice"),
        "rights:\n  notice: 14 days\ntitle: x\n",
    ),
    "a parent without a value": ("rights:\ntitle: x\n", ("rights", "notice"), "rights: {notice: 14 days}\ntitle: x\n"),
    "a written null": ("rights:\n  notice: null\n", ("rights", "notice"), "rights:\n  notice: 14 days\n"),
    "no line end at the end": (
        "rights:\n  leave: true",
        ("rights", "notice"),
        "rights:\n  leave: true\n  notice: 14 days",
    ),
    "letters beyond the basic plane": (
        "rights: {leave: true} # 🙂\n",
        ("rights", "notice"),
        "rights: {leave: true, notice: 14 days} # 🙂\n",
    ),
}


@pytest.mark.parametrize(("before", "keys", "after"), CASES.values(), ids=CASES)
def test_edit(before, keys, after):
    document = read_document(Path("x.yaml"), before)
    change = apply_edit(document, Edit(keys, "14 days"))
    assert change is not None
    text = change.applied_to(before)
    assert text == after
    found = plain(read_document(Path("x.yaml"), text).root)
    for key in keys:
        found = found[key]
    assert found == "14 days"


@pytest.mark.parametrize("before", ["rights: [a, b]\n", "rights:\n  notice: {a: b}\n", "- a\n", "rights: text\n"])
def test_where_there_is_no_place_nothing_is_changed(before):
    assert apply_edit(read_document(Path("x.yaml"), before), Edit(("rights", "notice"), "14 days")) is None
