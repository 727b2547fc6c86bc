"""`isonomia reproduce`: text, JSON, the page, and wrong calls."""

import json
import re

import pytest

from isonomia.reproduce import registry
from page_reader import Reader


@pytest.fixture
def two_results(monkeypatch):
    """As if there were only one result that needs data, and the urn."""
    kept = tuple(item for item in registry.REPRODUCTIONS if item.name in ("hardt-2016", "ensign-2018"))
    monkeypatch.setattr(registry, "REPRODUCTIONS", kept)


def test_one_result_as_text(place):
    out, err = place.run("reproduce", "ensign-2018", "--quick")
    assert err == ""
    assert out.startswith("Ensign et al. 2018: runaway feedback")
    assert re.search(r"^ 2  rates .2 and .1, corrected: share of A +0\.6667 +0\.66\d\d +± 0\.\d{4}  agrees$", out, re.M)
    assert "seed 20180223" in out
    assert max(map(len, out.splitlines())) <= 100


def test_all_say_which_could_not_run(place, two_results):
    out, _ = place.run("reproduce", "--quick")
    assert "not run: download transrisk_cdf_by_race_ssa.csv" in out
    assert "Ensign et al. 2018" in out


def test_as_json_with_a_page(place, two_results):
    folder = place.folder / "made" / "here"
    out, err = place.run("reproduce", "--quick", "--format", "json", "-o", folder)
    record = json.loads(out)
    assert [item["name"] for item in record["results"]] == ["hardt-2016", "ensign-2018"]
    assert record["results"][0]["missing"].startswith("not run")
    assert record["results"][1]["verdicts"] == {"agrees": 5, "differs": 0, "not compared": 1}
    assert err == f"The page: {folder / 'reproduce.html'}\n"


def test_the_page_is_whole_in_itself(place):
    place.run("reproduce", "ensign-2018", "--quick", "-o", place.folder / "made")
    text = (place.folder / "made" / "reproduce.html").read_text(encoding="utf-8")
    page = Reader(text)
    assert not page.named("script") and not page.named("link") and not page.named("img")
    assert not [tag for tag, own in page.tags if "src" in own or any(name.startswith("on") for name in own)]
    (plot,) = page.named("svg")
    assert plot["role"] == "img" and plot["aria-label"].startswith("Mean share of A by the number of draws")
    assert len(page.named("details")) == 1
    assert len(page.named("caption")) == len(page.named("table")) == 3
    assert text.index("<svg") < text.index("The figure as a table")
    assert "default-src 'none'" in text and "This was a quick run" in text
    assert {own["id"] for _tag, own in page.tags if "id" in own} == {"ensign-2018"}


def test_the_page_is_the_same_each_time(place):
    texts = []
    for name in ("one", "two"):
        place.run("reproduce", "ensign-2018", "--quick", "-o", place.folder / name)
        texts.append((place.folder / name / "reproduce.html").read_bytes())
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ensing-2018"], "did you mean 'ensign-2018'?"),
        (["hardt-2016"], "this result needs credit scores that do not come with isonomia"),
        (["hardt-2016", "--data", "nowhere"], "'nowhere' does not hold the credit scores"),
        (["--format", "xml"], "'--format'"),
    ],
)
def test_wrong_calls(place, words, said):
    _, err = place.run("reproduce", *words, code=2)
    assert said in err


def test_a_file_is_no_place_for_the_page(place):
    _, err = place.run("reproduce", "ensign-2018", "-o", place.scheme, code=2)
    assert "exists and is not a directory" in err
