"""The vocabulary of contexts, shipped as data."""

from functools import cache
from importlib import resources

from ruamel.yaml import YAML


@cache
def context_terms() -> dict[str, str]:
    """Each context with the sentence that explains it."""
    text = resources.files("isonomia.scheme").joinpath("contexts.yaml").read_text(encoding="utf-8")
    return dict(YAML(typ="safe", pure=True).load(text)["contexts"])
