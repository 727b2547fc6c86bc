"""Every tree, tile, proof and note as an independent implementation makes it."""

from base64 import b64decode
from hashlib import sha256

import pytest

from isonomia.transparency.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from isonomia.transparency.cosignature import cosign, verified_cosignatures
from isonomia.transparency.edge import Edge
from isonomia.transparency.hashing import EMPTY_ROOT, leaf_hash, node_hash
from isonomia.transparency.key import KeyType, SigningKey, VerifierKey
from isonomia.transparency.note import SignedNote, sign
from isonomia.transparency.proof import consistency_proof, inclusion_proof, verify_consistency, verify_inclusion
from isonomia.transparency.storage.memory import Memory
from isonomia.transparency.tile import Tile
from isonomia.transparency.tree import Head, append, root_at


def digest_of_tiles(resources):
    tiles = sorted((path, data) for path, data in resources.items() if not path.startswith("tile/entries/"))
    return sha256(b"".join(f"{path}\n".encode() + data for path, data in tiles)).hexdigest()


def digest_of_proofs(proofs):
    return sha256(b"".join(bytes([len(proof)]) + b"".join(proof) for proof in proofs)).hexdigest()


def test_rfc_6962():
    """The answers of the test data of RFC 6962's own reference implementation."""
    leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for size, root in enumerate(roots, 1):
        assert append(Memory(), 0, map(bytes.fromhex, leaves[:size])).root.hex() == root
    assert node_hash(b"N123", b"N456").hex() == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    assert leaf_hash(b"L123456").hex() == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"


def test_every_tree_up_to_600(vectors, entries):
    edge, full = Edge(), {}
    assert edge.root() == b64decode(vectors["roots"][0])
    for size in range(1, 601):
        full |= {tile.path: data for tile, data in edge.add([leaf_hash(entries[size - 1])])}
        rows = [(level, row) for level, row in enumerate(edge.rows) if row]
        partial = {Tile(level, size >> 8 * (level + 1), len(row)).path: b"".join(row) for level, row in rows}
        assert edge.root() == b64decode(vectors["roots"][size]), size
        assert digest_of_tiles(full | partial) == vectors["tiles"][size], size


def test_the_tree_of_70000(vectors, entries):
    answer, store = vectors["large"], Memory()
    size, root = answer["size"], b64decode(answer["root"])
    assert append(store, 0, entries) == Head(size, root)
    assert digest_of_tiles(store.resources) == answer["tiles"]
    # C2SP tlog-tiles on a tree of 70,000: 273 full tiles of level 0, one of 112; one of level 1, one of 17; one of 1
    assert {path for path in store.resources if ".p/" in path} == {
        "tile/entries/273.p/112",
        "tile/0/273.p/112",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
    }
    assert len(store.resources) == 274 + 274 + 2 + 1
    for item in answer["inclusion"]:
        proof = list(map(b64decode, item["hashes"]))
        assert inclusion_proof(store, size, item["at"]) == proof
        verify_inclusion(leaf_hash(entries[item["at"]]), item["at"], size, proof, root)
    for item in answer["consistency"]:
        proof = list(map(b64decode, item["hashes"]))
        assert consistency_proof(store, item["at"], size) == proof
        verify_consistency(item["at"], root_at(store, size, item["at"]), size, root, proof)


@pytest.mark.slow
def test_every_proof_of_every_tree_up_to_300(vectors, entries):
    every_proof(vectors, entries, range(1, 301))


def test_every_proof_of_some_trees(vectors, entries):
    every_proof(vectors, entries, [1, 2, 3, 4, 5, 6, 7, 8, 31, 32, 33, 100, 255, 256, 257, 300])


def every_proof(vectors, entries, sizes):
    """Each is the one that the other implementation gives, and is accepted by our own verification."""
    leaves = [leaf_hash(entry) for entry in entries[:300]]
    roots = list(map(b64decode, vectors["roots"]))
    for size in sizes:
        store = Memory()
        append(store, 0, entries[:size])
        inclusion = [inclusion_proof(store, size, index) for index in range(size)]
        consistency = [consistency_proof(store, old, size) for old in range(1, size + 1)]
        assert digest_of_proofs(inclusion) == vectors["inclusion"][size], size
        assert digest_of_proofs(consistency) == vectors["consistency"][size], size
        for index, proof in enumerate(inclusion):
            verify_inclusion(leaves[index], index, size, proof, roots[size])
        for old, proof in enumerate(consistency, 1):
            verify_consistency(old, roots[old], size, roots[size], proof)


def test_paths(vectors):
    for path, (level, index, width) in vectors["paths"].items():
        assert Tile(level, index, width).path == path
        assert Tile.parse(path) == Tile(level, index, width)


def test_keys_and_notes(vectors, log_key, made):
    notes = vectors["notes"]
    other = SigningKey.parse(notes["other_secret"])
    assert SigningKey.parse(notes["secret"]).secret_text() == log_key.secret_text() == notes["secret"]
    assert str(log_key.verifier) == notes["key"] and str(other.verifier) == notes["other_key"]
    assert sign(notes["text"], [log_key]).encode().decode() == notes["signed"]
    assert sign(notes["text"], [log_key, other]).encode().decode() == notes["signed_by_two"]
    SignedNote.parse(notes["signed_by_two"].encode()).verify(other.verifier)


def test_checkpoints(vectors, log_key):
    notes, large = vectors["notes"], vectors["large"]
    head = Head(large["size"], b64decode(large["root"]))
    assert sign_checkpoint(head, log_key).encode().decode() == notes["signed"]
    opened = open_checkpoint(notes["signed_by_two"].encode(), VerifierKey.parse(notes["key"]))
    assert opened.checkpoint == Checkpoint("example.org/club", head.size, head.root)


def test_cosignatures(vectors, made):
    notes = vectors["notes"]
    key = VerifierKey.parse(notes["witness_key"])
    assert key == made.key("witness.example.org", KeyType.COSIGNATURE).verifier
    note = SignedNote.parse(notes["cosigned"].encode())
    (found,) = verified_cosignatures(note, [key])
    assert found.witness == "witness.example.org"
    again = cosign(note.text, made.key("witness.example.org", KeyType.COSIGNATURE), found.timestamp)
    assert again == note.signatures[1]


def test_what_the_other_implementation_accepted(accepted, made):
    assert made.claims() == accepted


def test_the_example_of_signed_note():
    """https://c2sp.org/signed-note, section Verifier keys."""
    key = VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    note = (
        "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1E"
        "RYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
    )
    SignedNote.parse(note.encode()).verify(key)


def test_a_cosignature_of_another_log():
    """From the test data of FiloSottile/sunlight: a mirror's word on a log that it follows."""
    key = VerifierKey.parse("mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O")
    note = (
        "rome2026h1.example.org\n300\ngw31yQrqZZCcEOPrzX+bpy3nJ6QgngTKn8G1m0i62uU=\n\n— mirror.example.org P7FI7wAAAAB"
        "pVGeAjA1S4pJm6MbcXjX7UUImu4azZtrfcVW2uyr/LXIYlwEJzXC0N0EiZkbqfLdXt/4gVEEuGmxJjAfXKMCISpsJAg==\n"
    )
    (found,) = verified_cosignatures(SignedNote.parse(note.encode()), [key])
    assert (found.witness, found.timestamp) == ("mirror.example.org", 1_767_139_200)  # 2025-12-31
