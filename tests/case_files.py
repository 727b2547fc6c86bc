"""Worked cases are read by libyaml, which takes a tenth of the time; by the rules of YAML 1.2 all the same.

`no`, `on` and `10:30` are texts, and a key that stands twice in one mapping is an error.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import yaml

BOOLEAN, INTEGER, FLOAT = (f"tag:yaml.org,2002:{name}" for name in ("bool", "int", "float"))


class _Loader(yaml.CSafeLoader):
    """YAML 1.2 as far as cases use it: no yes and no, no numbers to the base of sixty, no key twice."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in found if tag not in (BOOLEAN, INTEGER, FLOAT)]
        for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.YAMLError(f"the key {twice!r} stands twice{node.start_mark}")
        return super().construct_mapping(node, deep=deep)


_Loader.add_implicit_resolver(BOOLEAN, re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), list("tTfF"))
_Loader.add_implicit_resolver(INTEGER, re.compile(r"[-+]?[0-9]+\Z"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    FLOAT, re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?\Z"), list("-+.0123456789")
)


def read_documents(path: Path) -> Iterator[Any]:
    """Each document of a file."""
    return yaml.load_all(path.read_text(encoding="utf-8"), _Loader)


def read_document(path: Path) -> Any:
    """The one document of a file."""
    return read_text(path.read_text(encoding="utf-8"))


def read_text(text: str) -> Any:
    """The one document of a text."""
    return yaml.load(text, _Loader)
