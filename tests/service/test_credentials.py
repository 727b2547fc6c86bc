"""Credentials: what a member can prove, for how long, to whom, and what ends it."""

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from isonomia.service.credentials.credentials import MOST_VALID
from isonomia.service.credentials.sd_jwt import decoded
from isonomia.service.credentials.signed_token import key_set
from isonomia.service.credentials.verify import Checked, Verdict, check
from isonomia.service.erasures.erasures import erase
from isonomia.service.members.joining import leave
from isonomia.service.scheme_versions.tables import scheme_version
from service.conftest import Town, hours, late
from service.test_erasures import MARKS, everything

ASKED = {"band": "friend", "days": "30", "form": "sd-jwt"}


def friend(town: Town, member: str = "M-1") -> str:
    """A member with the band `friend` for more than a year; returns the person's id."""
    person_id = town.member(member)
    town.take(hours(f"{member}-1", member, "2026-03-02"), hours(f"{member}-2", member, "2026-03-02"))
    town.later(days=7)
    return person_id


def made(town: Town, browser: TestClient, **changed: str) -> str:
    answer = browser.post("/me/credentials", data=ASKED | changed)
    assert answer.status_code == 200, answer.text
    return answer.text


def checked(town: Town, text: str, moment: datetime | None = None, status: str | None = None) -> Checked:
    keys = town.browser().get("/.well-known/jwks.json").text
    return check(text, key_set(keys), moment or town.instance.now, status)


def listed(town: Town) -> str:
    answer = town.browser().get("/credentials/status/1")
    assert answer.headers["content-type"] == "application/statuslist+jwt"
    return answer.text


@pytest.mark.parametrize("form", ["sd-jwt", "open-badge"])
def test_a_credential_says_the_band_and_never_the_score(small_town: Town, form: str) -> None:
    town = small_town
    person_id = friend(town)
    browser = town.browser(person_id)
    answer = browser.post("/me/credentials", data=ASKED | {"form": form, "with_name": "yes"})
    assert answer.headers["content-disposition"].startswith('attachment; filename="standing')
    found = checked(town, answer.text, status=listed(town))
    assert found.holds
    assert found.is_status_known
    text = json.dumps(found.claims)
    assert "Friend" in text
    assert "Person M-1" in text
    assert "M-1" not in text.replace("Person M-1", "")
    assert "score" not in text
    assert re.search(r"\b12\b", text) is None  # the score is 12
    nameless = checked(town, made(town, browser, form=form)).claims
    assert "Person" not in json.dumps(nameless)
    assert "Person" not in made(town, browser, form=form)


def test_the_claims_of_an_sd_jwt_vc(small_town: Town) -> None:
    browser = small_town.browser(friend(small_town))
    claims = checked(small_town, made(small_town, browser)).claims
    assert 0 <= claims["status"]["status_list"].pop("idx") < 2**17
    assert claims == {
        "iss": "http://localhost",
        "iat": int(datetime(2026, 3, 8, 23, tzinfo=UTC).timestamp()),  # the day in Vienna, not the second
        "exp": int(datetime(2026, 4, 8, 22, tzinfo=UTC).timestamp()),  # summer time by then
        "vct": "http://localhost/credentials/types/standing",
        "status": {"status_list": {"uri": "http://localhost/credentials/status/1"}},
        "standing": {
            "scheme": "riverside-time-bank",
            "scheme_title": "Riverside time bank",
            "at_least": "friend",
            "band_title": "Friend",
            "held_on": "2026-03-09",
            "until": "2026-04-08",
        },
    }
    assert browser.get(claims["vct"]).json()["vct"] == claims["vct"]
    issuer = browser.get("/.well-known/jwt-vc-issuer").json()
    assert issuer == {"issuer": "http://localhost", "jwks": browser.get("/.well-known/jwks.json").json()}
    assert set(issuer["jwks"]["keys"][0]) == {"kty", "crv", "x", "y", "kid", "use", "alg"}  # no private part


