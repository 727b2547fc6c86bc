"""The key of credentials is changed while the service is in use: what it signed before, what after, what a leak ends."""

import pytest
from sqlalchemy import select

from isonomia.service.credentials.credentials import MOST_VALID
from isonomia.service.credentials.signed_token import key_set, named_key
from isonomia.service.credentials.tables import credential, signing_key
from isonomia.service.credentials.verify import Verdict, check, words
from service.conftest import Town
from service.rotating import key_ids, rotate_credentials
from service.stories import told
from service.test_credentials import checked, friend, listed, made


def page_of(town: Town, text: str) -> str:
    return town.browser().post("/credentials/verify", data={"credential": text}).text


@pytest.mark.parametrize("form", ["sd-jwt", "open-badge"])
def test_credentials_before_and_after(town: Town, form: str) -> None:
    browser = town.browser(friend(town))
    old = made(town, browser, form=form)
    (first,) = key_ids(town)
    second = rotate_credentials(town)
    assert key_ids(town) == [first, second]
    assert named_key(listed(town)) == second
    new = made(town, browser, form=form)
    assert [checked(town, text, status=listed(town)).verdict for text in (old, new)] == [Verdict.VALID, Verdict.VALID]
    assert all("Valid: it is genuine" in page_of(town, text) for text in (old, new))
    with town.instance.database.reading() as connection:
        assert list(connection.execute(select(credential.c.key_id).order_by(credential.c.key_id)).scalars()) == sorted(
            [first, second]
        )
        kept = dict(connection.execute(select(signing_key.c.key_id, signing_key.c.sealed_private_key)).all())
    assert (kept[first], bool(kept[second])) == ("", True)


def test_old_public_keys_say_that_they_do_not_know_the_new_one(small_town: Town) -> None:
    town = small_town
    browser = town.browser(friend(town))
    made(town, browser)
    keys = town.browser().get("/.well-known/jwks.json").text
    rotate_credentials(town)
    found = check(made(town, browser), key_set(keys), town.instance.now)
    assert found.verdict is Verdict.KEY_UNKNOWN
    assert words(found) == [
        "Not valid by these keys: the key that it names is not among them. Fetch the issuer's keys anew; if it is not "
        "there either, it was withdrawn, or the credential is not of this issuer."
    ]


def test_what_a_leaked_key_signed_is_void(town: Town) -> None:
    browser = town.browser(friend(town))
    oldest = made(town, browser)
    rotate_credentials(town)
    old, badge = made(town, browser), made(town, browser, form="open-badge")
    gone = key_ids(town)
    status_before = listed(town)
    present = rotate_credentials(town, leaked=True)
    assert key_ids(town) == [present]
    assert browser.get(f"/credentials/keys/{gone[1]}").status_code == 404
    for text in (oldest, old, badge):
        assert checked(town, text, status=listed(town)).verdict is Verdict.KEY_UNKNOWN
        assert (
            "Not valid: the key that it names became known to others and was withdrawn, so that anybody could have made"
            in page_of(town, text)
        )
    mine = browser.get("/me/credentials").text
    assert mine.count("no longer valid: its key was withdrawn") == 3
    assert "A key of this service became known to others and was withdrawn." in mine
    assert told(town, "M-1")[-1] == (
        "What you made to prove your band is no longer valid: the key that signed it became known to others. You can "
        "make it anew."
    )
    new = made(town, browser)
    assert checked(town, new, status=listed(town)).verdict is Verdict.VALID
    assert checked(town, new, status=status_before).verdict is Verdict.STATUS_UNREADABLE  # a thief could have signed it
    assert "Valid: it is genuine" in page_of(town, new)


def test_void_ones_take_no_room(small_town: Town) -> None:
    browser = small_town.browser(friend(small_town))
    for _time in range(MOST_VALID):
        made(small_town, browser)
    rotate_credentials(small_town, leaked=True)
    made(small_town, browser)


def test_a_key_can_be_changed_before_anything_was_signed(small_town: Town) -> None:
    first = rotate_credentials(small_town)
    browser = small_town.browser(friend(small_town))
    made(small_town, browser)
    assert key_ids(small_town) == [first]
