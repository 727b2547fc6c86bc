"""A witness cosigns what continues what it saw, and nothing else."""

import pytest

from isonomia.errors import NotVerified, UsageError
from isonomia.transparency.checkpoint import open_checkpoint, sign_checkpoint
from isonomia.transparency.cosignature import cosign, verified_cosignatures, with_cosignatures
from isonomia.transparency.key import KeyType
from isonomia.transparency.proof import consistency_proof
from isonomia.transparency.storage.memory import Memory
from isonomia.transparency.tree import EMPTY, append
from isonomia.transparency.witness import Witness

NOW = 1_767_225_600


@pytest.fixture
def key(made):
    return made.key("w.example.net", KeyType.COSIGNATURE)


@pytest.fixture
def turn(log_of, log_key, key):
    """One turn of a witness that has seen a log of some size: the cosigned checkpoint of another."""

    def take(seen, shown, proof=None, store=None):
        witness = Witness(log_key.verifier, key, log_of(seen).resources["checkpoint"] if seen else None)
        assert witness.size_seen == seen
        store = store or log_of(shown)
        made = consistency_proof(store, seen, shown) if proof is None else proof
        return witness.cosign(store.resources["checkpoint"], made, NOW)

    return take


@pytest.mark.parametrize(("seen", "shown"), [(0, 1), (0, 300), (1, 2), (255, 257), (300, 1000), (300, 300)])
def test_a_log_that_grows_is_cosigned(turn, log_key, key, seen, shown):
    cosigned = turn(seen, shown)
    again = open_checkpoint(cosigned.encode(), log_key.verifier)
    assert again == cosigned and again.checkpoint.size == shown
    (found,) = verified_cosignatures(again.note, [key.verifier])
    assert (found.witness, found.timestamp) == ("w.example.net", NOW)


def test_each_turn_is_remembered(log_of, log_key, key):
    witness = Witness(log_key.verifier, key)
    for size, before in ((3, 0), (300, 3), (1000, 300)):
        assert witness.size_seen == before
        proof = consistency_proof(log_of(size), before, size)
        kept = witness.cosign(log_of(size).resources["checkpoint"], proof, NOW + size).encode()
    assert Witness(log_key.verifier, key, kept).size_seen == 1000
    with pytest.raises(NotVerified, match="now shows 300 entries, and had 1000"):
        witness.cosign(log_of(300).resources["checkpoint"], [], NOW)


def test_a_shorter_log(turn):
    with pytest.raises(NotVerified, match="the log now shows 300 entries, and had 301 when it was last cosigned"):
        turn(301, 300, proof=[])


@pytest.mark.parametrize("size", [300, 301, 1000])
def test_another_history(turn, log_key, entries, size):
    other = Memory()
    head = append(other, 0, [b"something else", *entries[1:size]])
    other.write({"checkpoint": sign_checkpoint(head, log_key).encode()})
    with pytest.raises(NotVerified, match=f"the log of {size} entries does not begin with the log of 300 entries"):
        turn(300, size, store=other)


@pytest.mark.parametrize("change", ["none", "too long", "of another size"])
def test_a_wrong_proof(turn, log_of, change):
    proof = consistency_proof(log_of(1000), 300, 1000)
    wrong = {"none": [], "too long": [*proof, bytes(32)], "of another size": consistency_proof(log_of(1000), 299, 1000)}
    with pytest.raises(NotVerified, match="does not begin with"):
        turn(300, 1000, proof=wrong[change])


def test_an_empty_log_first(log_key, key, log_of):
    witness = Witness(log_key.verifier, key)
    witness.cosign(sign_checkpoint(EMPTY, log_key).encode(), [], NOW)
    assert witness.cosign(log_of(5).resources["checkpoint"], [], NOW).checkpoint.size == 5


def test_a_checkpoint_that_the_log_has_not_signed(log_of, log_key, key, made):
    witness = Witness(made.key("example.org/other").verifier, key)
    with pytest.raises(NotVerified, match=r"there is no signature by example\.org/other"):
        witness.cosign(log_of(3).resources["checkpoint"], [], NOW)
    assert witness.size_seen == 0


def test_a_key_of_the_wrong_type(log_key):
    with pytest.raises(UsageError, match="does not sign cosignatures"):
        Witness(log_key.verifier, log_key)
    with pytest.raises(ValueError, match="takes a witness's key"):
        cosign("text\n", log_key, NOW)


@pytest.mark.parametrize("timestamp", [0, -1, 2**63])
def test_times_that_cannot_be_signed(key, timestamp):
    with pytest.raises(ValueError, match="and the time"):
        cosign("text\n", key, timestamp)


def test_what_a_witness_gives_back_is_merged(log_of, log_key, key, made):
    """The log keeps its own note, and takes over what known witnesses signed, and nothing else."""
    data = log_of(3).resources["checkpoint"]
    published = open_checkpoint(data, log_key.verifier).note
    other = made.key("x.example.net", KeyType.COSIGNATURE)
    returned = Witness(log_key.verifier, key).cosign(data, [], NOW).note.with_signature(cosign("x\n", other, NOW))
    merged = with_cosignatures(published, returned, [key.verifier])
    assert [item.name for item in merged.signatures] == ["example.org/club", "w.example.net"]
    assert with_cosignatures(merged, returned, [key.verifier]) == merged
    with pytest.raises(NotVerified, match=r"the cosignature by the witness x\.example\.net is wrong"):
        with_cosignatures(published, returned, [key.verifier, other.verifier])
    with pytest.raises(NotVerified, match="what the witness gave back is another checkpoint"):
        with_cosignatures(open_checkpoint(log_of(4).resources["checkpoint"], log_key.verifier).note, returned, [])