def test_the_claims_of_an_open_badge(small_town: Town) -> None:
    browser = small_town.browser(friend(small_town))
    claims = checked(small_town, made(small_town, browser, form="open-badge", with_name="yes")).claims
    assert claims["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert claims["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert (claims["validFrom"], claims["validUntil"]) == ("2026-03-08T23:00:00Z", "2026-04-08T22:00:00Z")
    subject = claims["credentialSubject"]
    assert subject["achievement"]["name"] == "Friend"
    assert subject["identifier"][0]["identityHash"] == "Person M-1"
    assert (claims["iss"], claims["jti"], claims["sub"]) == (claims["issuer"]["id"], claims["id"], subject["id"])
    header = made(small_town, browser, form="open-badge").split(".")[0]
    kid = json.loads(decoded(header))["kid"]
    assert browser.get(kid).json() == browser.get("/.well-known/jwks.json").json()["keys"][0]
    assert browser.get("/credentials/keys/other").status_code == 404


def test_it_never_outlasts_the_band_by_what_is_recorded(small_town: Town) -> None:
    """The points fade within the days that are asked for."""
    town = small_town
    person_id = friend(town)
    town.clock.moment = datetime(2028, 2, 1, 11, tzinfo=UTC)  # the points of 2 March 2026 end on 2 March 2028
    town.refresh()
    browser = town.browser(person_id)
    choices = browser.get("/me/credentials").text
    found = checked(town, made(town, browser, days="90")).claims["standing"]
    until = date.fromisoformat(found["until"])
    assert date(2028, 2, 1) < until < date(2028, 5, 1)
    town.clock.moment = datetime.combine(until, datetime.min.time(), UTC) + timedelta(hours=11)
    town.refresh()
    assert "At least Friend" in town.browser(person_id).get("/me/credentials").text
    town.clock.moment += timedelta(days=1)
    town.refresh()
    assert "At least Friend" not in town.browser(person_id).get("/me/credentials").text
    assert "At least Friend" in choices
    assert checked(town, made(town, town.browser(person_id), band="visitor", days="90")).holds


def test_a_band_with_grace_is_certain_until_its_grace_has_run(small_town: Town) -> None:
    town = small_town
    person_id = town.member("M-1")
    for month in ("2026-03-02", "2026-04-02", "2026-05-04"):
        town.clock.moment = datetime.fromisoformat(f"{month}T11:00:00+00:00")
        town.take(*(hours(f"{month}-{n}", "M-1", month, "8") for n in range(2)))
    town.later(days=7)
    assert "At least Neighbour" in town.browser(person_id).get("/me/credentials").text  # 60 points
    town.clock.moment = datetime(2028, 3, 1, 11, tzinfo=UTC)  # on the 2nd the first twenty are gone: 40
    town.refresh()
    browser = town.browser(person_id)
    until = date.fromisoformat(
        checked(town, made(town, browser, band="neighbour", days="90")).claims["standing"]["until"]
    )
    assert date(2028, 4, 2) <= until <= date(2028, 4, 12)  # the next Sunday, and thirty days


def test_it_ends_before_the_next_version_of_the_scheme(small_town: Town) -> None:
    town = small_town
    browser = town.browser(friend(town))
    with town.instance.database.writing() as connection:
        row = dict(connection.execute(scheme_version.select()).mappings().one())
        row |= {"version": 2, "effective_on": date(2026, 3, 20)}
        connection.execute(scheme_version.insert().values(**row))
    assert checked(town, made(town, browser)).claims["standing"]["until"] == "2026-03-19"


def test_what_is_recorded_later_takes_nothing_from_a_credential(small_town: Town) -> None:
    town = small_town
    person_id = friend(town)
    text = made(town, town.browser(person_id))
    town.take(late("p1", "M-1", "2026-03-09"))
    town.later(days=7)
    assert "At least Friend" not in town.browser(person_id).get("/me/credentials").text
    assert checked(town, text, status=listed(town)).holds


def test_its_time(small_town: Town) -> None:
    town = small_town
    text = made(town, town.browser(friend(town)))
    ends = datetime(2026, 4, 8, 22, tzinfo=UTC)
    assert checked(town, text, datetime(2026, 3, 8, 22, 59, tzinfo=UTC)).verdict is Verdict.NOT_YET
    assert checked(town, text, ends - timedelta(seconds=1)).verdict is Verdict.VALID
    assert checked(town, text, ends).verdict is Verdict.EXPIRED


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"band": "neighbour"}, 409),  # not held
        ({"band": "king"}, 409),
        ({"days": "0"}, 422),
        ({"days": "91"}, 422),
        ({"days": "-1"}, 422),
        ({"days": "99999"}, 422),
        ({"days": "soon"}, 422),
        ({"form": "paper"}, 422),
        ({"band": ""}, 422),
    ],
)
def test_what_cannot_be_asked_for(small_town: Town, changed: dict[str, str], status: int) -> None:
    browser = small_town.browser(friend(small_town))
    assert browser.post("/me/credentials", data=ASKED | changed).status_code == status


def number_of(town: Town, browser: TestClient) -> str:
    found = re.search(r"/me/credentials/([0-9a-f-]+)/withdraw", browser.get("/me/credentials").text)
    assert found is not None
    return found.group(1)


def test_withdrawing(town: Town) -> None:
    person_id = friend(town)
    browser = town.browser(person_id)
    first, second = made(town, browser), made(town, browser)
    number = number_of(town, browser)
    other = town.browser(town.member("M-2"))
    assert other.post(f"/me/credentials/{number}/withdraw").status_code == 404
    assert checked(town, first, status=listed(town)).holds
    for _time in range(2):
        assert browser.post(f"/me/credentials/{number}/withdraw").status_code == 303
    verdicts = [checked(town, text, status=listed(town)).verdict for text in (first, second)]
    assert sorted(verdicts) == [Verdict.VALID, Verdict.WITHDRAWN]


