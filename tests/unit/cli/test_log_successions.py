"""`isonomia log` with a log that has changed its key."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from isonomia.transparency.checkpoint import sign_checkpoint
from isonomia.transparency.commitment import commitment
from isonomia.transparency.key import KeyType, SigningKey
from isonomia.transparency.storage.folder import Folder
from isonomia.transparency.succession import sign_succession
from isonomia.transparency.tree import append

MARCH = datetime(2026, 3, 2, 11, tzinfo=UTC)
FACT = {"kind": "event", "event_id": "h1", "member": "anna"}


def key(seed, name="example.org/club", kind=KeyType.ED25519):
    return SigningKey(name, kind, Ed25519PrivateKey.from_private_bytes(sha256(seed.encode()).digest()))


@pytest.fixture
def files(place):
    """A log of which two entries were signed by the old key, and the third by the new one alone."""
    folder, log = place.folder, place.folder / "log"
    old, new, thief = key("old"), key("new"), key("thief")
    entries = [commitment(bytes(32), FACT), b"b", b"c"]
    (folder / "kept").write_bytes(sign_checkpoint(append(Folder(log), 0, entries[:2]), old).encode())
    Folder(log).write({"checkpoint": sign_checkpoint(append(Folder(log), 2, entries[2:]), new).encode()})
    until = MARCH + timedelta(days=90)
    (folder / "chain").write_bytes(sign_succession(old, new, MARCH, until)[1])
    (folder / "leaked").write_bytes(sign_succession(old, new, MARCH, None)[1])
    (folder / "forged").write_bytes(sign_succession(thief, new, MARCH, until)[1].replace(b"thief", b"old"))
    other = [key(seed, "example.org/other") for seed in ("old", "new")]
    (folder / "other").write_bytes(sign_succession(*other, MARCH, until)[1])
    (folder / "old.vkey").write_text(str(old.verifier))
    (folder / "new.vkey").write_text(str(new.verifier))
    (folder / "fact.json").write_text(json.dumps(FACT))
    (folder / "member.key").write_text(bytes(32).hex())
    (folder / "w.secret").write_text(key("w", "w.example.net", KeyType.COSIGNATURE).secret_text())
    return folder


def run(place, files, command, which, *words, code=0):
    return place.run("log", command, files / "log", "--key", files / f"{which}.vkey", *words, code=code)


@pytest.mark.parametrize("which", ["old", "new"])
def test_who_knows_one_key_verifies_the_log_and_what_was_kept(place, files, which):
    out, err = run(place, files, "verify", which, "--since", files / "kept", "--successions", files / "chain")
    assert (out, err) == (
        "VERIFIED: example.org/club\n"
        "  3 entries; the root that the checkpoint signs is the one that they give\n"
        "  it begins with the 2 entries of the older checkpoint, unchanged\n"
        "  no witness was asked for: that others are shown the same log is not checked\n",
        "",
    )


def test_without_the_successions_it_says_what_to_do(place, files):
    old, new = key("old").verifier.id.hex(), key("new").verifier.id.hex()
    assert run(place, files, "verify", "old", code=1)[0] == (
        f"NOT VERIFIED: there is no signature by example.org/club under the id {old}, only under {new}\n"
        "  if the log has changed its key, fetch PLACE/successions, and give it with --successions\n"
    )


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        ("forged", "the successions do not name the key example.org/club+"),
        ("other", "the successions are of the log 'example.org/other', expected example.org/club"),
        ("leaked", "the key example.org/club+"),
        ("kept", "this is no succession of a log's keys: it does not begin with 'isonomia-log-succession v1'"),
    ],
)
def test_a_succession_that_shows_nothing(place, files, chain, said):
    out, err = run(place, files, "verify", "old", "--successions", files / chain, code=1)
    assert err == "" and out.startswith(f"NOT VERIFIED: {said}")


def test_a_bad_signature(place, files):
    spoiled = (files / "chain").read_bytes().replace(b"both-until 2026", b"both-until 2036")
    (files / "spoiled").write_bytes(spoiled)
    assert run(place, files, "verify", "old", "--successions", files / "spoiled", code=1)[0].startswith(
        "NOT VERIFIED: the signature by example.org/club is wrong\n"
    )
    assert "cannot be read" in run(place, files, "verify", "old", "--successions", files / "none", code=2)[1]


def test_after_a_leak_the_new_key_opens_what_was_kept(place, files):
    words = ("--since", files / "kept", "--successions", files / "leaked")
    assert run(place, files, "verify", "new", *words)[0].startswith("VERIFIED: example.org/club\n")


def test_facts_and_proofs(place, files):
    own = ("--fact", files / "fact.json", "--member-key", files / "member.key", "--successions", files / "chain")
    first = "INCLUDED: this fact is entry 0 of example.org/club, a log of 3 entries\n"
    assert run(place, files, "include", "old", *own)[0].startswith(first)
    run(place, files, "prove", "old", *own, "-o", files / "fact.tlog-proof")
    words = ("log", "include", files / "fact.tlog-proof", "--key", files / "old.vkey")
    assert place.run(*words, *own)[0].startswith(first)
    said = place.run(*words, *own[:-2], code=1)[0]
    assert said.endswith(
        "\n  if the log has changed its key, fetch PLACE/successions, and give it with --successions\n"
    )


def test_a_witness_goes_on_across_the_change(place, files):
    (files / "seen").write_bytes((files / "kept").read_bytes())
    own = ("--witness-key", files / "w.secret", "--state", files / "seen")
    assert "is no checkpoint of this log" in run(place, files, "witness", "new", *own, code=2)[1]
    out, remark = run(place, files, "witness", "new", *own, "--successions", files / "leaked")
    assert remark == "cosigned 3 entries; 2 when last seen\n"
    assert [line.split()[1] for line in out.splitlines()[4:]] == ["example.org/club", "w.example.net"]
