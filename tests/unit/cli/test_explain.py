"""`isonomia explain` as text, JSON and page."""

import json
from pathlib import Path

import pytest


def test_the_text_adds_up(place):
    out, err = place.explain("--member", "ben")
    lines = out.splitlines()
    assert err == ""
    assert max(map(len, lines[:-1])) <= 100
    entries = [line for line in lines if line.startswith("2025-")]
    sums = {line.split()[0]: line.split()[-1] for line in lines if line.startswith(("base ", "score "))}
    counting = [int(entry[:88].split()[-1]) for entry in entries]
    assert (int(sums["base"]) + sum(counting), sums["score"]) == (14, "14")
    assert "suspended: contested, and not decided yet" in out
    assert "On 3 March 2026, 1 entry fades: the sum changes by +1." in out
    assert "'regular' begins at 20. To get there from the sum of 14: 6 points more." in out
    assert "Who decides: member board." in out
    assert out.endswith("\n")


def test_json(place):
    out, _ = place.explain("--member", "anna", "--format", "json")
    made = json.loads(out)
    assert made["base"] + sum(line["counting"] for line in made["lines"]) == made["total"] == made["score"] == 65
    cut = [line for line in made["lines"] if line["cut"]]
    assert [(line["raw"], line["cut"], line["counting"]) for line in cut] == [(8, 7, 1)]
    assert cut[0]["notes"] == ["cut: 7 by the cap of 30 points per month"]
    assert made["next_change"] == "2026-07-01"
    assert made["consequences"][0]["effect"] == "May reserve the popular tools a week ahead"


def test_a_page_by_the_suffix_of_the_file(place):
    target = place.folder / "anna.html"
    place.explain("--member", "anna", "-o", target)
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_language_of_the_reasons(place):
    out, _ = place.explain("--member", "anna", "--language", "de")
    assert "3.5 Stunden geholfen" in out
    assert "Aufstellung für anna, 1. November 2025" in out
    out, _ = place.explain("--member", "anna", "--language", "tlh")
    assert "Helped 3.5 hours" in out


def test_an_unknown_member(place):
    _, err = place.explain("--member", "annna", code=2)
    assert "no member 'annna' in this ledger" in err
    assert "anna'?" not in err  # a name that was not given is a member's, and nobody else's to learn


def test_a_member_who_left(place):
    with Path(place.ledger).open("a", encoding="utf-8") as file:
        file.write('{"kind": "leave", "member": "anna", "recorded_at": "2025-10-01T00:00:00Z"}\n')
    _, err = place.explain("--member", "anna", code=2)
    assert "'anna' has no standing at these times" in err


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_forecast_says_so(place, form):
    words = ("explain", place.scheme, place.ledger, "--member", "ben", "--as-of", "2026-06-01", "--known-at")
    out, _ = place.run(*words, "2025-11-01", "--format", form)
    assert {"text": "Forecast: ", "json": '"is_forecast": true', "html": "Forecast: "}[form] in out


def test_rejects(place):
    aside = place.folder / "aside.jsonl"
    words = ("explain", place.scheme, place.spoiled(), "--member", "anna")
    _, err = place.run(*words, "--rejects", aside)
    assert err == f"1 row was set aside in {aside}\n"
    _, err = place.run(*words, code=2)
    assert "ledger-unknown-source" in err


def test_a_bad_scheme(place):
    bad = place.changed("bad.yaml", ("    points: 5\n", "    pints: 5\n"))
    assert "did you mean" in place.run("explain", bad, place.ledger, "--member", "anna", code=2)[1]


def test_an_event_moved_to_a_member_who_had_joined_before(place):
    """Nobody else's records are needed for a statement, but those that say whether the event may be there at all."""
    ledger = place.folder / "moved.jsonl"
    at = "2025-06-01T00:00:00Z"
    event = {"kind": "event", "source": "help", "event_id": "h1", "data": {"hours": 2, "task": "desk"}}
    records = [
        {"kind": "join", "member": "anna", "occurred_at": "2025-03-01", "recorded_at": at},
        {"kind": "join", "member": "ben", "occurred_at": "2024-01-01", "recorded_at": at},
        event | {"member": "anna", "occurred_at": "2025-02-01", "recorded_at": at},
        {
            "kind": "correction",
            "source": "help",
            "event_id": "h1",
            "member": "ben",
            "recorded_at": "2025-06-02T00:00:00Z",
        },
    ]
    ledger.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    counts = {}
    for member in ("anna", "ben"):
        out, _ = place.run(
            "explain", place.scheme, ledger, "--as-of", "2025-11-01", "--member", member, "--format", "json"
        )
        counts[member] = [line["event_id"] for line in json.loads(out)["lines"] if line["source"]]
    assert counts == {"anna": [], "ben": ["h1"]}
