"""No byte of a log, a checkpoint or a proof can be changed unnoticed."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isonomia.errors import NotVerified, UsageError
from isonomia.transparency.checkpoint import open_checkpoint
from isonomia.transparency.hashing import leaf_hash
from isonomia.transparency.inclusion_file import InclusionFile, inclusion_file
from isonomia.transparency.key import KeyType, SigningKey, VerifierKey
from isonomia.transparency.note import SignedNote
from isonomia.transparency.proof import consistency_proof, inclusion_proof, verify_consistency, verify_inclusion
from isonomia.transparency.storage.memory import Memory
from isonomia.transparency.tree import root_at
from isonomia.transparency.verify import check_witnesses, published_checkpoint, verify_log
from isonomia.transparency.witness import Witness


def changed(data, draw):
    """The bytes with one of them changed, left out, or put in."""
    place = draw(st.integers(0, len(data) - 1))
    if (how := draw(st.sampled_from(["change", "leave out", "put in", "cut off"]))) == "change":
        return data[:place] + bytes([data[place] ^ draw(st.integers(1, 255))]) + data[place + 1 :]
    if how == "leave out":
        return data[:place] + data[place + 1 :]
    if how == "put in":
        return data[:place] + draw(st.binary(min_size=1, max_size=1)) + data[place:]
    return data[:place]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_byte_of_a_log(data, log_of, log_key):
    store = log_of(data.draw(st.sampled_from([1, 2, 100, 300])))
    path = data.draw(st.sampled_from(sorted(store.resources)))
    verify_log(store, log_key.verifier)
    store.resources[path] = changed(store.resources[path], data.draw)
    with pytest.raises(NotVerified):
        verify_log(store, log_key.verifier)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_byte_of_a_checkpoint_and_its_cosignature(data, log_of, log_key, made):
    key = made.key("witness.example.org", KeyType.COSIGNATURE)
    cosigned = Witness(log_key.verifier, key).cosign(log_of(3).resources["checkpoint"], [], 1_767_225_600).encode()
    check_witnesses(open_checkpoint(cosigned, log_key.verifier), [key.verifier])
    other = changed(cosigned, data.draw)
    with pytest.raises(NotVerified):
        check_witnesses(open_checkpoint(other, log_key.verifier), [key.verifier])


@settings(max_examples=200, deadline=None)
@given(data=st.data(), size=st.integers(1, 300))
def test_any_byte_of_a_proof(data, size, log_of, log_key, entries):
    store = log_of(size)
    index = data.draw(st.integers(0, size - 1))
    made = inclusion_file(store, published_checkpoint(store, log_key.verifier), index)
    made.verify(entries[index], log_key.verifier)
    file = made.encode()
    other = changed(file, data.draw)
    with pytest.raises(NotVerified):
        InclusionFile.parse(other).verify(entries[index], log_key.verifier)


@settings(max_examples=200, deadline=None)
@given(data=st.data(), size=st.integers(1, 300))
def test_any_change_of_hashes(data, size, log_of, entries):
    store = log_of(size)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    root, old_root = root_at(store, size, size), root_at(store, size, old)
    inclusion, consistency = inclusion_proof(store, size, index), consistency_proof(store, old, size)
    verify_inclusion(leaf_hash(entries[index]), index, size, inclusion, root)
    verify_consistency(old, old_root, size, root, consistency)

    for proof, verify in (
        (inclusion, lambda proof: verify_inclusion(leaf_hash(entries[index]), index, size, proof, root)),
        (consistency, lambda proof: verify_consistency(old, old_root, size, root, proof)),
    ):
        extra = data.draw(st.integers(0, len(proof)))
        wrong = [[*proof[:extra], bytes(32), *proof[extra:]]]
        for place in range(len(proof)):
            before, (hash_, *after) = proof[:place], proof[place:]
            wrong += [
                [*before, bytes([hash_[0] ^ 1]) + hash_[1:], *after],
                [*before, *after],
                [*before, hash_[:31], *after],
            ]
        for item in wrong:
            with pytest.raises(NotVerified):
                verify(item)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_place_outside_the_log(index, size, log_of, entries):
    with pytest.raises(NotVerified):
        verify_inclusion(leaf_hash(entries[0]), index, size, [], leaf_hash(entries[0]))
    with pytest.raises(ValueError, match="no entry"):
        inclusion_proof(Memory(), size, index)


def test_a_longer_past_than_present(log_of):
    with pytest.raises(NotVerified, match="does not begin with"):
        verify_consistency(4, bytes(32), 3, bytes(32), [])
    with pytest.raises(ValueError, match="cannot begin with"):
        consistency_proof(Memory(), 4, 3)


def test_an_empty_log_has_one_root():
    with pytest.raises(NotVerified):
        verify_consistency(0, bytes(32), 0, bytes(32), [])
    with pytest.raises(NotVerified):
        verify_consistency(0, bytes(32), 5, bytes(32), [])


@settings(max_examples=300, deadline=None)
@given(
    data=st.binary(max_size=300)
    | st.text(alphabet="— \nab+=c2sp.org/tlog-proof@v1index 0", max_size=200).map(str.encode)
)
def test_no_bytes_make_a_reader_fall(data, log_key):
    for read in (SignedNote.parse, InclusionFile.parse):
        with contextlib.suppress(NotVerified):
            assert read(data).encode() == data


@pytest.mark.parametrize("text", ["", "a", "a+b", "a+b+c", "a b+00000000+AAAA", "+00000000+AAAA", "a+00000000+AAAA"])
def test_what_is_no_key(text):
    with pytest.raises(UsageError):
        VerifierKey.parse(text)
    with pytest.raises(UsageError):
        SigningKey.parse("PRIVATE+KEY+" + text)
