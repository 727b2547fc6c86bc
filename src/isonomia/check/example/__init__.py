"""The schemes that the examples on checks' pages are laid over.

`base.yaml` has no finding anywhere in the Union. A family of checks may have a file of its own name that is laid over
it first. An example then shows only the lines that matter.
"""

from copy import deepcopy
from functools import cache, lru_cache
from importlib import resources
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap


def example_scheme(family: str, example: str) -> str:
    """The text of a whole scheme: an example laid over its family's base."""
    return lay_over(family_base(family), example)


@cache
def family_base(family: str) -> str:
    """The clean scheme that a family's examples start from."""
    folder = resources.files("isonomia.check.example")
    text = folder.joinpath("base.yaml").read_text(encoding="utf-8")
    own = folder.joinpath(f"{family}.yaml")
    return lay_over(text, own.read_text(encoding="utf-8")) if own.is_file() else text


def lay_over(base: str, above: str) -> str:
    """Keys of `above` replace those of `base`, mapping by mapping; `null` takes a key away; comments stay."""
    yaml = YAML()
    yaml.width = 10_000
    below = deepcopy(_read(base))
    _merge(below, yaml.load(above) or CommentedMap())
    stream = StringIO()
    yaml.dump(below, stream)
    return stream.getvalue()


@lru_cache(maxsize=32)
def _read(base: str) -> CommentedMap:
    """What a text says; one base lies under many examples."""
    read: CommentedMap = YAML().load(base)
    return read


def _merge(below: CommentedMap, above: CommentedMap) -> None:
    for key, value in above.items():
        if value is None:
            below.pop(key, None)
        elif isinstance(value, CommentedMap) and isinstance(below.get(key), CommentedMap):
            _merge(below[key], value)
        else:
            below[key] = value
        if key in above.ca.items and key in below:
            below.ca.items[key] = above.ca.items[key]
