"""The log through HTTP: anyone verifies it, a member finds her fact in it, and erasure leaves it verifiable."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from isonomia.errors import NotVerified
from isonomia.service.erasures.erasures import erase
from isonomia.service.log.publish import publish
from isonomia.transparency.commitment import commitment
from isonomia.transparency.key import KeyType, SigningKey, VerifierKey
from isonomia.transparency.proof import consistency_proof
from isonomia.transparency.storage.memory import Memory
from isonomia.transparency.verify import verify_log
from isonomia.transparency.witness import Witness
from service.conftest import Town, hours


def copy_of_log(client: TestClient) -> tuple[VerifierKey, Memory]:
    """Everything that is published, fetched as an outsider does."""
    key = VerifierKey.parse(client.get("/log/key").text.strip())
    copy = Memory()

    class Outsider:
        """Fetches what it is asked for, and keeps it."""

        def read(self, paths: Sequence[str]) -> dict[str, bytes]:
            for path in paths:
                answer = client.get(f"/log/{path}")
                if answer.status_code == 200:
                    copy.resources[path] = answer.content
            return copy.read(paths)

    verify_log(Outsider(), key)
    return key, copy


def test_anyone_verifies_the_log_and_a_member_finds_the_fact(town: Town) -> None:
    person_id = town.member("M-1")
    town.take(*[hours(f"h{n}", "M-1", "2026-03-02") for n in range(5)])
    assert publish(town.instance)
    assert not publish(town.instance)
    browser = town.browser(person_id)
    key, log = copy_of_log(browser)
    assert verify_log(log, key).checkpoint.size == 6  # the join, and five facts
    exported = browser.get("/me/export.json").json()["tables"]
    own_key = bytes.fromhex(exported["person"][0]["fact_key"])
    facts = [commitment(own_key, row["fact"]) for row in exported["record"]]
    entries = b"".join(log.resources[path] for path in log.resources if path.startswith("tile/entries/"))
    assert all(fact in entries for fact in facts)
    assert json.dumps(exported["record"][1]["fact"]["member"]) == '"M-1"'


def test_the_log_only_grows_and_a_witness_signs_that(small_town: Town) -> None:
    small_town.member("M-1")
    publish(small_town.instance)
    browser = small_town.browser()
    key, first = copy_of_log(browser)
    witness_key = SigningKey.generate("witness.example", KeyType.COSIGNATURE)
    witness = Witness(key, witness_key)
    witness.cosign(first.resources["checkpoint"], [], 1_772_000_000)
    object.__setattr__(small_town.instance.settings, "log_witnesses", str(witness_key.verifier))
    for number in range(300):
        small_town.take(hours(f"h{number}", "M-1", "2026-03-02"))
    publish(small_town.instance)
    _key, second = copy_of_log(browser)
    verified = verify_log(second, key, since=first.resources["checkpoint"])
    assert verified.checkpoint.size == 301
    proof = consistency_proof(second, 1, 301)
    cosigned = witness.cosign(second.resources["checkpoint"], proof, 1_772_000_100)
    assert browser.post("/log/cosignatures", content=cosigned.encode()).json() == {"added": 1}
    assert browser.post("/log/cosignatures", content=cosigned.encode()).json() == {"added": 0}
    assert browser.get("/log/checkpoint").content == cosigned.encode()
    assert browser.post("/log/cosignatures", content=b"nonsense").status_code == 422


def test_erasure_leaves_the_log_as_it_was(town: Town, tmp_path: Path) -> None:
    person_id = town.member("M-1")
    town.take(hours("h1", "M-1", "2026-03-02"))
    publish(town.instance)
    browser = town.browser()
    key, before = copy_of_log(browser)
    with town.instance.database.writing() as connection:
        erase(connection, town.instance, person_id)
    _key, after = copy_of_log(browser)
    assert before.resources == after.resources
    assert verify_log(after, key).checkpoint.size == 2


def test_a_changed_entry_is_found(small_town: Town) -> None:
    small_town.member("M-1")
    publish(small_town.instance)
    key, log = copy_of_log(small_town.browser())
    (path,) = [path for path in log.resources if path.startswith("tile/entries/")]
    log.resources[path] = log.resources[path][:-1] + bytes([log.resources[path][-1] ^ 1])
    with pytest.raises(NotVerified):
        verify_log(log, key)
