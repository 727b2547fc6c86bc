"""What SQL has and the format has not: said in the words in which it was written, with what to write instead."""

from sqlglot import exp

from isonomia.diagnostics.suggest import did_you_mean, one_of

FUNCTIONS = (
    "LEAST GREATEST COALESCE ABS ROUND YEAR QUARTER MONTH DAY WEEK WEEKDAY EXTRACT COUNT SUM MIN MAX CASE".split()
)
LANGUAGE = "comparisons, AND, OR, NOT, + - * /, IN, BETWEEN, LIKE, IS NULL, CASE and the functions of the format"
SIMPLE = "compare values of one type; nothing is converted"
REFUSED: dict[str, tuple[str, str]] = {
    "ilike": ("ILIKE", "use LIKE; it is case-sensitive on every engine"),
    "escape": ("ESCAPE", "in a pattern % and _ are always wild; there is no escape"),
    "if": ("IF", "use CASE WHEN ... THEN ... ELSE ... END"),
    "mod": ("the operator %", "% stands in LIKE patterns only; a remainder cannot be asked for"),
    "dpipe": ("the operator ||", "texts are compared, never joined"),
    "cast": ("a conversion (CAST or ::)", SIMPLE),
    "trycast": ("a conversion (TRY_CAST)", SIMPLE),
    "subquery": ("a query in brackets", "an expression sees one event; of a period use COUNT, SUM, MIN or MAX"),
    "select": ("a query", "write the expression alone, without SELECT"),
    "window": ("OVER", "`nth` counts a member's matches; of a period use COUNT, SUM, MIN or MAX"),
    "avg": ("AVG", "divide: SUM(source.field) / COUNT(source)"),
    "currentdate": ("CURRENT_DATE", "points may not depend on the day of reading; `date` is the event's"),
    "currenttimestamp": ("CURRENT_TIMESTAMP", "points may not depend on the day of reading; `date` is the event's"),
    "dot": ("a point that joins names", "write the name of a field alone"),
    "star": ("the sign *", ""),
}


def refusal(node: exp.Expr) -> tuple[str, str, str, str]:
    """Code, what was found, what is allowed, what to do, for a node outside the whitelist."""
    if isinstance(node, exp.Alias):
        return "expression-syntax", "two things side by side", "an operator between them", ""
    if node.key in REFUSED:
        word, remedy = REFUSED[node.key]
        return "expression-not-allowed", f"{word}, which is not part of the format", "", remedy
    if isinstance(node, exp.Func):
        name = str(node.this).upper() if isinstance(node, exp.Anonymous) else node.sql_name()
        remedy = did_you_mean(name, FUNCTIONS)
        return "expression-unknown-function", f"the function {name}", one_of(FUNCTIONS), remedy
    return "expression-not-allowed", f"`{node.key}`, which is not part of the format", LANGUAGE, ""
