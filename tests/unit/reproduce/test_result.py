"""Rows, verdicts, and how they are printed."""

import pytest

from isonomia.reproduce.record import results_record
from isonomia.reproduce.result import Basis, Citation, Figure, Mark, Point, Result, Row, Verdict
from isonomia.reproduce.text import result_text


def row(ours, theirs, tolerance, **more):
    return Row("share", ours, theirs, Basis.PUBLISHED, tolerance, "because", **more)


@pytest.mark.parametrize(
    ("ours", "theirs", "tolerance", "verdict"),
    [
        (0.7, 0.6, 0.1, Verdict.AGREES),  # 0.7 - 0.6 is a little more than 0.1 in binary
        (0.7001, 0.6, 0.1, Verdict.DIFFERS),
        (0.5, 0.6, 0.1, Verdict.AGREES),
        (0.4999, 0.6, 0.1, Verdict.DIFFERS),
        (8.0, 8.0, 0, Verdict.AGREES),
        (24.0, 8.0, 0, Verdict.DIFFERS),
        ("a > b", "a > b", 0, Verdict.AGREES),
        ("b > a", "a > b", 0, Verdict.DIFFERS),
    ],
)
def test_verdicts(ours, theirs, tolerance, verdict):
    assert row(ours, theirs, tolerance).verdict is verdict


@pytest.mark.parametrize(
    ("basis", "shown"), [(Basis.NOT_READ, "not read"), (Basis.OURS_ALONE, "-")]
)  # fmt: skip
def test_nothing_is_compared_with_what_was_not_read(basis, shown):
    alone = Row("share", 0.5, basis=basis)
    assert alone.verdict is Verdict.NOT_COMPARED
    assert alone.shown(alone.theirs) == shown
    assert alone.shown_tolerance == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"theirs": 1.0, "reason": "x"},  # a figure without its basis
        {"basis": Basis.THEORY, "reason": "x"},  # a basis without a figure
        {"theirs": 1.0, "basis": Basis.THEORY},  # a tolerance without its reason
    ],
)
def test_a_figure_has_its_basis_and_a_tolerance_its_reason(wrong):
    with pytest.raises(ValueError, match="share: "):
        Row("share", 1.0, **wrong)


RESULT = Result(
    "mine-1999",
    "Mine 1999: a thing",
    (Citation("A. Mine: A Thing. 1999", "https://example.org/a", "the abstract"),),
    ("two people",),
    (row(49.6, 50.0, 0.5, unit="%", digits=1), row(24.0, 8.0, 0, digits=0), Row("order", "first > second > third")),
    (
        Figure(
            "Shares",
            "One falls.",
            "day",
            "share",
            Mark.LINE,
            (Point("a", 1.0, 0.5), Point("b", 1.0, 0.4), Point("a", 2.0, 0.3)),
        ),
    ),
    ("It is small.",),
    7,
)


def test_the_whole_text():
    assert result_text(RESULT).splitlines() == [
        "Mine 1999: a thing",
        "==================",
        "  - A. Mine: A Thing. 1999. https://example.org/a",
        "    - read: the abstract",
        "",
        "  - two people",
        "  - seed 7",
        "",
        "                                                      theirs         ours    tolerance  verdict",
        "-" * 100,
        " 1  share                                             50.0 %       49.6 %        ± 0.5  agrees",
        " 2  share                                                  8           24        exact  differs",
        " 3  order",
        "      ours:   first > second > third  not compared",
        "-" * 100,
        "1 agrees, 1 differs, 1 not compared",
        "",
        "What theirs is, and why that tolerance",
        "  - 1, 2: published; because",
        "",
        "To hold against it",
        "  - It is small.",
        "",
    ]


def test_what_could_not_be_run_says_what_it_needs():
    missing = Result("x", "X", (), (), (), (), missing="not run: get the data")
    assert result_text(missing) == "X\n=\n\nnot run: get the data\n\n"


def test_as_values():
    record = results_record([RESULT], is_quick=True)
    assert record["quick"] is True
    (found,) = record["results"]
    assert found["verdicts"] == {"agrees": 1, "differs": 1, "not compared": 1}
    assert found["rows"][0] == {
        "quantity": "share", "published": 50.0, "basis": "published", "ours": 49.6, "unit": "%", "digits": 1, "tolerance": 0.5,
        "reason": "because", "verdict": "agrees",
    }  # fmt: skip
    assert found["rows"][2]["published"] is None
    assert found["rows"][2]["tolerance"] is None


def test_a_figure_lists_what_it_draws():
    assert RESULT.figures[0].series == ("a", "b")
    assert RESULT.figures[0].table == {1.0: {"a": 0.5, "b": 0.4}, 2.0: {"a": 0.3}}
