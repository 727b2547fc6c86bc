"""Keys of signed notes (https://c2sp.org/signed-note): Ed25519, with a name, as text.

    verifier key   example.org/club+530d903a+BASE64               public: what verifiers are given
    signing key    PRIVATE+KEY+example.org/club+530d903a+BASE64   secret, as Go's sumdb/note writes it

BASE64 holds the type, one byte, and the public key or the seed, 32 bytes.
The type says what a key signs: notes (1, a log's own signatures) or cosignatures of checkpoints (4, a witness's).
"""

from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.transparency import base64_text

PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
_PRIVATE = "PRIVATE+KEY+"


class KeyType(IntEnum):
    """The signature types of C2SP that are supported; the numbers are written in keys and never change."""

    ED25519 = 1
    COSIGNATURE = 4


def is_name(name: str) -> bool:
    """Whether a text can name a key: not empty, without spaces, plus and control characters."""
    return bool(name) and not any(char.isspace() or char == "+" or char < " " for char in name)


def key_id(name: str, kind: KeyType, public: bytes) -> bytes:
    """The first four bytes of SHA-256(name, newline, type, public key)."""
    return sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of a key.

    Attributes:
        name: Whose it is, such as `example.org/club`; a log's is its origin.
        kind: What it signs.
        public: The Ed25519 public key, 32 bytes (RFC 8032).
    """

    name: str
    kind: KeyType
    public: bytes

    @property
    def id(self) -> bytes:
        return key_id(self.name, self.kind, self.public)

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64_text.encode(bytes([self.kind]) + self.public)}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """A key from `name+id+base64`.

        Raises:
            UsageError: It is malformed, of another type, or its id belongs to another name or key.
        """
        name, _plus, rest = text.partition("+")
        hex_id, _plus, encoded = rest.partition("+")
        data = base64_text.decode(encoded)
        if not is_name(name) or not data:
            raise _malformed(_("this is no verifier key: expected NAME+ID+BASE64, got '{text}'").format(text=text))
        kind = _kind(data[0])
        if len(data) != 1 + PUBLIC_BYTES:
            raise _malformed(
                _("the verifier key of {name} has {count} bytes, expected 33").format(name=name, count=len(data))
            )
        key = cls(name, kind, data[1:])
        if key.id.hex() != hex_id:
            raise _malformed(
                _("the verifier key of {name} has the id '{found}', expected {expected}").format(
                    name=name, found=hex_id, expected=key.id.hex()
                )
            )
        return key

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether an Ed25519 signature of 64 bytes over exactly this message is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class SigningKey:
    """A whole key, to sign with. It does not show its secret, except by `secret_text`."""

    def __init__(self, name: str, kind: KeyType, private: Ed25519PrivateKey) -> None:
        if not is_name(name):
            raise UsageError(
                _("'{name}' cannot name a key").format(name=name),
                remedy=_("use a name without spaces and plus, such as example.org/club"),
            )
        self._private = private
        self.verifier = VerifierKey(name, kind, private.public_key().public_bytes_raw())

    def __repr__(self) -> str:
        return f"SigningKey({self.verifier})"

    @property
    def name(self) -> str:
        return self.verifier.name

    @classmethod
    def generate(cls, name: str, kind: KeyType = KeyType.ED25519) -> "SigningKey":
        """A new key from the system's source of randomness."""
        return cls(name, kind, Ed25519PrivateKey.generate())

    @classmethod
    def parse(cls, text: str) -> "SigningKey":
        """A key from what `secret_text` wrote; the message of an error never repeats it.

        Raises:
            UsageError: It is malformed.
        """
        text = text.strip()
        name, _plus, rest = text.removeprefix(_PRIVATE).partition("+")
        hex_id, _plus, encoded = rest.partition("+")
        data = base64_text.decode(encoded)
        if not text.startswith(_PRIVATE) or not is_name(name) or data is None or len(data) != 1 + PUBLIC_BYTES:
            raise _malformed(_("this is no signing key: expected PRIVATE+KEY+NAME+ID+BASE64"))
        key = cls(name, _kind(data[0]), Ed25519PrivateKey.from_private_bytes(data[1:]))
        if key.verifier.id.hex() != hex_id:
            raise _malformed(_("the id in the signing key of {name} is not that of its key").format(name=name))
        return key

    def secret_text(self) -> str:
        """The key as text. Whoever has it can sign in this name."""
        data = bytes([self.verifier.kind]) + self._private.private_bytes_raw()
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{base64_text.encode(data)}"

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature of a message, 64 bytes."""
        return self._private.sign(message)


def _kind(number: int) -> KeyType:
    if number not in set(KeyType):
        raise UsageError(
            _("a key of the type {number} is not supported").format(number=number),
            remedy=_("use an Ed25519 key: type 1 for a log, type 4 for a witness"),
        )
    return KeyType(number)


def _malformed(what: str) -> UsageError:
    return UsageError(what, remedy=_("copy the whole key, on one line, from where its owner publishes it"))
