"""What our log claims, for an implementation that is not ours to accept: python claims.py | go run vectors.go check.

accepted.json is this program's output once it was accepted in full; tests/unit/transparency holds it to that.
"""

import json
import sys
from base64 import b64encode
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from isonomia.transparency.checkpoint import sign_checkpoint
from isonomia.transparency.hashing import leaf_hash
from isonomia.transparency.key import KeyType, SigningKey
from isonomia.transparency.proof import consistency_proof, inclusion_proof
from isonomia.transparency.storage.memory import Memory
from isonomia.transparency.tree import append, root_at
from isonomia.transparency.witness import Witness

SIZES = (1, 2, 3, 255, 256, 257, 600, 66_000)
TIMESTAMP = 1_767_225_600


def key(name, kind=KeyType.ED25519):
    return SigningKey(name, kind, Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest()))


def entry(index):
    return sha256(str(index).encode()).digest()


def text(data):
    return b64encode(data).decode()


def claims():
    """Trees, proofs, checkpoints and cosignatures as isonomia makes them."""
    log, witness = key("example.org/club"), key("witness.example.org", KeyType.COSIGNATURE)
    cosigner = Witness(log.verifier, witness)
    store, made, size = Memory(), [], 0
    for grown in SIZES:
        head = append(store, size, [entry(index) for index in range(size, grown)])
        tree = {"size": head.size, "root": text(head.root)}
        for index in sorted({0, grown // 3, grown // 2, grown - 1}):
            proof = [text(item) for item in inclusion_proof(store, grown, index)]
            made.append(
                {"kind": "inclusion", **tree, "at": index, "hash": text(leaf_hash(entry(index))), "proof": proof}
            )
        for old in sorted({1, grown // 2 or 1, grown - 1 or 1, grown}):
            proof = [text(item) for item in consistency_proof(store, old, grown)]
            made.append(
                {"kind": "consistency", **tree, "at": old, "hash": text(root_at(store, grown, old)), "proof": proof}
            )
        signed = sign_checkpoint(head, log)
        cosigned = cosigner.cosign(signed.encode(), consistency_proof(store, size, grown), TIMESTAMP + grown)
        keys = [str(log.verifier), str(witness.verifier)]
        made.append({"kind": "note", "note": signed.encode().decode(), "keys": keys, "signers": 1})
        made.append({"kind": "note", "note": cosigned.encode().decode(), "keys": keys, "signers": 2})
        size = grown
    return made


if __name__ == "__main__":
    json.dump(claims(), sys.stdout, indent=1)
    sys.stdout.write("\n")
