"""Results as values for JSON."""

from collections.abc import Iterable
from typing import Any

from isonomia import __version__
from isonomia.reproduce.result import Figure, Result, Row


def results_record(results: Iterable[Result], *, is_quick: bool) -> dict[str, Any]:
    """All results with what computed them."""
    return {"isonomia": __version__, "quick": is_quick, "results": [_result(item) for item in results]}


def _result(result: Result) -> dict[str, Any]:
    return {
        "name": result.name,
        "title": result.title,
        "citations": [{"text": item.text, "url": item.url, "read": item.read} for item in result.citations],
        "missing": result.missing or None,
        "setting": list(result.setting),
        "seed": result.seed,
        "rows": [_row(row) for row in result.rows],
        "figures": [_figure(figure) for figure in result.figures],
        "remarks": list(result.remarks),
        "verdicts": {verdict.value: count for verdict, count in result.counts.items()},
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "quantity": row.quantity,
        "published": row.theirs,
        "basis": row.basis.value,
        "ours": row.ours,
        "unit": row.unit or None,
        "digits": row.digits,
        "tolerance": row.tolerance if row.theirs is not None else None,
        "reason": row.reason or None,
        "verdict": row.verdict.value,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "caption": figure.caption,
        "says": figure.says,
        "x": figure.x_title,
        "y": figure.y_title,
        "points": [{"series": point.series, "x": point.x, "y": point.y} for point in figure.points],
    }
