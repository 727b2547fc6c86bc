"""Which procedure a consequence takes, from which bands it follows, which version counts, and every notice in words."""

from datetime import UTC, date, datetime

import pytest

from isonomia.periods import load_zone
from isonomia.presets import preset_path
from isonomia.procedure.consequence_case import Route, given_by, route_of
from isonomia.procedure.follows import Notice, Told
from isonomia.procedure.notice_text import notice_text
from isonomia.procedure.scheme_change import ProposedVersion, version_for
from isonomia.scheme.load import load_scheme
from isonomia.scheme.model.consequence import Consequence


@pytest.mark.parametrize(
    ("keys", "route"),
    [
        ({"kind": "benefit"}, Route.BENEFIT),
        ({"kind": "benefit", "ordinary_access": "removed"}, Route.BENEFIT),
        ({"kind": "benefit", "restricts": ["leaving_home"]}, Route.ADVERSE),
        ({"kind": "adverse"}, Route.ADVERSE),
        ({"kind": "measure", "severity": "low"}, Route.ADVERSE),
        ({"kind": "information"}, None),
        ({"kind": "information", "essential_service": True}, Route.ADVERSE),
    ],
)
def test_the_route_goes_by_what_it_does(keys, route):
    from isonomia.scheme.model.vocabulary import Conduct

    if "restricts" in keys:
        keys = {**keys, "restricts": [next(iter(Conduct))]}
    assert route_of(Consequence.model_validate({"band": "low", **keys})) is route


def test_a_band_gives_what_follows_from_it():
    scheme = load_scheme(preset_path("riverside-time-bank"))
    assert given_by(scheme, "visitor") == ()
    assert given_by(scheme, "friend") == ("longer_lending",)
    assert given_by(scheme, "neighbour") == ("library_days",)


def test_or_worse_reaches_down():
    scheme = load_scheme(preset_path("rongcheng"))
    reach = {name: given_by(scheme, band.name) for band in scheme.bands for name in [band.name]}
    for name, written in scheme.file.consequences.items():
        goodness = {band.name: band.goodness for band in scheme.bands}
        for band in scheme.bands:
            here, own = band.goodness, goodness[written.band]
            expected = {None: here == own, "better": here >= own, "worse": here <= own}[written.reach]
            assert (name in reach[band.name]) is expected


def test_the_past_keeps_its_version():
    second = ProposedVersion(
        version="2",
        proposed_by="Stan",
        proposed_on=date(2026, 3, 1),
        notice_until=date(2026, 3, 28),
        effective_on=date(2026, 3, 29),
    )
    third = ProposedVersion(
        version="3",
        proposed_by="Stan",
        proposed_on=date(2026, 4, 1),
        notice_until=date(2026, 5, 1),
        effective_on=date(2026, 5, 2),
        withdrawn_on=date(2026, 4, 20),
    )
    days = [date(2026, 3, 28), date(2026, 3, 29), date(2026, 6, 1)]
    assert [version_for(day, "1", [second, third]) for day in days] == ["1", "2", "2"]
    assert second.effective_at(load_zone("Europe/Vienna")) == datetime(2026, 3, 28, 23, tzinfo=UTC)


@pytest.mark.parametrize("told", Told)
def test_every_notice_reads_without_gaps(told):
    day = date(2026, 3, 1)
    text = notice_text(
        Notice(
            told=told,
            to="Ada",
            about="c1",
            on=day,
            subject="penalty",
            from_day=day,
            ends_on=day,
            until=day,
            contest_to="board",
            decided_by="board",
            reasons="weighed",
        )
    )
    assert text.startswith(notice_text(Notice(told=told, to="Ada", about="c1", on=day, subject="penalty"))[:8])
    assert "{" not in text and "None" not in text
    assert "Reasons: weighed. Decided by: board." in text
    assert text.endswith("2026-03-01.")


def test_dates_are_written_for_the_reader():
    notice = Notice(
        told=Told.ENDED, to="Ada", about="b1", on=date(2026, 3, 1), subject="bonus", ends_on=date(2026, 3, 1)
    )
    assert notice_text(notice, lambda day: f"{day:%d.%m.%Y}") == "bonus ended on 01.03.2026."
