"""What the service does not run. No option, variable or edit of the database changes that."""

from pathlib import Path

import pytest
from sqlalchemy import update

from isonomia.errors import UsageError
from isonomia.presets.find import find_scheme
from isonomia.scheme.load import load_scheme, read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.service.clock import SetClock
from isonomia.service.config import Settings
from isonomia.service.instance.instance import open_instance
from isonomia.service.refusal import SchemeRefused, objections, refuse_unlawful
from isonomia.service.scheme_versions.tables import scheme_version
from service.conftest import START, Town


def changed(old: str, new: str) -> Scheme:
    text = find_scheme("riverside-time-bank").read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    reading = read_scheme_text(Path("changed.yaml"), text.replace(old, new, 1))
    assert reading.scheme is not None, reading.errors
    return reading.scheme


def test_a_lawful_scheme_is_run(scheme: Scheme) -> None:
    refuse_unlawful(scheme, START.date())


@pytest.mark.parametrize("name", ["rongcheng", "national-list"])
def test_coercive_schemes_are_refused_wherever_they_say_they_are(name: str) -> None:
    """Under their own law the check finds nothing prohibited; the service reads them under the Union's law too."""
    with pytest.raises(SchemeRefused) as refused:
        refuse_unlawful(load_scheme(find_scheme(name)), START.date())
    codes = {item.code for item in refused.value.objections}
    assert "line" in codes
    assert any(code.startswith("AIA") for code in codes)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("participation: voluntary", "participation: contract", "people are enrolled without having chosen it"),
        ("kind: attendance", "kind: location", "'hours' watches what people say, where they are or how they live"),
        (
            "evidence: confirmed\n    purpose: keep",
            "evidence: report\n    purpose: keep",
            "'late_payment' takes points on facts of 'payments' that nobody has established",
        ),
        (
            "ordinary_access: kept\n    legitimate_aim: helpers",
            "ordinary_access: removed\n    essential_service: true\n    legitimate_aim: helpers",
            "'library_days' restricts what people need to live",
        ),
        (
            '    kind: benefit\n    context: volunteering\n    area: community\n    effect: {en: "+7 lending days"',
            '    kind: adverse\n    context: volunteering\n    area: community\n    effect: {en: "+7 lending days"',
            "",
        ),
    ],
)
def test_the_line(old: str, new: str, message: str) -> None:
    found = [item.message for item in objections(changed(old, new), START.date()) if item.code == "line"]
    assert found == ([message] if message else [])


def test_a_comment_opens_nothing() -> None:
    """A finding that a comment accepts in the check is read again here."""
    scheme = changed("participation: voluntary", "participation: mandatory")
    assert any(item.code == "line" for item in objections(scheme, START.date()))


def test_an_edit_of_the_database_is_found_at_the_next_start(small_town: Town, scheme: Scheme) -> None:
    address = small_town.instance.settings.database
    bad = changed("participation: voluntary", "participation: mandatory").text
    with small_town.instance.database.writing() as connection:
        connection.execute(update(scheme_version).values(text=bad, merged=bad))
    with pytest.raises(SchemeRefused):
        open_instance(scheme, Settings(database=address), SetClock(START))


def test_the_message_names_place_and_remedy() -> None:
    with pytest.raises(SchemeRefused) as refused:
        refuse_unlawful(changed("kind: attendance", "kind: location"), START.date())
    assert str(refused.value) == (
        "the service does not run 'riverside-time-bank':\n"
        "  changed.yaml:44:3: line 'hours' watches what people say, where they are or how they live\n"
        "    instead: take it out; count what people choose to do for the purpose of the scheme"
    )


def test_a_demonstration_never_opens_a_real_database(small_town: Town, scheme: Scheme) -> None:
    """Its links sign people in."""
    with pytest.raises(UsageError, match="was made for a real community"):
        open_instance(scheme, small_town.instance.settings, SetClock(START), is_demonstration=True)
