"""What is wrong with a text that was sound a moment ago: read from just above the change on, not from the top.

A line half written makes most texts no YAML, and the reader that can say why takes its time for each line before it.
What stands above the change was read already and is sound, so empty lines may stand for it.
"""

from itertools import takewhile
from pathlib import Path

from isonomia.diagnostics.yaml_document import Document, Mapping
from isonomia.diagnostics.yaml_fast import ReadAgain, is_doubtful, read_fast
from isonomia.editor.places import Places
from isonomia.scheme.load import Reading, read_scheme_text

UNREADABLE = "yaml-unreadable"


def read_quickly(path: Path, text: str, places: Places, last: Document | None) -> Reading:
    """What the loader says of a text; `last` is the tree of the text as it was when it could last be read."""
    if last is not None and not is_doubtful(text):
        try:
            read_fast(path, text)
        except ReadAgain:
            if fault := _fault_below(path, places, last):
                return fault
    return read_scheme_text(path, text)


def _fault_below(path: Path, places: Places, last: Document) -> Reading | None:
    """The reading of a text that is no YAML; None where its fault cannot be seen without what stands above."""
    before = Places(last.text, "utf-32").lines
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(before, places.lines, strict=False)))
    if not isinstance(last.root, Mapping):
        return None
    begins = [span.start.line for span in last.root.keys.values() if span.start.column == 1 and span.start.line <= same]
    if len(begins) < 2:
        return None
    # one sound key is kept: without it a word that stands alone would be a text, and no fault
    kept = begins[-2]
    reading = read_scheme_text(path, "\n" * (kept - 1) + "\n".join(places.lines[kept - 1 :]))
    return reading if any(item.code == UNREADABLE for item in reading.diagnostics) else None
