"""How pages are made: Jinja2 with everything escaped, one shared frame, styles inline."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

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
    environment.filters |= {"signed": signed, "plain": plain, "code": _code}
    return environment


def signed(points: int) -> str:
    """Points with their sign."""
    return f"{points:+d}".replace("-", "\N{MINUS SIGN}") if points else "0"


def plain(points: int) -> str:
    """A score: a sign only where it is below zero."""
    return str(points).replace("-", "\N{MINUS SIGN}")


def _code(text: str) -> Markup:
    """Escaped text, with what stands in backticks as code."""
    parts = (escape(part) for part in text.split("`"))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if odd % 2 else part for odd, part in enumerate(parts)
    )


def page(template: str, **content: Any) -> str:
    """A whole page from a template of this room."""
    return _environment().get_template(template).render(_=_, **content).rstrip() + "\n"
