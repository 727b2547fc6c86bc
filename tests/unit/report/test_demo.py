import csv
import hashlib
import re
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

import pytest

from isonomia.errors import UsageError
from isonomia.report.demo import findings, run_demo, words
from isonomia.report.demo.findings import compare_rules, explain
from isonomia.report.demo.folder import check_free, replacing
from isonomia.reproduce.agreement import Person, agreement, fitted

ROOT = Path(__file__).parents[3]
DATA = ROOT / "src/isonomia/presets/data/stackexchange_quantumcomputing"
PEOPLE = 200
PICTURE = ROOT / "docs/images/agreement.svg"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """One run: the folder, what was said, the community and what was found."""
    said, kept = [], []

    original = findings.recompute

    def recompute(community):
        kept.extend((community, original(community)))
        return kept[1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(findings, "recompute", recompute)
        page = run_demo(tmp_path_factory.mktemp("made") / "demo", said.append, people=PEOPLE)
    return page.parent, "\n".join(said), *kept


@pytest.fixture(scope="module")
def demo(run):
    return run[:2]


@pytest.fixture(scope="module")
def community(run):
    return run[2]


@pytest.fixture(scope="module")
def found(run):
    return run[3]


def test_the_shipped_data_is_what_its_readme_says():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    for name in ("events.csv", "users.csv"):
        assert f"{hashlib.sha256((DATA / name).read_bytes()).hexdigest()}  {name}" in text
    assert "CC BY-SA 3.0" in text


def test_how_many_agree(found):
    assert found.events == 11_145
    assert [(row.exact, row.within_2, row.within_10, row.people) for row in found.rows] == [
        (136, 144, 149, 331),
        (246, 288, 315, 331),
        (39, 45, 61, 331),
        (77, 98, 119, 331),
    ]
    assert found.fit == found.rows[1]


def test_both_engines_give_the_same(found):
    assert found.same == len(found.people) == 331


def test_what_is_left_over(found):
    assert found.without_amount == 5
    assert [(day.member, str(day.day), day.kept, day.cut) for day in found.capped] == [
        ("409", "2018-03-29", 200, 45),
        ("409", "2018-03-30", 200, 70),
    ]


POINTS = {
    "question_upvoted": 5,
    "answer_upvoted": 10,
    "post_downvoted": -2,
    "answer_accepted": 15,
    "accepted_an_answer": 2,
}


def as_the_site_does(start: int, rows: list[dict[str, str]], *, floor: bool, room: bool) -> int:
    score, day, used = start, "", 0
    for row in sorted(rows, key=lambda row: (row["date"], int(row["vote_id"]))):
        if row["date"] != day:
            day, used = row["date"], 0
        event = row["event"]
        if event.startswith("bounty"):
            points = int(row["amount"] or 0) * (1 if event == "bounty_won" else -1)
        else:
            points = POINTS[event]
        if event.endswith("_upvoted"):
            points = min(points, 200 - used)
        if event.endswith("_upvoted") or (room and event == "post_downvoted"):
            used += points
        score = max(1, score + points) if floor else score + points
    return max(1, score)


def test_what_is_said_of_the_sites_own_way(community):
    by_member = defaultdict(list)
    with (DATA / "events.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            by_member[row["user_id"]].append(row)

    def counted(**way: bool) -> tuple[int, int]:
        people = [
            [
                Person(member, start, as_the_site_does(start, rows, **way), community.published[member])
                for member, rows in by_member.items()
            ]
            for start in (1, 101)
        ]
        count = agreement("", fitted(*people))
        return count.exact, count.within_2

    assert counted(floor=False, room=False) == (246, 288)
    assert counted(floor=True, room=True) == (words.SITE_EXACT, words.SITE_WITHIN_2)
    assert counted(floor=True, room=False)[0] - 246 == words.BY_FLOOR
    assert counted(floor=False, room=True)[0] - 246 == words.BY_ROOM


def test_the_statement_chosen_adds_up_to_the_published_figure(community, found):
    explained = explain(community, found)
    kinds = words.kinds(explained.made)
    assert explained.person.member == "99"
    assert explained.made.base + sum(kind.counting for kind in kinds) == explained.person.published == 422
    assert sum(kind.entries for kind in kinds) == len(explained.made.lines) == 63


def test_the_change_of_2019(community, found):
    comparison = compare_rules(community, found)
    total = comparison.total
    assert (total.members, total.gains, total.loses, total.unchanged, total.rises, total.falls) == (
        331, 229, 0, 102, 195, 0,
    )  # fmt: skip
    levels = words.levels(comparison)
    assert sum(before for before, _after in levels.values()) == sum(after for _before, after in levels.values()) == 331


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.links, self.loads = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name == "href" and tag == "a":
                self.links.append(value)
            elif name in ("src", "href", "srcset", "action", "xlink:href"):
                self.loads.append(value)


def test_pages_are_self_contained(demo):
    folder, _said = demo
    for path in folder.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        page = Page(text)
        assert not page.loads
        assert not {"script", "link", "iframe", "img"} & set(page.tags)
        assert not re.search(r"@import|url\(", text)
        assert page.tags.count("table") == page.tags.count("caption")
    outside = {link for link in Page((folder / "index.html").read_text(encoding="utf-8")).links if ":" in link}
    assert outside == {"https://archive.org/details/stackexchange", "https://creativecommons.org/licenses/by-sa/3.0/"}


def test_what_it_prints_fits_a_terminal(demo):
    _folder, said = demo
    assert max(map(len, said.split("A simulation, with")[0].splitlines())) <= 100
    assert "246        288         315" in said
    assert "Nothing is repriced" in said
    assert said.rstrip().endswith("index.html")


def test_the_scheme_its_variant_and_none_are_simulated(demo):
    folder, said = demo
    assert "5  The same scheme on synthetic people" in said
    rows = {line[3:53].strip(): line[53:].split() for line in said.splitlines() if line.startswith("   ")}
    assert rows["records made, per person and year"][0] == "–"
    assert float(rows["records made, per person and year"][1]) > float(rows["records made, per person and year"][2]) > 0
    assert rows["under a restriction on average, of 1,000 people"][2] == "0"
    none, adapted = rows["traffic offences, per person and year"][::2]
    assert none == adapted, "what the variant does not record it does not change"
    index = (folder / "index.html").read_text(encoding="utf-8")
    for name, title in (("simulation.html", "Rongcheng 2016-2018"), ("simulation-adapted.html", "rights first")):
        assert f'href="{name}"' in index
        page = (folder / name).read_text(encoding="utf-8")
        assert f"{title}</h1>" in page
        assert "200 synthetic people" in page


@pytest.mark.slow
def test_a_second_run_writes_the_same_bytes(demo):
    folder, _said = demo
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    run_demo(folder, lambda text: None, people=PEOPLE)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert [path.name for path in folder.parent.iterdir()] == ["demo"]


def test_what_is_not_the_demos_own_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds 'notes\.txt'"):
        run_demo(tmp_path, lambda text: None)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_demo_takes_the_place_of_an_earlier_one_and_of_its_community(tmp_path):
    folder = tmp_path / "demo"
    for page in ("first", "second"):
        with replacing(folder) as aside:
            (aside / "index.html").write_text(page, encoding="utf-8")
        assert (folder / "index.html").read_text(encoding="utf-8") == page
        assert not (folder / "service").exists(), "the month is lived anew"
        (folder / "service").mkdir()
        (folder / "service/demonstration.db").write_bytes(b"the month, and what was done in it since")
    (folder / "services.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds 'services\.txt'"):
        check_free(folder)


def test_a_community_that_no_demo_left_is_not_replaced(tmp_path):
    (tmp_path / "service").mkdir()
    (tmp_path / "service/demonstration.db").write_bytes(b"of `isonomia serve --demo`")
    with pytest.raises(UsageError, match=r"holds 'service/demonstration\.db'"):
        check_free(tmp_path)


def test_the_picture_in_the_readme_is_current(demo):
    folder, _said = demo
    made = (folder / "agreement.svg").read_text(encoding="utf-8")
    assert PICTURE.read_text(encoding="utf-8") == made, "copy agreement.svg from a new `isonomia demo` to docs/images/"
