"""The transparency log: tiles, proofs, signed checkpoints, witnesses. Pure; it knows bytes, and no database.

An entry is a commitment to a fact (commitment), which tells nothing to whoever has not the member's key. Entries are
hashed into a Merkle tree (hashing) that is kept as tiles (tile, edge, tree); a checkpoint signs its size and root
(key, note, checkpoint), and witnesses countersign what they found consistent (cosignature, witness). Anyone can
rebuild it all (verify), and a member can show that a fact is in it (proof, inclusion_file).
"""
