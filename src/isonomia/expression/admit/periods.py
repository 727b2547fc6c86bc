"""Parts of dates, and what happened in a period."""

from datetime import date

from sqlglot import exp

from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.expression import bounds, tree
from isonomia.expression.admit.admission import Admission
from isonomia.expression.fault import FOLLOW_UP
from isonomia.expression.tree import Node, Type
from isonomia.expression.typing_rules import (
    convert_dates,
    require,
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

PART_NODES: dict[type[exp.Expr], str] = {
    exp.Year: "year",
    exp.Quarter: "quarter",
    exp.Month: "month",
    exp.Day: "day",
    exp.DayOfMonth: "day",
    exp.Week: "week",
    exp.WeekOfYear: "week",
    exp.DayOfWeekIso: "weekday",
}


def _aggregate_form(function: str) -> str:
    return "COUNT(rule or source)" if function == "COUNT" else f"{function}(source.field)"


class Periods(Admission):
    """YEAR to WEEKDAY; COUNT, SUM, MIN and MAX in period rules."""

    def _date_part_name(self, node: exp.Expr) -> str | None:
        if isinstance(node, exp.Anonymous):
            return DATE_PARTS.get(str(node.this).upper())
        return PART_NODES.get(type(node))

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
            raise self._fault(
                node, "expression-syntax", f"{function} of something that is not a name", _aggregate_form(function)
            )
        if function == "COUNT":
            return self._count(node, column)
        return self._over_field(node, column, function)

    def _count(self, node: exp.Expr, column: exp.Column) -> Node:
        known = [*sorted(self.scope.matches), *self.scope.sources]
        if column.table or column.name not in known:
            raise self._fault(
                column,
                FOLLOW_UP if column.name in self.scope.faulty else "expression-unknown-name",
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
            own = self.scope.sources.get(column.name, {}) if not column.table else {}
            numbers = [name for name, field_type in own.items() if field_type.is_number]
            raise self._fault(
                column,
                FOLLOW_UP if column.table in self.scope.faulty else "expression-unknown-name",
                f"{function} of `{column.sql()}`",
                f"a field of a source, written source.field; the source {one_of(self.scope.sources)}",
                f"name the field, as in {function}({column.name}.{numbers[0]})"
                if numbers
                else did_you_mean(column.table or column.name, self.scope.sources),
            )
        field_type = fields.get(column.name)
        if field_type is None:
            raise self._fault(
                column,
                FOLLOW_UP if column.name in self.scope.faulty else "expression-unknown-name",
                f"`{column.name}`, which the source '{column.table}' does not declare",
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
