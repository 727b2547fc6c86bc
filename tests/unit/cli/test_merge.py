"""`isonomia merge`: the file, what is said beside it, and each way to call it wrongly."""

import json

import pytest

AT = ("--as-of", "2025-11-01", "--known-at", "2025-11-01")


@pytest.fixture
def new(place):
    return place.changed("new.yaml", ("LEAST(hours, 8) * 2", "LEAST(hours, 8) * 1"))


def test_the_past_keeps_its_points(place, new):
    scores = []
    for day in ("2099-01-01", "2001-01-01"):
        target = place.folder / f"{day}.yaml"
        out, err = place.run("merge", place.scheme, new, "--from", day, "-o", target)
        assert (out, err) == ("", "")
        scores.append(json.loads(place.run("score", target, place.ledger, *AT, "--format", "json")[0]))
    for scheme, found in ((place.scheme, scores[0]), (new, scores[1])):
        expected = json.loads(place.run("score", scheme, place.ledger, *AT, "--format", "json")[0])
        assert found == expected
    assert scores[0] != scores[1]


def test_what_could_not_be_carried_over_is_said_beside(place):
    new = place.changed("new.yaml", ("{points: 30, per: month}", "{points: 30, per: week}"))
    out, err = place.run("merge", place.scheme, new, "--from", "2025-03-12")
    assert out.startswith("# Several versions of one scheme in one file")
    assert "has a second cap in the period that 2025-03-12 falls into" in err


def test_pruning(place, new):
    whole, _ = place.run("merge", place.scheme, new, "--from", "2025-03-01")
    pruned, _ = place.run("merge", place.scheme, new, "--from", "2025-03-01", "--prune", "2035-01-01")
    assert "__v1:" in whole
    assert "__v1:" not in pruned


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "2025-5-1"], "--from is '2025-5-1'; expected a date"),
        (["--from", "2025-05-01", "--from", "2025-06-01"], "2 versions and --from given 2 times"),
        (["--from", "2025-05-01", "--prune", "soon"], "--prune is 'soon'; expected a date"),
        ([], "Missing option '--from'"),
    ],
)
def test_options_that_are_wrong(place, new, words, said):
    assert said in place.run("merge", place.scheme, new, *words, code=2)[1]


def test_another_scheme(place):
    _, err = place.run("merge", place.scheme, "flensburg", "--from", "2025-05-01", code=2)
    assert "error[succession-header]: `scheme: flensburg`; expected" in err


def test_what_is_read_is_not_overwritten(place, new):
    _, err = place.run("merge", place.scheme, new, "--from", "2025-05-01", "-o", new, code=2)
    assert "is read by this command and would be overwritten" in err
