"""Successions: who knows one key of a log comes to know the others, and nobody else's."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from isonomia.errors import NotVerified
from isonomia.transparency.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from isonomia.transparency.key import KeyType, SigningKey
from isonomia.transparency.log_keys import LogKeys
from isonomia.transparency.note import SignedNote, sign
from isonomia.transparency.storage.memory import Memory
from isonomia.transparency.succession import Succession, joined, known_keys, parse_successions, sign_succession
from isonomia.transparency.tree import append
from isonomia.transparency.verify import verify_log

MARCH = datetime(2026, 3, 2, 11, tzinfo=UTC)
NAME = "example.org/club"


def key(seed, name=NAME):
    return SigningKey(name, KeyType.ED25519, Ed25519PrivateKey.from_private_bytes(sha256(seed.encode()).digest()))


FIRST, SECOND, THIRD, THIEF = map(key, ("first", "second", "third", "thief"))


def followed(old, new, leaked=False):
    return sign_succession(old, new, MARCH, None if leaked else MARCH + timedelta(days=90))[1]


def test_what_is_written():
    made, note = sign_succession(FIRST, SECOND, MARCH, datetime(2026, 5, 31, 22, tzinfo=UTC))
    text, _blank, signatures = note.decode().rpartition("\n\n")
    assert text.split("\n") == [
        "isonomia-log-succession v1",
        "log example.org/club",
        f"key {FIRST.verifier}",
        f"successor {SECOND.verifier}",
        "from 2026-03-02T11:00:00Z",
        "both-until 2026-05-31T22:00:00Z",
    ]
    assert [line.split()[1] for line in signatures.splitlines()] == [NAME, NAME]
    assert Succession.parse(note) == made
    leaked, note = sign_succession(FIRST, SECOND, MARCH, None)
    assert note.decode().split("\n")[5] == "leaked" and Succession.parse(note) == leaked and leaked.is_leaked
    with pytest.raises(ValueError, match=r"is not a key of example.org/club"):
        sign_succession(FIRST, key("x", "example.org/other"), MARCH, None)


def test_a_succession_is_no_checkpoint():
    with pytest.raises(NotVerified):
        open_checkpoint(followed(FIRST, SECOND), FIRST.verifier)
    with pytest.raises(NotVerified, match="it does not begin with 'isonomia-log-succession v1'"):
        Succession.parse(sign_checkpoint(append(Memory(), 0, [b"x"]), FIRST, SECOND).encode())


def test_a_chain_is_followed_both_ways():
    file = joined([followed(FIRST, SECOND), followed(SECOND, THIRD)])
    found = parse_successions(file)
    assert [item.successor for item in found] == [SECOND.verifier, THIRD.verifier]
    first, second, third = FIRST.verifier, SECOND.verifier, THIRD.verifier
    assert known_keys(first, found) == LogKeys((first, second, third))
    assert known_keys(second, found) == LogKeys((second, third), (first,))
    assert known_keys(third, found) == LogKeys((third,), (second, first))
    assert parse_successions(b"") == [] and known_keys(first, []) == LogKeys((first,))


def test_a_leaked_key_vouches_for_nobody():
    found = parse_successions(joined([followed(FIRST, SECOND, leaked=True), followed(SECOND, THIRD)]))
    with pytest.raises(NotVerified, match=r"the key example.org/club\+[0-9a-f]{8}\+\S+ leaked") as refused:
        known_keys(FIRST.verifier, found)
    assert refused.value.remedy.startswith("learn the log's present key from somebody")
    assert known_keys(SECOND.verifier, found) == LogKeys((SECOND.verifier, THIRD.verifier), (FIRST.verifier,))
    assert known_keys(THIRD.verifier, found) == LogKeys((THIRD.verifier,), (SECOND.verifier, FIRST.verifier))
    found = parse_successions(joined([followed(FIRST, SECOND), followed(SECOND, THIRD, leaked=True)]))
    with pytest.raises(NotVerified, match="leaked"):
        known_keys(FIRST.verifier, found)
    assert known_keys(THIRD.verifier, found) == LogKeys((THIRD.verifier,), (SECOND.verifier, FIRST.verifier))


def changed(note, old, new):
    assert old in note.decode()
    return note.decode().replace(old, new, 1).encode()


def signed_by(*keys, text=None):
    text = text or Succession(FIRST.verifier, THIEF.verifier, MARCH, None).text
    return sign(text, keys).encode()


GOOD = followed(FIRST, SECOND)
OTHER_LOG = Succession(FIRST.verifier, key("x", "example.org/other").verifier, MARCH, None).text


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            signed_by(THIEF),
            "there is no signature by example.org/club under the id [0-9a-f]{8}, only under [0-9a-f]{8}",
        ),
        (signed_by(FIRST), "there is no signature by example.org/club under"),  # the new one does not agree
        (signed_by(FIRST, THIRD), "there is no signature by example.org/club under"),
        (changed(GOOD, "both-until 2026", "both-until 2027"), "the signature by example.org/club is wrong"),
        (changed(GOOD, str(SECOND.verifier), str(THIEF.verifier)), "the signature by example.org/club is wrong"),
        (changed(GOOD, "log example.org/club", "log example.org/other"), "expected example.org/other"),
        (sign(OTHER_LOG, [FIRST, key("x", "example.org/other")]).encode(), "expected example.org/club"),
        (changed(GOOD, "successor ", "follower "), "expected 'successor ...', got 'follower "),
        (changed(GOOD, "from 2026-03-02T11:00:00Z", "from 2026-03-02"), "'2026-03-02' is no instant"),
        (changed(GOOD, "from 2026-03-02T11", "from 2026-13-02T11"), "is no instant"),
        (signed_by(FIRST, text=Succession(FIRST.verifier, FIRST.verifier, MARCH, None).text), "one and the same"),
        (changed(GOOD, str(SECOND.verifier)[-8:], "AAAAAAAA"), "this is no succession of a log's keys: "),
        (GOOD + b"\n" + followed(THIRD, SECOND), "the successions do not follow one another"),
        (GOOD + followed(SECOND, THIRD), "blank lines between"),
        (GOOD + b"\n" + GOOD, "the successions do not follow one another"),
        (b"nonsense", "blank lines between"),
        (b"\n\n", "this is no signed note"),
        (b"\xff\n\n\xfe\n", "it is not UTF-8"),
    ],
)
def test_what_is_refused(file, said):
    with pytest.raises(NotVerified, match=said):
        parse_successions(file)


def test_the_chain_of_another_log():
    with pytest.raises(NotVerified, match=r"of the log 'example.org/club', expected example.org/other"):
        known_keys(key("first", "example.org/other").verifier, parse_successions(GOOD))
    with pytest.raises(NotVerified, match=r"do not name the key example.org/club\+"):
        known_keys(THIEF.verifier, parse_successions(GOOD))


def test_no_byte_can_be_changed():
    for place in range(len(GOOD)):
        with pytest.raises(NotVerified):
            parse_successions(GOOD[:place] + bytes([GOOD[place] ^ 1]) + GOOD[place + 1 :])


def log(size, *keys, store=None, before=0):
    store = store if store is not None else Memory()
    head = append(store, before, [b"%d" % number for number in range(before, size)])
    store.write({"checkpoint": sign_checkpoint(head, *keys).encode()})
    return store


def test_a_log_across_a_change_of_its_key():
    store = log(3, FIRST)
    kept = store.resources["checkpoint"]
    log(300, SECOND, FIRST, store=store, before=3)  # the changeover: each key opens it alone
    for one in (FIRST.verifier, SECOND.verifier):
        assert verify_log(store, one).checkpoint.origin == NAME
    log(301, SECOND, store=store, before=300)
    with pytest.raises(NotVerified, match=r"there is no signature by example.org/club under"):
        verify_log(store, FIRST.verifier, since=kept)
    with pytest.raises(NotVerified, match=r"there is no signature by example.org/club under"):
        verify_log(store, SECOND.verifier, since=kept)
    chain = parse_successions(GOOD)
    for one in (FIRST.verifier, SECOND.verifier):
        found = verify_log(store, known_keys(one, chain), since=kept)
        assert (found.since.size, found.checkpoint.size) == (3, 301)
    with pytest.raises(NotVerified, match="there is no signature by"):
        verify_log(log(5, FIRST), known_keys(SECOND.verifier, chain))  # shown by whoever found the old key
    after_a_leak = known_keys(SECOND.verifier, parse_successions(followed(FIRST, SECOND, leaked=True)))
    assert verify_log(store, after_a_leak, since=kept).since.size == 3  # kept by the caller
    with pytest.raises(NotVerified, match=r"there is no signature by example.org/club under"):
        verify_log(log(5, FIRST), after_a_leak)  # shown by a thief


def test_keys_of_one_log_have_one_name():
    with pytest.raises(ValueError, match=r"keys of one log have its name: example.org/club"):
        sign_checkpoint(append(Memory(), 0, [b"x"]), FIRST, key("x", "example.org/other"))
    note = SignedNote.parse(sign_checkpoint(append(Memory(), 0, [b"x"]), SECOND, FIRST).encode())
    assert Checkpoint.parse(note.text).origin == NAME
    assert [item.key_id for item in note.signatures] == [SECOND.verifier.id, FIRST.verifier.id]
