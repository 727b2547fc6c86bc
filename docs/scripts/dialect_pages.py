"""What differs between SQL dialects, from their classes: docs/generated/dialects.md."""

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from generation.pages import Page, first_sentence, main, table

from isonomia.expression.dialects import DIALECTS
from isonomia.expression.dialects.base import Dialect
from isonomia.expression.tree import Type
from isonomia.periods import Duration

NAMES = {
    "duckdb": "DuckDB",
    "postgres": "PostgreSQL",
    "spark": "Spark",
    "bigquery": "BigQuery",
    "snowflake": "Snowflake",
}
A_DAY = date(2025, 3, 31)
# How each difference is shown: the method called with names for columns.
SHOWN: dict[str, Callable[[Dialect], str]] = {
    "name_of": lambda dialect: dialect.name_of("name"),
    "short_name": lambda dialect: dialect.short_name("data_" + "n" * 59),
    "with_short_names": lambda dialect: dialect.with_short_names("SELECT data_" + "n" * 59),
    "text": lambda dialect: dialect.text("it's a \\"),
    "day": lambda dialect: dialect.day(A_DAY),
    "instant": lambda dialect: dialect.instant(datetime(2025, 3, 31, 12, tzinfo=UTC)),
    "wide": lambda dialect: dialect.wide("x"),
    "narrow": lambda dialect: dialect.narrow("x"),
    "millionths": lambda dialect: dialect.millionths("hours"),
    "quotient": lambda dialect: dialect.quotient("x", "y"),
    "halved": lambda dialect: dialect.halved("x", 8, is_wide=False),
    "remainder": lambda dialect: dialect.remainder("x", "y"),
    "sign": lambda dialect: dialect.sign("x"),
    "add": lambda dialect: dialect.add("day", Duration(24, "months")),
    "period_start": lambda dialect: dialect.period_start("day", "week"),
    "date_part": lambda dialect: dialect.date_part("weekday", "day"),
    "iso_year": lambda dialect: dialect.iso_year("day"),
    "period_starts": lambda dialect: dialect.period_starts("members", A_DAY, "month"),
    "series": lambda dialect: dialect.series(A_DAY, "1 month"),
    "like": lambda dialect: dialect.like("place", "own%"),
    "padded": lambda dialect: dialect.padded("x", 2),
    "concat": lambda dialect: dialect.concat("a", "b"),
    "from_text": lambda dialect: dialect.from_text("value", Type.INTEGER),
    "instant_from_text": lambda dialect: dialect.instant_from_text("value"),
}
ATTRIBUTES = {
    "wide_type": "The type of wide integers.",
    "text_type": "The type of text.",
    "decimal_type": "The type of decimal fields in the tables.",
    "timestamp_type": "The type of instants, UTC without zone.",
    "text_order": "What makes text compare by code point.",
}


def methods() -> dict[str, Any]:
    """The methods of the base class, in its order: each is a possible difference."""
    own = {name: item for name, item in vars(Dialect).items() if inspect.isfunction(item)}
    if set(own) != set(SHOWN):
        raise SystemExit(f"dialect_pages.py: show these too, or no longer: {sorted(set(own) ^ set(SHOWN))}")
    return own


def overridden(dialect: Dialect) -> list[str]:
    return [name for name in methods() if name in vars(type(dialect))]


def _meaning(name: str) -> str:
    return first_sentence(inspect.getdoc(getattr(Dialect, name))) or name.replace("_", " ").capitalize() + "."


def _code(sql: str) -> str:
    return f"`` {sql} ``" if "`" in sql else f"`{sql}`"


def _overview() -> str:
    rows = []
    for key, dialect in DIALECTS.items():
        how = "by running: same results as the reference on generated schemes and ledgers"
        parsing = "by parsing only: the text is read by a parser of this dialect, and was never run"
        rows.append(
            (
                f"[{NAMES[key]}](#{key})",
                how if dialect.checked_by_running else parsing,
                str(len(overridden(dialect))),
            )
        )
    return table(["Dialect", "How it is checked", "Own answers"], rows)


def _all_differences() -> str:
    rows = []
    for name in methods():
        marks = ["own" if name in overridden(dialect) else "" for dialect in DIALECTS.values()]
        rows.append((_meaning(name), *marks))
    return table(["Question", *(NAMES[key] for key in DIALECTS)], rows)


def _section(key: str, dialect: Dialect) -> str:
    module = inspect.getdoc(sys.modules[type(dialect).__module__]) or ""
    address = re.search(r"https?://\S+?(?=\.?(\s|$))", module)
    standard = Dialect()
    rows = [(_meaning(name), _code(SHOWN[name](standard)), _code(SHOWN[name](dialect))) for name in overridden(dialect)]
    rows += [
        (meaning, _code(getattr(standard, name) or "(none)"), _code(getattr(dialect, name).strip()))
        for name, meaning in ATTRIBUTES.items()
        if getattr(dialect, name) != getattr(standard, name)
    ]
    where = f" [The engine's documentation]({address.group(0)})." if address else ""
    return f"## {NAMES[key]} {{ #{key} }}\n\n{first_sentence(type(dialect).__doc__)}{where}\n\n" + table(
        ["Question", "Standard answer", f"{NAMES[key]}'s answer"], rows
    )


def pages() -> Iterator[Page]:
    intro = (
        "One query is built from the scheme; a dialect only answers the questions below. Whatever is not listed is the "
        "same text on every engine. Numbers in queries are integers (decimals in millionths), so that division and "
        "rounding are the same to the last digit. `isonomia sql SCHEME --dialect D` prints the query."
    )
    parts = [intro, _overview(), "## All differences", _all_differences()]
    parts += [_section(key, dialect) for key, dialect in DIALECTS.items()]
    yield Page("dialects.md", "Dialects of SQL", "\n\n".join(parts))


if __name__ == "__main__":
    main("dialect_pages.py", "dialects.md", pages())
