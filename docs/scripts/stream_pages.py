"""The streams of random numbers of the simulator: docs/generated/random-streams.md."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from generation.pages import Page, main, table

from isonomia.simulate.random_streams import streams

LEAD = """
A draw of the simulator is the answer of Philox4x32-10 (Salmon and others,
[doi:10.1145/2063384.2063405](https://doi.org/10.1145/2063384.2063405), section 3.3) to an address. The counter's four
words are *person*, *week*, *slot*, *stream*; the key's two are the lower and the upper half of the seed. Nothing is
remembered from draw to draw, so neither order, threads nor shards can change one; and two runs of one seed share every
draw that both make. A stream keeps its number for good.
"""


def described() -> Iterator[tuple[str, int, str]]:
    """(name, number, what it is for) of each stream, in the order of the file."""
    body = ast.parse(Path(streams.__file__).read_text(encoding="utf-8")).body
    for constant, words in pairwise(body):
        if isinstance(constant, ast.AnnAssign) and isinstance(constant.target, ast.Name):
            assert isinstance(words, ast.Expr), f"{constant.target.id} has no docstring"
            text = ast.literal_eval(words.value)
            yield constant.target.id, int(getattr(streams, constant.target.id)), " ".join(text.split())


def pages() -> Iterator[Page]:
    rows = [(f"`{name}`", str(number), text) for name, number, text in described()]
    yield Page("random-streams.md", "Streams of chance", LEAD + "\n" + table(["Stream", "Number", "What for"], rows))


if __name__ == "__main__":
    main("stream_pages.py", "random-streams.md", pages())
