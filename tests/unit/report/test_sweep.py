"""A sweep as text, JSON and page, of results that are known."""

import json
import math
import re
from dataclasses import replace

import pytest

from isonomia.report.sweep.figures import driver_bars, drivers_label, sign_strips
from isonomia.report.sweep.page import sweep_page
from isonomia.report.sweep.record import sweep_json
from isonomia.report.sweep.text import sweep_text
from isonomia.report.sweep.words import counted, number, percent
from isonomia.sweep.design import Kind
from isonomia.sweep.kept import swept
from isonomia.sweep.result import result
from isonomia.sweep.signs import signs
from unit.report.test_pages import Reader
from unit.sweep.made import KEYS, plan, stub


@pytest.fixture(scope="module")
def sweep():
    made = plan(blocks=8)
    return result(made, swept(made, stub))


@pytest.fixture(scope="module")
def sobol():
    made = plan(kind=Kind.SOBOL, blocks=64)
    return result(made, swept(made, stub))


def test_text(sweep):
    text = sweep_text(sweep)
    assert max(map(len, text.splitlines())) <= 100
    assert text.startswith(
        "Sweep: Rongcheng 2016-2018, in A county of Shandong, 2015\n"
        "200 synthetic people and 8 weeks, against the same people under no scheme\n"
        "Morris: 3 numbers varied over their ranges, 8 trajectories, 48 pairs of runs\n"
        "\n"
        "4 findings\n"
        "   verdict    meaning\n"
    )
    assert re.search(r"^2  robust     the same sign at every point$", text, re.MULTILINE)
    row = r"^Volunteering in the village or qu… +100 % +0 % +0 % +−45.0 % +−5.5 % +−2.5 % +robust$"
    assert re.search(row, text, re.MULTILINE), text
    assert re.search(r"^score ranks true conduct .* 0 %  100 %  0 % .* no effect$", text, re.MULTILINE)
    assert "151 numbers that could vary were held at the file's own values" in " ".join(text.split())
    assert "Seed 1; isonomia" in text


def test_text_of_sobol(sobol):
    text = sweep_text(sobol)
    assert max(map(len, text.splitlines())) <= 100
    assert "Sobol: 3 numbers varied over their ranges, 64 base points, 344 pairs of runs" in text
    assert re.search(r"^response\.know +1\.\d\d +0\.\d\d +1\.0\d$|^response\.know +[01]\.\d\d ", text, re.MULTILINE)


def test_record(sweep):
    found = json.loads(sweep_json(sweep))
    assert found["verdicts"] == dict(zip(KEYS, ["robust", "depends", "robust", "no effect"], strict=True))
    volunteering = found["findings"][0]
    assert (volunteering["negative"], volunteering["none"], volunteering["positive"]) == (1, 0, 0)
    assert volunteering["look"] == "relative change"
    first = volunteering["drivers"]["numbers"][0]
    assert first["number"] == "response.know"
    assert first["mu_star"] > 0
    assert first["sigma_half_width"] is None
    assert found["findings"][3]["neutral"] == 0.5
    assert [item["number"] for item in found["varied"]] == ["ties.near", "response.know", "feelings.trust"]
    assert found["varied"][0]["whole"] is True
    assert found["varied"][1]["scale"] == "logarithmic"
    assert len(found["varied"]) + len(found["fixed"]) == 199


def test_page(sweep):
    text = sweep_page(sweep)
    page = Reader(text)
    assert not page.wrong
    assert not page.open
    names = [tag for tag, _attributes in page.tags]
    assert "script" not in names
    assert not re.search(r"(src|href)=\"(?!#)", text)
    figures = [attributes for tag, attributes in page.tags if tag == "svg"]
    # a strip for each of the four measures, bars for the three findings that are driven
    assert len(figures) == 7
    assert all(attributes["role"] == "img" and attributes["aria-label"] for attributes in figures)
    assert names.count("figcaption") == 7
    assert names.count("h1") == 1
    assert "lang" in dict(page.tags[0][1])
    assert "What drives it: Volunteering in the village or quarter" in "".join(page.words)


def test_page_of_sobol(sobol):
    page = Reader(sweep_page(sobol))
    assert not page.wrong
    assert "Bars: ST, with its 95 % interval; rings: S1; dashed: what luck alone can do." in "".join(page.words)


def test_strips_share_out_the_points(sweep):
    item = replace(sweep.findings[0], signs=signs([-1.0, 0.0, 2.0, 3.0], 0.0, 0.5))
    svg = str(sign_strips(sweep, [item]))
    strips = re.findall(r'<rect class="(\w+)" x="(\d+)" y="50" width="(\d+)"', svg)
    assert strips == [("down", "12", "154"), ("nil", "166", "154"), ("up", "320", "308")]
    assert 'aria-label="Volunteering in the village or quarter: 25 % below, 25 % no effect, 50 % above"' in svg


def test_one_point_among_thousands_is_seen(sweep):
    item = replace(sweep.findings[0], signs=signs([1.0] + [0.0] * 9999, 0.0, 0.5))
    strips = re.findall(r'<rect class="up" x="(\d+)" y="50" width="(\d+)"', str(sign_strips(sweep, [item])))
    assert strips == [("626", "2")]


def test_bars_are_in_proportion(sweep):
    finding = sweep.findings[1]
    svg, label = str(driver_bars(sweep, finding)), drivers_label(sweep, finding)
    widths = [float(width) for width in re.findall(r'<rect class="bar"[^>]* width="([\d.]+)"', svg)]
    assert len(widths) == 2
    first, second = finding.driven
    assert widths[1] / widths[0] == pytest.approx(second.main / first.main, rel=0.01)
    assert label.startswith(f"{first.name}: mu* ")


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.5, "0.5"), (-0.0123456, "−0.0123"), (1234.5, "1,234"), (0.00001234, "0.0000123"), (math.nan, "–")],
)
def test_numbers(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("share", "words", "exactly"),
    [
        (0, "0 %", "0.0 %"),
        (0.001, "<1 %", "0.1 %"),
        (0.999, ">99 %", "99.9 %"),
        (1, "100 %", "100.0 %"),
        (-0.0001, None, "0.0 %"),
    ],
)
def test_shares(share, words, exactly):
    if words is not None:
        assert counted(share) == words
    assert percent(share) == exactly