@pytest.mark.parametrize("way", ["leaves", "is erased"])
def test_who_leaves_or_is_erased_withdraws_everything(small_town: Town, way: str) -> None:
    town = small_town
    person_id = friend(town, "MARK-77")
    text = made(town, town.browser(person_id))
    before = listed(town)
    with town.instance.database.writing() as connection:
        if way == "leaves":
            leave(connection, town.instance, person_id, "MARK-77")
        else:
            erase(connection, town.instance, person_id)
    assert checked(town, text, status=before).holds
    assert checked(town, text, status=listed(town)).verdict is Verdict.WITHDRAWN
    if way == "is erased":
        assert [mark for mark in (*MARKS, person_id) if mark in everything(town)] == []


def test_the_file_is_the_members_alone(small_town: Town) -> None:
    town = small_town
    browser = town.browser(friend(town))
    text = made(town, browser, with_name="yes")
    assert text.split(".")[2][:40] not in everything(town)
    exported: dict[str, Any] = browser.get("/me/export.json").json()["tables"]
    assert [row["band"] for row in exported["credential"]] == ["friend"]
    assert "BEGIN PRIVATE KEY" not in everything(town)


def test_not_without_end(small_town: Town) -> None:
    browser = small_town.browser(friend(small_town))
    for _time in range(MOST_VALID):
        made(small_town, browser)
    answer = browser.post("/me/credentials", data=ASKED, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (409, "too-many-credentials")


def test_anyone_checks_it_on_the_page(small_town: Town) -> None:
    town = small_town
    nobody = town.browser()
    assert nobody.get("/me/credentials").status_code == 303
    assert "Not valid" in nobody.post("/credentials/verify", data={"credential": "nothing yet"}).text
    assert nobody.post("/credentials/verify", data={"credential": ""}).status_code == 422
    browser = town.browser(friend(town))
    text = made(town, browser, with_name="yes")
    page = nobody.post("/credentials/verify", data={"credential": f"  {text}\n"}).text
    assert "Valid: it is genuine" in page
    assert "Riverside time bank: at least the band Friend on 2026-03-09" in page
    assert "It was issued to Person M-1." in page
    shown = "~".join([text.split("~", maxsplit=1)[0], ""])
    assert "It names nobody." in nobody.post("/credentials/verify", data={"credential": shown}).text
    badge = made(town, browser, form="open-badge")
    assert (
        "At least the band Friend in Riverside time bank."
        in nobody.post("/credentials/verify", data={"credential": badge}).text
    )
    browser.post(f"/me/credentials/{number_of(town, browser)}/withdraw")
    pages = [nobody.post("/credentials/verify", data={"credential": item}).text for item in (text, badge)]
    assert sum("Not valid: it was withdrawn." in page for page in pages) == 1
    changed = text.replace(".", ".A", 1)
    assert (
        "Not valid: it was not signed with this key"
        in nobody.post("/credentials/verify", data={"credential": changed}).text
    )


def test_the_command(small_town: Town, tmp_path: Path) -> None:
    town = small_town
    town.clock.moment = datetime.now(UTC) - timedelta(days=8)
    person_id = town.member("M-1")
    today = town.instance.today.isoformat()
    town.take(hours("h1", "M-1", today), hours("h2", "M-1", today))
    town.later(days=8)
    browser = town.browser(person_id)
    for name, text in (
        ("good", made(town, browser)),
        ("keys", browser.get("/.well-known/jwks.json").text),
        ("fresh", listed(town)),
    ):
        (tmp_path / name).write_text(text)
    browser.post(f"/me/credentials/{number_of(town, browser)}/withdraw")
    (tmp_path / "later").write_text(listed(town))
    (tmp_path / "binary").write_bytes(b"\xff\xfe")

    def run(*arguments: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "isonomia", "credential", "verify", *arguments]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout + ran.stderr

    code, said = run("good", "--key", "keys")
    assert code == 0
    assert "Valid: it is genuine" in said
    assert "Whether it was withdrawn since was not asked." in said
    code, said = run("good", "--key", "keys", "--status", "fresh", "--format", "json")
    assert (code, json.loads(said)["verdict"], json.loads(said)["status_checked"]) == (0, "valid", True)
    code, said = run("good", "--key", "keys", "--status", "later")
    assert (code, said.splitlines()[0]) == (1, "Not valid: it was withdrawn.")
    assert run("good", "--key", "keys", "--status", "good")[0] == 1
    assert run("keys", "--key", "keys")[0] == 1
    for wrong in (("good", "--key", "good"), ("none", "--key", "keys"), ("binary", "--key", "keys")):
        code, said = run(*wrong)
        assert code == 2
        assert "Traceback" not in said
