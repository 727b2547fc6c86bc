"""From an expression's text to its typed tree: sqlglot parses, a whitelist admits, types are checked.

Grammar and meaning: docs/semantics.md, "Expressions". Anything outside the whitelist is a fault at its place.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokens import TokenType

from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.expression import bounds, tree
from isonomia.expression.fault import ExpressionFault
from isonomia.expression.scope import Scope
from isonomia.expression.tree import Node, Type
from isonomia.expression.typing_rules import (
    comparable,
    convert_dates,
    require,
    require_divisor,
    require_fits,
    unified_type,
)
from isonomia.fixed_point import INTEGER_MAX, WIDEST, round_places

LONGEST_TEXT = 4000
DEEPEST_NESTING = 24
FUNCTIONS = (
    "LEAST GREATEST COALESCE ABS ROUND YEAR QUARTER MONTH DAY WEEK WEEKDAY EXTRACT COUNT SUM MIN MAX CASE".split()
)
DATE_PARTS = {
    "YEAR": "year",
    "QUARTER": "quarter",
    "MONTH": "month",
    "DAY": "day",
    "WEEK": "week",
    "ISOWEEK": "week",
    "ISO_WEEK": "week",
    "WEEKDAY": "weekday",
    "ISODOW": "weekday",
    "ISO_WEEKDAY": "weekday",
}
COMPARISONS: dict[type[exp.Expr], str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
ARITHMETIC: dict[type[exp.Expr], str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/"}
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?|\.[0-9]+")


def parse_expression(text: str, scope: Scope) -> Node:
    """Read an expression of any type; ExpressionFault says what is wrong and where."""
    _refuse_odd_text(text)
    try:
        parsed = sqlglot.parse(text)
    except SqlglotError as error:
        raise _syntax_fault(text, error) from None
    except RecursionError:
        raise ExpressionFault("expression-too-long", 0, len(text), "an expression nested too deeply") from None
    if len(parsed) != 1 or parsed[0] is None:
        raise ExpressionFault("expression-syntax", 0, len(text), "no single expression", "one expression")
    return _Builder(text, scope).build(parsed[0])


def parse_condition(text: str, scope: Scope) -> Node:
    """Read an expression that is true, false or unknown."""
    node = parse_expression(text, scope)
    return require(node, Type.BOOLEAN, "a condition such as `hours >= 2`")


def parse_points(text: str, scope: Scope) -> Node:
    """Read an expression that gives points: a number (rounded later, half away from zero)."""
    node = parse_expression(text, scope)
    if node.type not in (Type.INTEGER, Type.DECIMAL):
        raise ExpressionFault("expression-type", node.start, node.end, f"points that are {node.type}", "a number", "")
    return node


def _refuse_odd_text(text: str) -> None:
    """Limits and lexical habits of SQL that a reader would not see through."""
    if not text.strip():
        raise ExpressionFault("expression-syntax", 0, max(1, len(text)), "an empty expression", "an expression")
    if len(text) > LONGEST_TEXT:
        raise ExpressionFault(
            "expression-too-long", 0, len(text), f"{len(text)} characters", f"at most {LONGEST_TEXT}", "split the rule"
        )
    try:
        tokens = sqlglot.tokenize(text)
    except SqlglotError:
        raise ExpressionFault(
            "expression-syntax", 0, len(text), "text that cannot be read", "an expression", "is a quote left open?"
        ) from None
    depth = 0
    for token in tokens:
        if token.comments:
            raise ExpressionFault(
                "expression-syntax", token.start, token.end + 1, "an SQL comment", "none", "comment in YAML, with #"
            )
        if token.token_type is TokenType.IDENTIFIER or text[token.start] in '"`':
            raise ExpressionFault(
                "expression-syntax",
                token.start,
                token.end + 1,
                f"{text[token.start : token.end + 1]}",
                "a name without quotes, or a text in single quotes",
                f"write '{token.text}' if you mean a text",
            )
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        depth += token.token_type is TokenType.CASE
        depth -= token.token_type is TokenType.END
        if depth > DEEPEST_NESTING:
            raise ExpressionFault(
                "expression-too-long",
                token.start,
                token.end + 1,
                f"more than {DEEPEST_NESTING} levels of brackets",
                "a simpler expression",
                "split the rule",
            )


def _syntax_fault(text: str, error: SqlglotError) -> ExpressionFault:
    details = getattr(error, "errors", None) or [{}]
    highlight = details[0].get("highlight") or ""
    context = details[0].get("start_context") or ""
    start = min(len(context), max(0, len(text) - 1)) if highlight else 0
    end = start + len(highlight) if highlight else len(text)
    found = f"`{highlight}` where the expression cannot go on" if highlight else "text that is not an expression"
    return ExpressionFault(
        "expression-syntax", start, end, found, "a complete expression such as `hours >= 2 AND place <> 'own home'`"
    )


class _Builder:
    """Admits sqlglot's nodes one by one; a method for each kind, a fault for the rest."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope
        self.makers: dict[type[exp.Expr], Callable[[exp.Expr], Node]] = {
            exp.Paren: lambda node: self.build(node.this),
            exp.Literal: self._literal,
            exp.Boolean: lambda node: self._node(tree.Literal, node, type=Type.BOOLEAN, value=bool(node.this)),
            exp.Null: lambda node: self._node(tree.Literal, node, type=Type.NULL, value=None),
            exp.Column: self._column,
            exp.And: lambda node: self._connective(tree.And, node),
            exp.Or: lambda node: self._connective(tree.Or, node),
            exp.Not: self._not,
            exp.Is: self._is,
            exp.Neg: self._negate,
            exp.In: self._in,
            exp.Between: self._between,
            exp.Like: self._like,
            exp.Case: self._case,
            exp.Coalesce: self._coalesce,
            exp.Least: self._extreme,
            exp.Greatest: self._extreme,
            exp.Abs: self._absolute,
            exp.Round: self._round,
            exp.Extract: self._extract,
            exp.Count: self._aggregate,
            exp.Sum: self._aggregate,
            exp.Min: self._aggregate,
            exp.Max: self._aggregate,
        }

    def build(self, node: exp.Expr) -> Node:
        kind = type(node)
        if kind in COMPARISONS:
            return self._compare(node, COMPARISONS[kind])
        if kind in ARITHMETIC:
            return self._arithmetic(node, ARITHMETIC[kind])
        part = self._date_part_name(node)
        if part is not None:
            return self._date_part(node, part)
        maker = self.makers.get(kind)
        if maker is None:
            raise self._not_allowed(node)
        return maker(node)

    # -- places ---------------------------------------------------------------------------------------------

    def _place(self, node: exp.Expr) -> tuple[int, int]:
        """First and last character of a node, from those of its parts that sqlglot has marked."""
        marks = [part.meta for part in node.walk() if part.meta.get("start") is not None]
        if not marks:
            return 0, len(self.text)
        return min(mark["start"] for mark in marks), max(mark["end"] for mark in marks) + 1

    def _node(self, maker: type, node: exp.Expr, **values: object) -> Node:
        start, end = self._place(node)
        made: Node = maker(start=start, end=end, **values)
        return made

    def _fault(self, node: exp.Expr, code: str, found: str, expected: str = "", remedy: str = "") -> ExpressionFault:
        return ExpressionFault(code, *self._place(node), found, expected, remedy)

    def _not_allowed(self, node: exp.Expr) -> ExpressionFault:
        if isinstance(node, exp.Anonymous):
            name = str(node.this).upper()
            return self._fault(
                node,
                "expression-unknown-function",
                f"the function {name}",
                one_of(FUNCTIONS),
                did_you_mean(name, FUNCTIONS),
            )
        if isinstance(node, exp.Alias):
            return self._fault(node, "expression-syntax", "two things side by side", "an operator between them")
        name = node.key.upper() if isinstance(node, exp.Func) else node.key
        remedy = "use LIKE; it is case-sensitive on every engine" if isinstance(node, exp.ILike) else ""
        remedy = "use CASE WHEN ... THEN ... ELSE ... END" if isinstance(node, exp.If) else remedy
        return self._fault(
            node,
            "expression-not-allowed",
            f"`{name}`, which is not part of the format",
            "comparisons, AND, OR, NOT, + - * /, IN, BETWEEN, LIKE, IS NULL, CASE and " + one_of(FUNCTIONS[:11]),
            remedy,
        )

    # -- leaves ---------------------------------------------------------------------------------------------

    def _literal(self, node: exp.Expr) -> Node:
        text = str(node.this)
        if node.args.get("is_string"):
            return self._node(tree.Literal, node, type=Type.TEXT, value=text)
        if NUMBER.fullmatch(text) is None:
            raise self._fault(node, "expression-number", f"the number {text}", "digits with at most one point")
        value = Decimal(text)
        if value > WIDEST or round_places(value) != value:
            raise self._fault(
                node, "expression-number", f"the number {text}", "at most 32 digits before and 6 after the point"
            )
        is_integer = "." not in text and value <= INTEGER_MAX
        value = value if is_integer else round_places(value)
        return self._node(
            tree.Literal,
            node,
            type=Type.INTEGER if is_integer else Type.DECIMAL,
            value=int(value) if is_integer else value,
            bounds=tree.Bounds(value, value),
        )

    def _column(self, node: exp.Expr) -> Node:
        assert isinstance(node, exp.Column)
        name = node.name
        if node.table:
            raise self._fault(
                node,
                "expression-unknown-name",
                f"`{node.table}.{name}`",
                "the name of a field alone",
                "SUM, MIN and MAX of a source's field belong into a period rule" if not self.scope.is_period else "",
            )
        if name == "nth" and not self.scope.has_nth:
            raise self._fault(node, "expression-nth", "`nth` without a count to read", "", self.scope.nth_remedy)
        if name == "nth":
            return self._node(tree.Name, node, type=Type.INTEGER, name=name, bounds=bounds.COUNT_BOUNDS)
        if name == "date" and self.scope.has_date:
            return self._node(tree.Name, node, type=Type.DATE, name=name)
        field_type = self.scope.fields.get(name)
        if field_type is None:
            raise self._unknown_name(node, name)
        return self._node(tree.Name, node, type=field_type, name=name, bounds=bounds.of_field(field_type))

    def _unknown_name(self, node: exp.Expr, name: str) -> ExpressionFault:
        if self.scope.is_period:
            return self._fault(
                node,
                "expression-unknown-name",
                f"`{name}`",
                "COUNT(rule or source) or SUM, MIN, MAX(source.field)",
                f"did you mean COUNT({name})?" if name in self.scope.matches | set(self.scope.sources) else "",
            )
        known = [
            *self.scope.fields,
            *(["date"] if self.scope.has_date else []),
            *(["nth"] if self.scope.has_nth else []),
        ]
        return self._fault(
            node,
            "expression-unknown-name",
            f"`{name}`, which the source does not declare",
            one_of(known),
            did_you_mean(name, known) or "declare it under the source's `fields`",
        )

    # -- conditions -----------------------------------------------------------------------------------------

    def _connective(self, maker: type, node: exp.Expr) -> Node:
        # sqlglot chains a AND b AND c to the left; long chains stay flat in depth here
        sides = [
            require(self.build(side), Type.BOOLEAN, "a condition on each side of AND and OR")
            for side in (node.args["this"], node.args["expression"])
        ]
        return self._node(maker, node, type=Type.BOOLEAN, left=sides[0], right=sides[1])

    def _not(self, node: exp.Expr) -> Node:
        operand = require(self.build(node.this), Type.BOOLEAN, "a condition after NOT")
        return self._node(tree.Not, node, type=Type.BOOLEAN, operand=operand)

    def _is(self, node: exp.Expr) -> Node:
        what = node.args["expression"]
        if not isinstance(what, exp.Null):
            raise self._fault(
                node, "expression-not-allowed", "IS with something other than NULL", "IS NULL or IS NOT NULL"
            )
        return self._node(tree.IsNull, node, type=Type.BOOLEAN, operand=self.build(node.this))

    def _compare(self, node: exp.Expr, operator: str) -> Node:
        left, right = convert_dates([self.build(node.args["this"]), self.build(node.args["expression"])])
        comparable([left, right], ordered=operator not in ("=", "<>"))
        return self._node(tree.Compare, node, type=Type.BOOLEAN, operator=operator, left=left, right=right)

    def _in(self, node: exp.Expr) -> Node:
        choices = node.args.get("expressions") or []
        if not choices or node.args.get("query") is not None or node.args.get("unnest") is not None:
            raise self._fault(node, "expression-syntax", "IN without a list", "IN ('a', 'b')")
        operand, *rest = convert_dates([self.build(node.this), *(self.build(choice) for choice in choices)])
        comparable([operand, *rest], ordered=False)
        return self._node(tree.In, node, type=Type.BOOLEAN, operand=operand, choices=tuple(rest))

    def _between(self, node: exp.Expr) -> Node:
        if node.args.get("symmetric"):
            raise self._fault(node, "expression-not-allowed", "BETWEEN SYMMETRIC", "BETWEEN low AND high")
        parts = [self.build(node.args[key]) for key in ("this", "low", "high")]
        operand, low, high = convert_dates(parts)
        comparable([operand, low, high], ordered=True)
        above = self._node(tree.Compare, node, type=Type.BOOLEAN, operator=">=", left=operand, right=low)
        below = self._node(tree.Compare, node, type=Type.BOOLEAN, operator="<=", left=operand, right=high)
        return self._node(tree.And, node, type=Type.BOOLEAN, left=above, right=below)

    def _like(self, node: exp.Expr) -> Node:
        operand = require(self.build(node.this), Type.TEXT, "a text before LIKE")
        pattern = node.args["expression"]
        if not isinstance(pattern, exp.Literal) or not pattern.is_string or node.args.get("escape"):
            raise self._fault(node, "expression-not-allowed", "LIKE with a computed pattern", "a text such as 'own%'")
        like = self._node(tree.Like, node, type=Type.BOOLEAN, operand=operand, pattern=str(pattern.this))
        return self._node(tree.Not, node, type=Type.BOOLEAN, operand=like) if node.args.get("negate") else like

    # -- values ---------------------------------------------------------------------------------------------

    def _arithmetic(self, node: exp.Expr, operator: str) -> Node:
        sides = [self.build(node.args["this"]), self.build(node.args["expression"])]
        for side in sides:
            if not side.type.is_number:
                raise ExpressionFault(
                    "expression-type", side.start, side.end, f"{operator} with {side.type}", "numbers on both sides"
                )
        left, right = sides
        if operator == "/":
            require_divisor(right)
        integers = left.type is Type.INTEGER and right.type is Type.INTEGER
        result = Type.INTEGER if integers and operator != "/" else Type.DECIMAL
        interval = bounds.arithmetic(operator, left.bounds, right.bounds, integers=right.type is Type.INTEGER)
        made = self._node(
            tree.Arithmetic, node, type=result, operator=operator, left=left, right=right, bounds=interval
        )
        return require_fits(made)

    def _negate(self, node: exp.Expr) -> Node:
        operand = self.build(node.this)
        if not operand.type.is_number:
            raise self._fault(node, "expression-type", f"minus {operand.type}", "minus a number")
        return self._node(tree.Negate, node, type=operand.type, operand=operand, bounds=bounds.negated(operand.bounds))

    def _case(self, node: exp.Expr) -> Node:
        if node.this is not None:
            raise self._fault(
                node, "expression-not-allowed", "CASE with a value after it", "CASE WHEN condition THEN ..."
            )
        conditions = [
            require(self.build(branch.this), Type.BOOLEAN, "a condition after WHEN") for branch in node.args["ifs"]
        ]
        values = [self.build(branch.args["true"]) for branch in node.args["ifs"]]
        default = node.args.get("default")
        otherwise = self.build(default) if default is not None else None
        everything = [*values, *([otherwise] if otherwise is not None else [])]
        return self._node(
            tree.Case,
            node,
            type=unified_type(everything),
            branches=tuple(zip(conditions, values, strict=True)),
            otherwise=otherwise,
            bounds=bounds.union(value.bounds for value in everything),
        )

    def _coalesce(self, node: exp.Expr) -> Node:
        arguments = [self.build(argument) for argument in (node.this, *node.expressions)]
        return self._node(
            tree.Coalesce,
            node,
            type=unified_type(arguments),
            arguments=tuple(arguments),
            bounds=bounds.union(argument.bounds for argument in arguments),
        )

    def _extreme(self, node: exp.Expr) -> Node:
        arguments = [self.build(argument) for argument in (node.this, *node.expressions)]
        comparable(arguments, ordered=True)
        function = "LEAST" if isinstance(node, exp.Least) else "GREATEST"
        pick = bounds.least if function == "LEAST" else bounds.greatest
        return self._node(
            tree.Extreme,
            node,
            type=unified_type(arguments),
            function=function,
            arguments=tuple(arguments),
            bounds=pick(argument.bounds for argument in arguments),
        )

    def _absolute(self, node: exp.Expr) -> Node:
        operand = self.build(node.this)
        if not operand.type.is_number:
            raise self._fault(node, "expression-type", f"ABS of {operand.type}", "ABS of a number")
        return self._node(
            tree.Absolute, node, type=operand.type, operand=operand, bounds=bounds.absolute(operand.bounds)
        )

    def _round(self, node: exp.Expr) -> Node:
        operand = self.build(node.this)
        places = node.args.get("decimals")
        if not operand.type.is_number:
            raise self._fault(node, "expression-type", f"ROUND of {operand.type}", "ROUND of a number")
        digits = str(places.this) if isinstance(places, exp.Literal) else ""
        if node.args.get("truncate") is not None or (places is not None and digits not in list("0123456")):
            raise self._fault(node, "expression-not-allowed", "ROUND with other digits", "ROUND(x) or ROUND(x, 0 to 6)")
        count = int(digits or 0)
        return self._node(
            tree.Round,
            node,
            type=Type.INTEGER if count == 0 or operand.type is Type.INTEGER else Type.DECIMAL,
            operand=operand,
            places=count,
            bounds=bounds.rounded(operand.bounds, count),
        )

    # -- dates and periods ----------------------------------------------------------------------------------

    def _date_part_name(self, node: exp.Expr) -> str | None:
        if isinstance(node, exp.Anonymous):
            return DATE_PARTS.get(str(node.this).upper())
        known: dict[type[exp.Expr], str] = {
            exp.Year: "year",
            exp.Quarter: "quarter",
            exp.Month: "month",
            exp.Day: "day",
            exp.DayOfMonth: "day",
            exp.Week: "week",
            exp.WeekOfYear: "week",
            exp.DayOfWeekIso: "weekday",
        }
        return known.get(type(node))

    def _date_part(self, node: exp.Expr, part: str) -> Node:
        arguments = node.expressions if isinstance(node, exp.Anonymous) else [node.this]
        if len(arguments) != 1 or node.args.get("mode") is not None:
            raise self._fault(
                node, "expression-syntax", f"{part.upper()} with other arguments", f"{part.upper()}(date)"
            )
        return self._part_of(node, part, arguments[0])

    def _extract(self, node: exp.Expr) -> Node:
        part = DATE_PARTS.get(str(node.this.name).upper())
        if part is None:
            raise self._fault(
                node,
                "expression-unknown-function",
                f"the date part {node.this.name}",
                "one of YEAR, QUARTER, MONTH, DAY, WEEK, WEEKDAY",
            )
        return self._part_of(node, part, node.args["expression"])

    def _part_of(self, node: exp.Expr, part: str, argument: exp.Expr) -> Node:
        operand = self.build(argument)
        if isinstance(operand, tree.Literal) and operand.type is Type.TEXT:
            [operand, _] = convert_dates([operand, tree.Literal(type=Type.DATE, value=date.min)])
        require(operand, Type.DATE, f"{part.upper()} of a date")
        return self._node(
            tree.DatePart, node, type=Type.INTEGER, part=part, operand=operand, bounds=bounds.DATE_PART_BOUNDS[part]
        )

    def _aggregate(self, node: exp.Expr) -> Node:
        function = node.key.upper()
        if not self.scope.is_period:
            raise self._fault(
                node,
                "expression-not-allowed",
                f"{function} in a rule for single events",
                "",
                "COUNT, SUM, MIN and MAX belong into a period rule: `each: year` in place of `source`",
            )
        column = node.this
        if not isinstance(column, exp.Column) or node.args.get("expressions"):
            raise self._fault(node, "expression-syntax", f"{function} of something else", _aggregate_form(function))
        if function == "COUNT":
            return self._count(node, column)
        return self._over_field(node, column, function)

    def _count(self, node: exp.Expr, column: exp.Column) -> Node:
        known = [*sorted(self.scope.matches), *self.scope.sources]
        if column.table or column.name not in known:
            raise self._fault(
                column,
                "expression-unknown-name",
                f"COUNT of `{column.sql()}`",
                f"a rule for single events or a source: {one_of(known)}",
                did_you_mean(column.name, known),
            )
        return self._node(
            tree.Aggregate,
            node,
            type=Type.INTEGER,
            function="COUNT",
            target=column.name,
            field=None,
            bounds=bounds.COUNT_BOUNDS,
        )

    def _over_field(self, node: exp.Expr, column: exp.Column, function: str) -> Node:
        fields = self.scope.sources.get(column.table)
        if fields is None:
            raise self._fault(
                column,
                "expression-unknown-name",
                f"{function} of `{column.sql()}`",
                f"source.field, the source {one_of(self.scope.sources)}",
                did_you_mean(column.table or column.name, self.scope.sources),
            )
        field_type = fields.get(column.name)
        if field_type is None:
            raise self._fault(
                column,
                "expression-unknown-name",
                f"`{column.name}`, which the source does not declare",
                one_of(fields),
                did_you_mean(column.name, fields),
            )
        if not field_type.is_number and not (field_type is Type.DATE and function != "SUM"):
            raise self._fault(column, "expression-type", f"{function} of {field_type}", "a number")
        interval = bounds.of_sum(field_type) if function == "SUM" else bounds.of_field(field_type)
        return self._node(
            tree.Aggregate,
            node,
            type=field_type,
            function=function,
            target=column.table,
            field=column.name,
            bounds=interval,
        )


def _aggregate_form(function: str) -> str:
    return "COUNT(rule or source)" if function == "COUNT" else f"{function}(source.field)"
