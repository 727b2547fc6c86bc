"""Expressions over a source's fields or over a period."""

from hypothesis import strategies as st

from isonomia.expression.fault import ExpressionFault
from isonomia.expression.parse import parse_expression
from isonomia.expression.scope import Scope

TEXTS = ["park", "Park", "own home", "Ätna", "z\U0001f333", "a_b", "100%", "b\\c", "", "it's", "two\nlines", "\u2028"]


@st.composite
def numbers(draw: st.DrawFn, names: tuple[str, ...], depth: int = 2) -> str:
    """A numeric expression over some names."""
    leaves = [
        name for name in names if name in ("number", "hours", "nth") or name.startswith(("COUNT", "SUM", "MIN", "MAX"))
    ]
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        constants = ["0", "1", "2", "-3", "7", "2.5", "0.000001", "-0.5", "1000000", "33.333333"]
        return draw(st.sampled_from(leaves * 3 + constants))
    inner = numbers(names, depth - 1)
    form = draw(st.integers(0, 9))
    left, right = draw(inner), draw(inner)
    if form <= 2:
        return f"({left} {draw(st.sampled_from('+-*'))} {right})"
    if form == 3:
        return f"({left} / {right})"
    if form == 4:
        return f"LEAST({left}, {right}, {draw(st.sampled_from(['3', '8.5', '-2']))})"
    if form == 5:
        return f"GREATEST({left}, {right})"
    if form == 6:
        return f"COALESCE({left}, {right})"
    if form == 7:
        return f"CASE WHEN {draw(conditions(names, depth - 1))} THEN {left} ELSE {right} END"
    if form == 8:
        return f"ROUND({left}, {draw(st.integers(0, 6))})"
    return f"ABS(-{left})"


@st.composite
def conditions(draw: st.DrawFn, names: tuple[str, ...], depth: int = 2) -> str:
    """A condition over some names."""
    if depth > 0 and draw(st.integers(0, 2)) == 0:
        left, right = draw(conditions(names, depth - 1)), draw(conditions(names, depth - 1))
        return draw(st.sampled_from([f"({left} AND {right})", f"({left} OR {right})", f"(NOT {left})"]))
    forms = ["number"]
    forms += [name for name in ("place", "late", "since", "date") if name in names]
    what = draw(st.sampled_from(forms))
    compare = draw(st.sampled_from(["=", "<>", "<", "<=", ">", ">="]))
    text = draw(st.sampled_from(TEXTS)).replace("'", "''")
    if what == "place":
        return draw(
            st.sampled_from(
                [
                    f"place {compare} '{text}'",
                    "place LIKE 'p%'",
                    "place LIKE '_a%' ",
                    "place LIKE 'b\\%'",
                    "place IS NULL",
                    f"place IN ('park', '{text}')",
                    "place NOT LIKE 'z_'",
                ]
            )
        )
    if what == "late":
        return draw(st.sampled_from(["late", "NOT late", "late IS NOT NULL", "late = FALSE"]))
    if what in ("since", "date"):
        part = draw(st.sampled_from(["YEAR", "QUARTER", "MONTH", "DAY", "WEEK", "WEEKDAY"]))
        return draw(
            st.sampled_from([f"{what} {compare} '2024-12-30'", f"{part}({what}) {compare} {draw(st.integers(1, 31))}"])
        )
    left = draw(numbers(names, 1))
    return draw(
        st.sampled_from(
            [
                f"{left} {compare} {draw(numbers(names, 1))}",
                f"{left} BETWEEN -2 AND 4",
                f"{left} IN (1, 2.5, 0)",
                f"{left} IS NULL",
            ]
        )
    )


def fits(text: str, scope: Scope) -> bool:
    try:
        parse_expression(text, scope)
    except ExpressionFault:
        return False
    return True
