"""The pages of a statement and of a comparison: one file, no script, nothing from the network, readable by anyone."""

import re

import pytest
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.presets import write_starter
from page_reader import Reader

AT = ["--as-of", "2025-11-01", "--known-at", "2025-11-01"]
SELF_CLOSED = {"line", "path", "rect", "circle"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages") / "club"
    write_starter(folder)
    scheme = (folder / "scheme.yaml").read_text(encoding="utf-8")
    (folder / "new.yaml").write_text(scheme.replace("{points: 30, per: month}", "{points: 20, per: month}"))
    evil = '<script>alert("x")</script> & "q"'
    ledger = (folder / "ledger.jsonl").read_text(encoding="utf-8")
    (folder / "evil.jsonl").write_text(ledger.replace("sharpening saws", evil.replace('"', '\\"')), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def statement(folder):
    return made(folder, "explain", "scheme.yaml", "evil.jsonl", "--member", "anna", "-o", "anna.html")


@pytest.fixture(scope="module")
def comparison(folder):
    words = ("compare", "scheme.yaml", "new.yaml", "evil.jsonl", "--by", "help.task", "-o", "change.html")
    return made(folder, *words)


def made(folder, *words):
    paths = [str(folder / word) if word.endswith((".yaml", ".jsonl", ".html")) else word for word in words]
    result = CliRunner().invoke(app, [*paths, *AT])
    assert result.exit_code == 0, result.output
    return (folder / words[-1]).read_text(encoding="utf-8")


@pytest.fixture(params=["statement", "comparison"])
def page(request):
    return request.getfixturevalue(request.param)


def test_it_stands_alone(page):
    read = Reader(page)
    assert not read.named("script") + read.named("link") + read.named("img") + read.named("iframe")
    assert not [
        name for _, attributes in read.tags for name in attributes if name in ("src", "href") or name[:2] == "on"
    ]
    assert not re.search(r"url\(|@import|https?://", page)
    policy = next(item["content"] for item in read.named("meta") if "http-equiv" in item)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_it_is_well_formed(page):
    read = Reader(page)
    assert (read.wrong, read.open) == ([], [])
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert {"charset": "utf-8"} in read.named("meta")
    assert any("width=device-width" in item.get("content", "") for item in read.named("meta"))


def test_anyone_can_read_it(page):
    read = Reader(page)
    assert len(read.named("h1")) == 1
    assert len(read.named("caption")) == len(read.named("table")) > 0
    assert len(read.named("figcaption")) == len(read.named("figure")) == len(read.named("svg")) > 0
    assert all(item.get("role") == "img" and item.get("aria-label") for item in read.named("svg"))
    assert all(item.get("scope") in ("row", "col") for item in read.named("th"))
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_what_a_ledger_says_stays_text(statement):
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; &#34;q&#34;" in statement
    assert '<script>alert("x")</script>' in "".join(Reader(statement).words)


def test_the_lines_of_the_statement(statement):
    words = " ".join(" ".join(Reader(statement).words).split())
    assert "Score 65 Band Pillar of the library" in words
    assert "cut: 7 by the cap of 30 points per month" in words
    assert "The score from 2025-01-04 to 2025-11-01: from 0 to 65; least 0, greatest 65." in words
    assert "Base 0 Sum of base and all that counts 65 Score 65" in words


def test_who_falls(comparison):
    words = " ".join(" ".join(Reader(comparison).words).split())
    assert "Nothing is repriced by this command" in words
    assert "Who falls a band In the order of names. Member Score Change Band anna 65 → 55 −10 pillar → regular" in words
    assert "moving the shelves 1 0 1 0 1 −10" in words


def test_a_translated_statement_is_in_its_language(folder):
    text = made(
        folder, "explain", "scheme.yaml", "ledger.jsonl", "--language", "de", "--member", "ben", "-o", "de.html"
    )
    assert '<html lang="de">' in text
    assert "<bdi>2 Stunden geholfen: desk</bdi>" in text


def test_other_languages_are_marked(folder):
    scheme = (folder / "scheme.yaml").read_text(encoding="utf-8")
    (folder / "dutch.yaml").write_text(re.sub(r"\bde:", "nl:", scheme), encoding="utf-8")
    text = made(folder, "explain", "dutch.yaml", "ledger.jsonl", "--language", "nl", "--member", "ben", "-o", "nl.html")
    assert '<html lang="en">' in text
    assert '<bdi lang="nl">2 Stunden geholfen: desk</bdi>' in text
