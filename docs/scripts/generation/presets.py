"""The schemes that come with isonomia, as plain YAML values and as texts."""

import io
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from isonomia.presets import preset_names, preset_path

# The invented example first: its values are the plainest.
FIRST = "riverside-time-bank"


def names() -> list[str]:
    return sorted(preset_names(), key=lambda name: (name != FIRST, name))


@cache
def text(name: str) -> str:
    return preset_path(name).read_text(encoding="utf-8")


@cache
def values(name: str) -> dict[str, Any]:
    return dict(YAML(typ="safe", pure=True).load(text(name)))


def in_one_line(value: Any) -> str:
    """A value in YAML's flow style."""
    return _dumped(value, flow=True).removesuffix("\n...\n").strip()


def in_block(value: Any) -> str:
    """A value in YAML's block style."""
    return _dumped(value, flow=False).rstrip()


def _dumped(value: Any, *, flow: bool) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = flow
    yaml.width = 10_000 if flow else 100
    yaml.sort_base_mapping_type_on_output = False
    yaml.allow_unicode = True
    stream = io.StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()
