"""Proofs and signatures that a log could forge, since it signs any root it likes: each would hold but for one check."""

import pytest

from isonomia.errors import NotVerified
from isonomia.transparency.cosignature import verified_cosignatures
from isonomia.transparency.hashing import EMPTY_ROOT, leaf_hash, node_hash
from isonomia.transparency.key import KeyType
from isonomia.transparency.note import Signature, SignedNote
from isonomia.transparency.proof import verify_consistency, verify_inclusion

A, B, C, D, X = (leaf_hash(name) for name in (b"a", b"b", b"c", b"d", b"x"))
AB = node_hash(A, B)
SHORT = b"x" * 31


@pytest.mark.parametrize(
    ("index", "size", "proof", "root"),
    [
        (0, 1, [X], node_hash(X, A)),  # more hashes than a tree of one has levels
        (0, 1, [X], node_hash(A, X)),
        (0, 2, [B, X], node_hash(X, AB)),
        (0, 4, [B], AB),  # fewer: an inner node passed off as the root
        (0, 2, [], A),
        (0, 2, [SHORT], node_hash(A, SHORT)),  # not a hash
    ],
)
def test_inclusion(index, size, proof, root):
    with pytest.raises(NotVerified, match="does not show that entry"):
        verify_inclusion(A, index, size, proof, root)


@pytest.mark.parametrize(
    ("old_size", "old_root", "size", "root", "proof"),
    [
        (1, A, 4, AB, [B]),  # fewer hashes than there are levels
        (3, node_hash(X, node_hash(AB, C)), 4, node_hash(X, node_hash(AB, node_hash(C, D))), [C, D, AB, X]),  # more
        (1, A, 2, node_hash(A, SHORT), [SHORT]),
        (3, node_hash(AB, C), 4, node_hash(AB, node_hash(C, D)), []),
        (0, EMPTY_ROOT, 0, X, []),  # the empty log has one root
        (0, EMPTY_ROOT, 4, X, [X]),
        (2, AB, 2, AB, [X]),
        (2, AB, 2, X, []),
    ],
)
def test_consistency(old_size, old_root, size, root, proof):
    with pytest.raises(NotVerified, match="does not begin with"):
        verify_consistency(old_size, old_root, size, root, proof)


def test_a_witness_key_signs_no_checkpoint(made):
    """A signature over the bare text, under the id of a key for cosignatures, is none: types are not mixed."""
    key = made.key("w.example.net", KeyType.COSIGNATURE)
    note = SignedNote("text\n", (Signature(key.name, key.verifier.id, key.sign(b"text\n")),))
    with pytest.raises(NotVerified, match="is wrong"):
        note.verify(key.verifier)


@pytest.mark.parametrize(
    ("timestamp", "after"), [(0, b""), (2**63, b""), (1, b"\0")], ids=["no time", "too late", "too long"]
)
def test_cosignatures(made, timestamp, after):
    key = made.key("w.example.net", KeyType.COSIGNATURE)
    signed = key.sign(f"cosignature/v1\ntime {timestamp}\ntext\n".encode())
    line = Signature(key.name, key.verifier.id, timestamp.to_bytes(8, "big") + signed + after)
    with pytest.raises(NotVerified, match="the cosignature by the witness"):
        verified_cosignatures(SignedNote("text\n", (line,)), [key.verifier])


def test_a_bare_signature_is_no_cosignature(made):
    key = made.key("w.example.net", KeyType.COSIGNATURE)
    note = SignedNote("text\n", (Signature(key.name, key.verifier.id, key.sign(b"text\n")),))
    with pytest.raises(NotVerified, match="the cosignature by the witness"):
        verified_cosignatures(note, [key.verifier])
