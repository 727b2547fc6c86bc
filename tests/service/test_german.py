"""German: every text that members and staff read has its German one, and the pages show nothing else."""

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from babel.util import pathmatch
from sqlalchemy import select
from starlette.testclient import TestClient

from isonomia.locale import FOLDER, _, day_in_words, ngettext, speaking
from isonomia.presets.find import find_scheme
from isonomia.scheme.load import load_scheme
from isonomia.service.app import application
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.demonstration.community import furnish
from isonomia.service.instance.instance import Instance, open_instance
from isonomia.service.members.tables import person
from service.conftest import ORIGIN, Town

ROOT = Path(__file__).parents[2]
CATALOGUE = FOLDER / "de" / "LC_MESSAGES" / "isonomia.po"
TELLTALE = frozenset(
    "the and of your you is are not until with for what who this that from has have it to by at which be no only "
    "wait within score band statement fact dispute appeal scheme member notice".split()
)
"""Words that no German page holds, outside code and what people wrote."""


@cache
def texts() -> frozenset[str | tuple[str, ...]]:
    """Every text of the rooms that `make locale` reads; of a plural, both forms."""
    methods, options = parse_mapping_cfg(StringIO((ROOT / "babel.cfg").read_text(encoding="utf-8")))
    found = extract_from_dir(
        ROOT,
        methods,
        options,
        keywords={"_": None, "ngettext": (1, 2)},
        directory_filter=lambda path: Path(path).relative_to(ROOT).parts[0] == "src",
    )
    return frozenset(message for _file, _line, message, _comments, _context in found)


@cache
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file)


def entries() -> Iterator[tuple[str | tuple[str, ...], str | tuple[str, ...]]]:
    return ((entry.id, entry.string) for entry in catalogue() if entry.id)


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> list[str]:
    return sorted(name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None)


def test_the_rooms_have_texts():
    assert len(texts()) > 1000
    assert ("{count} point", "{count} points") in texts()
    assert "Skip to the content" in texts()  # of a template
    assert "You have {subject} from {from_day}." in texts()


