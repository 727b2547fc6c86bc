"""All checks, found by walking the families: a check is there because its file is."""

import pkgutil
from functools import cache
from importlib import import_module

from isonomia.check.definition import MODULE_NAME, Check

FAMILIES = (
    "ai_act",
    "gdpr",
    "charter",
    "equality",
    "consumer_credit",
    "platforms",
    "work",
    "united_kingdom",
    "united_states",
    "china",
    "design",
    "accepts",
)


@cache
def checks() -> tuple[Check, ...]:
    """Every check, by family and code."""
    found: list[Check] = []
    for family in FAMILIES:
        package = import_module(f"isonomia.check.{family}")
        names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
        found += [
            import_module(f"isonomia.check.{family}.{name}").CHECK for name in names if MODULE_NAME.fullmatch(name)
        ]
    return tuple(found)


@cache
def by_code() -> dict[str, Check]:
    """The checks by code."""
    return {check.code: check for check in checks()}
