"""Keys that are changed while the service is in use: what they signed before, what after, and what a leak ends."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.service.access.actor import Role
from isonomia.service.audit.entries import entries
from isonomia.service.credentials.credentials import MOST_VALID
from isonomia.service.credentials.rotate import rotate_credential_key
from isonomia.service.credentials.tables import credential, signing_key
from isonomia.service.credentials.verify import Verdict
from isonomia.service.housekeeping.forget import forget
from isonomia.service.instance.tables import setting
from isonomia.service.log.publish import publish
from isonomia.service.log.rotate import rotate_log_key
from isonomia.service.log.tables import log_checkpoint, log_succession
from isonomia.service.verification.log import findings_in_log
from isonomia.transparency.key import KeyType, SigningKey, VerifierKey
from isonomia.transparency.note import SignedNote
from isonomia.transparency.proof import consistency_proof
from isonomia.transparency.storage.folder import Folder
from isonomia.transparency.witness import Witness
from service.conftest import START, Town, hours
from service.stories import told
from service.test_credentials import checked, friend, listed, made
from service.test_log import copy_of_log


def rotate_credentials(town: Town, *, leaked: bool = False) -> str:
    with town.instance.database.writing() as connection:
        return rotate_credential_key(connection, town.instance, is_leaked=leaked).key_id


def rotate_log(town: Town, days: int | None = 90) -> VerifierKey:
    until = town.instance.today + timedelta(days=days) if days is not None else None
    with town.instance.database.writing() as connection:
        return rotate_log_key(connection, town.instance, until).successor


def key_ids(town: Town) -> list[str]:
    return [key["kid"] for key in town.browser().get("/.well-known/jwks.json").json()["keys"]]


def page_of(town: Town, text: str) -> str:
    return town.browser().post("/credentials/verify", data={"credential": text}).text


@pytest.mark.parametrize("form", ["sd-jwt", "open-badge"])
def test_credentials_before_and_after(town: Town, form: str) -> None:
    browser = town.browser(friend(town))
    old = made(town, browser, form=form)
    (first,) = key_ids(town)
    second = rotate_credentials(town)
    assert key_ids(town) == [first, second]
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
    from isonomia.service.credentials.signed_token import key_set
    from isonomia.service.credentials.verify import check, words

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


def signers(note: bytes) -> list[str]:
    return [item.key_id.hex() for item in SignedNote.parse(note).signatures]


def test_the_log_goes_on_under_both_keys_and_then_under_the_new_one(town: Town, tmp_path: Path) -> None:
    town.member("M-1")
    publish(town.instance)
    browser = town.browser()
    old, before = copy_of_log(browser)
    assert browser.get("/log/successions").text == ""
    new = rotate_log(town)
    assert browser.get("/log/key").text == f"{new}\n"
    at_once = browser.get("/log/checkpoint").content  # the same words, under both
    assert signers(at_once) == [new.id.hex(), old.id.hex()]
    assert SignedNote.parse(at_once).text == SignedNote.parse(before.resources["checkpoint"]).text
    town.take(hours("h1", "M-1", "2026-03-02"))
    publish(town.instance)
    during = browser.get("/log/checkpoint").content
    assert signers(during) == [new.id.hex(), old.id.hex()]
    town.clock.moment += timedelta(days=91)
    town.take(hours("h2", "M-1", "2026-06-01"))
    publish(town.instance)
    key, log = copy_of_log(browser)
    assert (key, signers(log.resources["checkpoint"])) == (new, [new.id.hex()])
    with town.instance.database.reading() as connection:
        assert list(findings_in_log(connection)) == []
        names = set(connection.execute(select(setting.c.name)).scalars())
    assert "log.key.1" in names
    assert forget(town.instance) == 1  # the old key, as it signs nothing any more
    with town.instance.database.reading() as connection:
        assert set(connection.execute(select(setting.c.name)).scalars()) == names - {"log.key.1"}

    Folder(tmp_path / "log").write(log.resources)
    for name, content in (
        ("kept", before.resources["checkpoint"]),
        ("chain", browser.get("/log/successions").content),
        ("old.vkey", str(old).encode()),
        ("new.vkey", str(new).encode()),
    ):
        (tmp_path / name).write_bytes(content)
    size = town.browser().get("/log/checkpoint").text.splitlines()[1]
    for name in ("old.vkey", "new.vkey"):
        words = ["log", "verify", tmp_path / "log", "--key", tmp_path / name, "--since", tmp_path / "kept"]
        done = CliRunner().invoke(app, [*map(str, words), "--successions", str(tmp_path / "chain")])
        assert done.output == (
            "VERIFIED: localhost\n"
            f"  {size} entries; the root that the checkpoint signs is the one that they give\n"
            "  it begins with the 1 entry of the older checkpoint, unchanged\n"
            "  no witness was asked for: that others are shown the same log is not checked\n"
        )
        assert CliRunner().invoke(app, [*map(str, words)]).exit_code in (1, 2)
    forged = (tmp_path / "chain").read_bytes().replace(b"both-until 2026", b"both-until 2027")
    (tmp_path / "chain").write_bytes(forged)
    words = ["log", "verify", tmp_path / "log", "--key", tmp_path / "old.vkey", "--successions", tmp_path / "chain"]
    done = CliRunner().invoke(app, [*map(str, words)])
    assert (done.exit_code, done.output.splitlines()[0]) == (1, "NOT VERIFIED: the signature by localhost is wrong")


def test_the_last_day_of_the_old_key_is_a_local_one(small_town: Town) -> None:
    town = small_town
    town.member("M-1")
    publish(town.instance)
    old, _log = copy_of_log(town.browser())
    new = rotate_log(town, 0)  # today, 2 March in Vienna
    assert "\nboth-until 2026-03-02T23:00:00Z\n" in town.browser().get("/log/successions").text
    for moment, expected in (("22:59:59", [new, old]), ("23:00:00", [new])):
        town.clock.moment = START.fromisoformat(f"2026-03-02T{moment}+00:00")
        town.take(hours(f"h{moment}", "M-1", "2026-03-02"))
        publish(town.instance)
        assert signers(town.browser().get("/log/checkpoint").content) == [key.id.hex() for key in expected]


def test_a_leaked_key_signs_nothing_more_and_no_key_before_it(town: Town) -> None:
    town.member("M-1")
    publish(town.instance)
    rotate_log(town)
    with town.instance.database.reading() as connection:
        secret = connection.execute(select(setting.c.value).where(setting.c.name == "log.key")).scalar_one()
    present = rotate_log(town, None)
    browser = town.browser()
    assert signers(browser.get("/log/checkpoint").content) == [present.id.hex()]
    town.take(hours("h1", "M-1", "2026-03-02"))
    publish(town.instance)
    assert signers(browser.get("/log/checkpoint").content) == [present.id.hex()]
    assert browser.get("/log/successions").text.count("\nleaked\n") == 1
    with town.instance.database.reading() as connection:
        values = list(connection.execute(select(setting.c.value)).scalars())
        assert [value for value in values if value.startswith("PRIVATE+KEY")] != [secret]
        assert sum(value.startswith("PRIVATE+KEY") for value in values) == 1
        assert list(findings_in_log(connection)) == []


def test_witnesses_go_on(town: Town) -> None:
    town.member("M-1")
    publish(town.instance)
    browser = town.browser()
    old, log = copy_of_log(browser)
    witness_key = SigningKey.generate("witness.example", KeyType.COSIGNATURE)
    object.__setattr__(town.instance.settings, "log_witnesses", str(witness_key.verifier))
    witness = Witness(old, witness_key)
    fetched_before = witness.cosign(log.resources["checkpoint"], [], 1_772_000_000).encode()
    new = rotate_log(town)
    assert browser.post("/log/cosignatures", content=fetched_before).json() == {"added": 1}
    by = [new.id.hex(), old.id.hex(), witness_key.verifier.id.hex()]
    assert signers(browser.get("/log/checkpoint").content) == by
    third = rotate_log(town)  # what was cosigned stays so
    assert signers(browser.get("/log/checkpoint").content) == [third.id.hex(), *by]
    town.take(hours("h1", "M-1", "2026-03-02"))
    publish(town.instance)
    _key, log = copy_of_log(browser)
    cosigned = witness.cosign(log.resources["checkpoint"], consistency_proof(log, 1, 2), 1_772_000_100).encode()
    assert browser.post("/log/cosignatures", content=cosigned).json() == {"added": 1}
    assert browser.post("/log/cosignatures", content=cosigned).json() == {"added": 0}


def test_a_thief_cannot_bring_in_another_checkpoint(small_town: Town) -> None:
    from isonomia.transparency.checkpoint import sign_checkpoint
    from isonomia.transparency.storage.memory import Memory
    from isonomia.transparency.tree import append

    town = small_town
    town.member("M-1")
    publish(town.instance)
    with town.instance.database.reading() as connection:
        stolen = SigningKey.parse(
            connection.execute(select(setting.c.value).where(setting.c.name == "log.key")).scalar_one()
        )
    rotate_log(town, None)
    forged = sign_checkpoint(append(Memory(), 0, [b"another"]), stolen).encode()
    answer = town.browser().post("/log/cosignatures", content=forged)
    assert answer.status_code == 422
    assert "it is not the checkpoint that the log published" in answer.text


def state(town: Town) -> dict[str, list[tuple[object, ...]]]:
    tables = (setting, log_succession, log_checkpoint, signing_key)
    with town.instance.database.reading() as connection:
        found = {table.name: [tuple(row) for row in connection.execute(select(table))] for table in tables}
        found["acts"] = [(entry.act,) for entry in entries(connection)]
    return found


@pytest.mark.parametrize("days", [90, None])
def test_a_crash_before_the_end_leaves_the_old_keys_in_force(town: Town, days: int | None) -> None:
    browser = town.browser(friend(town))
    publish(town.instance)
    text = made(town, browser)
    before = state(town)
    until = town.instance.today + timedelta(days=days) if days is not None else None

    def break_down() -> None:
        with town.instance.database.writing() as connection:
            rotate_log_key(connection, town.instance, until)
            rotate_credential_key(connection, town.instance, is_leaked=until is None)
            raise OSError("killed")

    with pytest.raises(OSError, match="killed"):
        break_down()
    assert state(town) == before
    assert checked(town, text, status=listed(town)).verdict is Verdict.VALID


def test_changing_is_noted(town: Town) -> None:
    ids = [rotate_credentials(town), rotate_credentials(town, leaked=True)]
    ids += [rotate_log(town).id.hex(), rotate_log(town, None).id.hex()]
    with town.instance.database.reading() as connection:
        noted = [(item.actor_id, item.role, item.act, item.about_id) for item in reversed(entries(connection))]
    acts = ["credential-key-changed", "credential-key-leaked", "log-key-changed", "log-key-leaked"]
    assert noted == [("operator", "operator", act, about) for act, about in zip(acts, ids, strict=True)]
    page = town.browser(town.person("Ada", role=Role.AUDITOR)).get("/audit/acts").text
    assert "changed the key that signs the log, as the old one had leaked" in page


def test_what_does_not_hold_is_found_and_not_signed_again(small_town: Town) -> None:
    town = small_town
    town.member("M-1")
    publish(town.instance)
    rotate_log(town)
    with town.instance.database.writing() as connection:
        note = connection.execute(select(log_succession.c.note)).scalar_one()
        connection.execute(update(log_succession).values(note=bytes(note).replace(b"2026", b"2027")))
    with town.instance.database.reading() as connection:
        assert [str(item) for item in findings_in_log(connection)] == ["log: the signature by localhost is wrong"]
    code, said = admin(town, "log")
    assert (code, "the log does not hold, and no new key signs it" in said) == (2, True)


def admin(town: Town, *words: str, typed: str = "") -> tuple[int, str]:
    town.instance.database.close()
    address = town.instance.settings.database
    done = CliRunner().invoke(app, ["admin", "rotate-key", *words, "--database", address], input=typed)
    return done.exit_code, done.output


def test_by_commands(town: Town, tmp_path: Path) -> None:
    person_id = town.member("M-1")
    publish(town.instance)
    town.browser(person_id)
    code, said = admin(town, "credentials")
    assert code == 0
    assert re.fullmatch(
        r"credentials are signed by a new key: [\w-]{43}\nthose that the old one signed stay valid until their day\n",
        said,
    )
    code, said = admin(town, "log")
    key = town.browser().get("/log/key").text.strip()
    assert code == 0
    assert said.splitlines()[0] == f"the log is signed by a new key: {key}"
    assert "the old one signs beside it up to and with 20" in said
    assert "/log/successions leads from the old one to it" in said
    before = state(town)
    assert admin(town, "log", "--leaked", typed="n\n")[0] == 1
    assert admin(town, "credentials", "--leaked", typed="n\n")[0] == 1
    for words in (
        ("log", "--both-until", "2020-01-01"),
        ("log", "--both-until", "soon"),
        ("log", "--both-until", "2999-01-01"),
        ("log", "--leaked", "--both-until", "2027-01-01"),
        ("credentials", "--both-until", "2027-01-01"),
        ("tombstones",),
    ):
        assert admin(town, *words)[0] == 2
    assert state(town) == before
    code, said = admin(town, "log", "--leaked", "--yes")
    assert (code, "the old one signs nothing any more" in said, "PRIVATE" in said) == (0, True, False)
    code, said = admin(town, "credentials", "--leaked", typed="y\n")
    assert (code, "0 members had valid ones, and are told" in said) == (0, True)


def test_a_backup_holds_the_keys(small_town: Town, tmp_path: Path) -> None:
    town = small_town
    town.member("M-1")
    publish(town.instance)
    rotate_log(town)
    expected = state(town)
    file = tmp_path / "club.backup"
    CliRunner().invoke(app, ["admin", "backup", str(file), "--database", town.instance.settings.database])
    rotate_log(town, None)
    town.instance.database.close()
    words = ["admin", "restore", str(file), "--replace", "--database", town.instance.settings.database]
    assert CliRunner().invoke(app, words).exit_code == 0
    found = state(town)
    assert [found[name] for name in ("log_succession", "log_checkpoint")] == [
        expected[name] for name in ("log_succession", "log_checkpoint")
    ]
    keys = [row for row in expected["setting"] if str(row[0]).startswith("log.key")]
    assert [row for row in found["setting"] if str(row[0]).startswith("log.key")] == keys
    assert len(keys) == 2