def calls(tree: ast.AST) -> Iterator[tuple[str, ...]]:
    """The texts that Python code gives to `_` or `ngettext` as they stand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            given = node.args[: 1 if node.func.id == "_" else 2]
            if all(isinstance(text, ast.Constant) for text in given):
                yield tuple(text.value for text in given if isinstance(text, ast.Constant))


def test_no_text_escapes_the_reader_of_texts():
    """It does not look into f-strings: what is said there would stay English, and nothing else would tell."""
    methods, _options = parse_mapping_cfg(StringIO((ROOT / "babel.cfg").read_text(encoding="utf-8")))
    rooms = [(pattern, method) for pattern, method in methods if method in ("ignore", "python")]
    unread = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        method = next((method for pattern, method in rooms if pathmatch(pattern, name)), "ignore")
        if method == "python":
            found = calls(ast.parse(path.read_text(encoding="utf-8")))
            unread += [(name, text) for text in found if (text if len(text) > 1 else text[0]) not in texts()]
    assert unread == []


def test_every_text_has_a_german_one_and_no_other():
    assert {identity for identity, _string in entries()} == texts()
    assert not catalogue().obsolete


def test_no_german_text_is_empty_or_a_guess():
    assert [identity for identity, made in entries() if not all(forms(made))] == []
    assert [entry.id for entry in catalogue() if entry.id and entry.fuzzy] == []
    assert catalogue().plural_forms == "nplurals=2; plural=(n != 1);"
    assert {len(forms(made)) for identity, made in entries() if isinstance(identity, tuple)} == {2}


def test_german_texts_keep_the_placeholders():
    wrong = [
        (one, german)
        for identity, made in entries()
        for one, german in zip(forms(identity), forms(made), strict=True)
        if placeholders(one) != placeholders(german)
    ]
    assert wrong == []


def test_german_texts_begin_and_end_as_the_english():
    """Spaces and the full stop at the end: sentences are put together from them."""
    for identity, made in entries():
        for one, german in zip(forms(identity), forms(made), strict=True):
            assert (german[:1].isspace(), german[-1:].isspace()) == (one[:1].isspace(), one[-1:].isspace()), german
            assert (german[-1] in ".:?") == (one[-1] in ".:?"), german
            assert "  " not in german, german
            assert "'" not in german or "pip install" in german, german  # quotation marks are „so“


def test_dates_and_amounts_by_the_language():
    with speaking("de", for_members=True):
        assert day_in_words(datetime(2026, 3, 2, tzinfo=UTC).date(), "de") == "2. März 2026"
        assert ngettext("{count} point", "{count} points", 1) == "1 Punkt"
        assert ngettext("{count} point", "{count} points", 0) == "0 Punkte"
        with speaking("de"):
            assert _("Notices") == "Mitteilungen"


def test_what_analysts_read_stays_in_one_language():
    with speaking("de"):
        assert _("Score") == "Score"
        assert ngettext("{count} point", "{count} points", 2) == "2 points"


@dataclass
class Read(HTMLParser):
    """A page's texts outside code and what people wrote, and where it leads."""

    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    language: str = ""
    open: list[tuple[str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.language = self.language or found.get("lang", "")
        self.texts += [found[name] for name in ("aria-label", "title", "placeholder") if found.get(name)]
        if tag == "a":
            self.links.append(found.get("href", ""))
        if tag not in {"input", "br", "meta", "link", "img"}:
            is_left_out = tag in {"code", "pre"} or "written" in found.get("class", "") or found.get("lang") == "en"
            self.open.append((tag, is_left_out))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(is_left_out for _tag, is_left_out in self.open):
            self.texts.append(" ".join(data.split()))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Instance, dict[str, str]]:
    """The demonstration, and the link of each of its people."""
    folder = tmp_path_factory.mktemp("german")
    settings = Settings(database=f"sqlite:///{folder / 'demonstration.db'}", origin=ORIGIN)
    clock = SetClock(datetime(2026, 3, 2, 11, tzinfo=UTC))
    scheme = load_scheme(find_scheme("riverside-time-bank"))
    instance = open_instance(scheme, settings, clock, is_demonstration=True)
    links = {link.name: urlsplit(link.address).path for link in furnish(instance)}
    return instance, links


def german_browser(instance: Instance) -> TestClient:
    return TestClient(
        application(instance), base_url=ORIGIN, headers={"accept": "text/html", "accept-language": "de-AT,de;q=0.9"}
    )


def kind_of(path: str) -> str:
    """Pages of one kind read alike: one of each is looked at."""
    return re.sub(r"[^/]*\d[^/]*", "N", path)


def pages_from(client: TestClient, start: str) -> Iterator[tuple[str, Read]]:
    """Each kind of page that a person comes to by links."""
    waiting, seen = [start], set()
    while waiting:
        path = waiting.pop()
        if kind_of(path) in seen:
            continue
        seen.add(kind_of(path))
        answer = client.get(path)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        read = Read()
        read.feed(answer.text)
        yield answer.url.path, read
        addresses = [urlsplit(link) for link in read.links]
        waiting += [item.path for item in addresses if item.path.startswith("/") and not item.netloc + item.query]


def english_of(text: str, allowed: tuple[str, ...]) -> set[str]:
    """The tell-tale words of a text without what people wrote."""
    for part in allowed:
        text = text.replace(part, " ")
    return TELLTALE & set(re.findall(r"[a-zäöüß]+", text.lower()))


WRITTEN = (
    "Evenings at the desk count from now on, and eight points make a friend.",
    "A late fee weighs less: three points instead of five.",
    "Stufe Friend: from ist jetzt 8",  # the key of the scheme's text
    "--as-of",
    "scheme.yaml",
    "Thank members for volunteering.",
    "Longer loans for members who help.",
    "record evenings at the desk",
    "Evenings at the desk of the common stock.",
    "Hours of help, to the quarter.",
    "Where, as the coordinator writes it.",
    "Days between the due date of the yearly fee and its payment.",
    "member board",
    *(f"Ort: the {place}" for place in ("garden", "kitchen", "library", "repair café")),
    *(f"Fee paid {days} days late (number {number} within twelve months)" for days in (33, 35) for number in (1, 2)),
    "The bank confirms the closed days. Without them the fee came 28 days late, which counts nothing.",
)
"""What people of the demonstration and the author of its scheme wrote, and names of files and options."""


@pytest.mark.parametrize(
    "name", ["", "Hanna", "Ada", "Ines (coordinator)", "Rosa (member board)", "Sami (steward)", "Alma (auditor)"]
)
def test_no_page_of_the_demonstration_is_in_english(shown: tuple[Instance, dict[str, str]], name: str) -> None:
    instance, links = shown
    found: dict[str, str] = {}
    kinds = set()
    for path, read in pages_from(german_browser(instance), links[name] if name else "/"):
        kinds.add(kind_of(path))
        assert read.language == "de", path
        found |= {text: path for text in read.texts if english_of(text, WRITTEN)}
    assert found == {}
    assert len(kinds) >= 6


def test_refusals_are_in_the_readers_language(small_town: Town) -> None:
    steward = small_town.browser(small_town.person("Sami", role="steward"))
    steward.headers |= {"accept-language": "de"}
    assert "Hier ist nichts." in steward.get("/people/p-unknown").text  # by a handler
    assert "Hier ist nichts." in steward.get("/nowhere").text  # by no handler
    assert "Das ist dieser Rolle vorbehalten: Revision." in steward.get("/audit").text  # before the handler
    assert "„Name“ ist leer." in steward.post("/people", data={"name": ""}).text
    steward.headers |= {"accept-language": "en"}
    assert "This is for the role: auditor." in steward.get("/audit").text
    program = small_town.machine("standings:read")
    program.headers |= {"accept-language": "de"}
    assert program.post("/api/v1/records", json=[]).json()["detail"] == (
        "Das ist dieser Rolle vorbehalten: Erfassung / Maschine."
    )


def test_numbers_by_the_language(small_town: Town) -> None:
    auditor = small_town.browser(small_town.person("Alma", role="auditor"))
    assert "2,25" in auditor.get("/audit?language=de").text
    assert "2.25" in auditor.get("/audit?language=en").text


def test_the_language_that_was_chosen_stays(small_town: Town) -> None:
    visitor = small_town.browser()
    assert "Anmelden" in visitor.get("/?language=de").text
    assert "Anmelden" in visitor.get("/").text
    assert "Sign in" in visitor.get("/?language=en").text
    assert "Sign in" in visitor.get("/?language=xx").text
    person_id = small_town.member("M-1")
    with small_town.instance.database.reading() as connection:
        wanted = select(person.c.language).where(person.c.person_id == person_id)
        assert connection.execute(wanted).scalar_one() == ""
    small_town.browser(person_id).get("/me?language=de")
    with small_town.instance.database.reading() as connection:
        assert connection.execute(wanted).scalar_one() == "de"
    assert "Mein Stand" in small_town.browser(person_id).get("/me").text  # another browser, which asks for none
