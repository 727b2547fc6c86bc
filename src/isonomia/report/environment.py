"""How pages are made: Jinja2 with everything escaped, one shared frame, styles inline."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from isonomia.locale import _


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("isonomia.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["signed"] = lambda points: f"{points:+d}".replace("-", "\N{MINUS SIGN}") if points else "0"
    environment.filters["plain"] = lambda points: str(points).replace("-", "\N{MINUS SIGN}")
    return environment


def page(template: str, **content: Any) -> str:
    """A whole page from a template of this room."""
    return _environment().get_template(template).render(_=_, **content).rstrip() + "\n"
