"""A whole log: what holds, and each way in which it does not."""

from base64 import b64decode

import pytest

from isonomia.errors import NotVerified, UsageError
from isonomia.transparency.checkpoint import Checkpoint, sign_checkpoint
from isonomia.transparency.cosignature import cosign
from isonomia.transparency.inclusion_file import published_inclusion
from isonomia.transparency.key import KeyType
from isonomia.transparency.note import sign
from isonomia.transparency.storage.memory import Memory
from isonomia.transparency.tree import EMPTY, Head, append
from isonomia.transparency.verify import verify_log

NOW = 1_767_225_600


@pytest.fixture
def witnesses(made):
    return [made.key(f"w{number}.example.net", KeyType.COSIGNATURE) for number in range(3)]


@pytest.mark.parametrize("size", [1, 255, 256, 257, 511, 512, 66_000])
def test_a_log_that_holds(size, log_of, log_key):
    for since in sorted({1, size // 2 or 1, size}):
        old = log_of(since).resources["checkpoint"]
        told = []
        found = verify_log(log_of(size), log_key.verifier, old, progress=lambda *done, told=told: told.append(done))
        assert (found.checkpoint.size, found.since.size) == (size, since)
        assert told[-1] == (size, size)


def test_an_empty_log(log_key):
    store = Memory({"checkpoint": sign_checkpoint(EMPTY, log_key).encode()})
    assert verify_log(store, log_key.verifier, store.resources["checkpoint"]).checkpoint.size == 0


def test_a_changed_past(log_of, log_key, entries):
    """A log rewritten from the first entry on, and consistent in itself."""
    store, other = Memory(), [b"something else", *entries[1:500]]
    store.write({"checkpoint": sign_checkpoint(append(store, 0, other), log_key).encode()})
    assert verify_log(store, log_key.verifier).checkpoint.size == 500
    for since in (1, 300, 500):
        with pytest.raises(NotVerified, match=f"the first {since} entries are not those of the older checkpoint"):
            verify_log(store, log_key.verifier, log_of(since).resources["checkpoint"])


def test_a_log_that_became_shorter(log_of, log_key):
    with pytest.raises(NotVerified, match="now shows 300 entries, fewer than the older checkpoint"):
        verify_log(log_of(300), log_key.verifier, log_of(301).resources["checkpoint"])


def test_a_checkpoint_that_signs_another_root(log_of, log_key):
    store = log_of(300)
    store.write({"checkpoint": sign_checkpoint(Head(300, bytes(32)), log_key).encode()})
    with pytest.raises(NotVerified, match="the entries do not give the root that the checkpoint signs"):
        verify_log(store, log_key.verifier)


def test_the_checkpoint_of_another_log(log_of, log_key, made):
    other = made.key("example.org/other")
    with pytest.raises(NotVerified, match=r"there is no signature by example\.org/other"):
        verify_log(log_of(3), other.verifier)
    text = Checkpoint("example.org/other", *_head(log_of(3))).text
    with pytest.raises(NotVerified, match=r"is of the log 'example\.org/other', expected example\.org/club"):
        verify_log(Memory({"checkpoint": sign(text, [log_key]).encode()}), log_key.verifier)


def _head(store):
    size, root = store.resources["checkpoint"].decode().split("\n")[1:3]
    return int(size), b64decode(root)


def test_tiles_of_every_level_are_compared(log_of, log_key):
    for path in ("tile/0/001", "tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1", "tile/entries/257.p/208"):
        store = log_of(66_000)
        data = store.resources[path]
        store.resources[path] = data[:-1] + bytes([data[-1] ^ 1])
        with pytest.raises(NotVerified, match="does not hold the hashes that the entries give"):
            verify_log(store, log_key.verifier)
        del store.resources[path]
        with pytest.raises(NotVerified, match="is missing"):
            verify_log(store, log_key.verifier)


def test_no_log(log_key):
    with pytest.raises(UsageError, match="there is no log here"):
        verify_log(Memory(), log_key.verifier)


def test_witnesses(log_of, log_key, witnesses):
    store, keys = log_of(3), [key.verifier for key in witnesses]
    signed = verify_log(store, log_key.verifier)
    assert signed.cosignatures == ()
    with pytest.raises(NotVerified, match="0 of 3 known witnesses cosigned the checkpoint, expected at least 3"):
        verify_log(store, log_key.verifier, witnesses=keys)
    note = sign(signed.checkpoint.text, [log_key])
    for key in witnesses[:2]:
        note = note.with_signature(cosign(note.text, key, NOW))
    store.write({"checkpoint": note.encode()})
    found = verify_log(store, log_key.verifier, witnesses=keys, least_witnesses=2)
    assert [(item.witness, item.timestamp) for item in found.cosignatures] == [
        ("w0.example.net", NOW),
        ("w1.example.net", NOW),
    ]
    with pytest.raises(NotVerified, match="2 of 3 known witnesses"):
        verify_log(store, log_key.verifier, witnesses=keys)
    with pytest.raises(UsageError, match="the key of one witness is given twice"):
        verify_log(store, log_key.verifier, witnesses=[keys[0], keys[0]], least_witnesses=2)
    with pytest.raises(UsageError, match="is not a witness's: it has the type 1, expected 4"):
        verify_log(store, log_key.verifier, witnesses=[log_key.verifier])


def test_a_cosignature_of_another_checkpoint(log_of, log_key, witnesses):
    store = log_of(3)
    note = sign(verify_log(store, log_key.verifier).checkpoint.text, [log_key])
    other = cosign(note.text.replace("\n3\n", "\n4\n"), witnesses[0], NOW)
    store.write({"checkpoint": note.with_signature(other).encode()})
    with pytest.raises(NotVerified, match=r"the cosignature by the witness w0\.example\.net is wrong"):
        verify_log(store, log_key.verifier, witnesses=[witnesses[0].verifier])


def test_an_entry_is_found_wherever_it_stands(log_of, log_key, entries):
    store = log_of(700)
    for index in (0, 255, 256, 699):
        proof = published_inclusion(store, log_key.verifier, entries[index])
        assert proof.index == index
        assert proof.verify(entries[index], log_key.verifier).checkpoint.size == 700
    with pytest.raises(NotVerified, match="none of the 700 entries"):
        published_inclusion(store, log_key.verifier, entries[700])
