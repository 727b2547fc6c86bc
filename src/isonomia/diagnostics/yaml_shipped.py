"""The data files that isonomia ships, read by libyaml: they are our own, and read at each start."""

from importlib import resources
from typing import Any

import yaml


def read_shipped_yaml(package: str, name: str) -> dict[str, Any]:
    """The mapping in a YAML file of a package, such as `contexts.yaml` in `isonomia.scheme`."""
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load(text, Loader=loader))  # noqa: S506
