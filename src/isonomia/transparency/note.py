"""Signed notes (https://c2sp.org/signed-note): a text, a blank line, and a line for each signature."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from isonomia.errors import NotVerified
from isonomia.locale import _
from isonomia.transparency import base64_text
from isonomia.transparency.key import KeyType, SigningKey, VerifierKey, is_name

NOTE_BYTES_MAX = 1 << 20
SIGNATURES_MAX = 100
_DASH = "— "
_ID_BYTES = 4


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of signature.

    Attributes:
        name: Of the key, as the line says.
        key_id: Of the key, as the line says; four bytes.
        data: What follows the id: 64 bytes, or a time and 64 bytes for a cosignature.
    """

    name: str
    key_id: bytes
    data: bytes

    @property
    def line(self) -> str:
        return f"{_DASH}{self.name} {base64_text.encode(self.key_id + self.data)}\n"

    def is_by(self, key: VerifierKey) -> bool:
        """Whether the line claims to be of this key; only verifying shows whether it is."""
        return self.name == key.name and self.key_id == key.id

    @classmethod
    def parse(cls, line: str) -> "Signature":
        """A signature from its line, without the newline.

        Raises:
            NotVerified: It is malformed.
        """
        name, _space, encoded = line.removeprefix(_DASH).partition(" ")
        data = base64_text.decode(encoded)
        if not line.startswith(_DASH) or not is_name(name) or data is None or len(data) <= _ID_BYTES:
            raise _malformed(_("'{line}' is no line of signature").format(line=line[:100]))
        return cls(name, data[:_ID_BYTES], data[_ID_BYTES:])


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A note. Nothing in `text` is to be believed before a signature is verified.

    Attributes:
        text: What is signed; ends in a newline.
        signatures: Of keys known and unknown, in the order of their lines.
    """

    text: str
    signatures: tuple[Signature, ...]

    def encode(self) -> bytes:
        """The note as it is published."""
        return (self.text + "\n" + "".join(item.line for item in self.signatures)).encode()

    @classmethod
    def parse(cls, data: bytes) -> "SignedNote":
        """A note from its bytes, strictly: what is read is what `encode` would write.

        Raises:
            NotVerified: It is malformed.
        """
        if len(data) > NOTE_BYTES_MAX:
            raise _malformed(_("it has more than {limit} bytes").format(limit=NOTE_BYTES_MAX))
        try:
            whole = data.decode("utf-8")
        except UnicodeDecodeError:
            raise _malformed(_("it is not UTF-8")) from None
        if any(char < " " and char != "\n" for char in whole):
            raise _malformed(_("it has control characters"))
        text, blank, lines = whole.rpartition("\n\n")
        if not blank or not lines.endswith("\n"):
            raise _malformed(_("it has no signature after a blank line"))
        split = lines[:-1].split("\n")
        if len(split) > SIGNATURES_MAX:
            raise _malformed(_("it has more than {limit} signatures").format(limit=SIGNATURES_MAX))
        return cls(text + "\n", tuple(Signature.parse(line) for line in split))

    def with_signature(self, signature: Signature) -> "SignedNote":
        """The note with one more signature at its end; one of the same key is replaced."""
        same = (signature.name, signature.key_id)
        kept = [item for item in self.signatures if (item.name, item.key_id) != same]
        return replace(self, signatures=(*kept, signature))

    def by(self, key: VerifierKey) -> Signature | None:
        """The first signature that claims to be of a key."""
        return next((item for item in self.signatures if item.is_by(key)), None)

    def verify(self, key: VerifierKey) -> None:
        """The text is signed by this key, of the type ED25519.

        Raises:
            NotVerified: There is no signature of the key, or a wrong one.
        """
        signature = self.by(key)
        if signature is None:
            raise self._unsigned(key)
        if key.kind is not KeyType.ED25519 or not key.verifies(self.text.encode(), signature.data):
            raise NotVerified(_("the signature by {key} is wrong").format(key=key.name))

    def _unsigned(self, key: VerifierKey) -> NotVerified:
        """Why there is no signature of a key; one of another key by the same name can be its successor's."""
        others = sorted({item.key_id.hex() for item in self.signatures if item.name == key.name})
        if not others:
            return NotVerified(_("there is no signature by {key}").format(key=key.name))
        return NotVerified(
            _("there is no signature by {key} under the id {id}, only under {others}").format(
                id=key.id.hex(), key=key.name, others=", ".join(others)
            ),
            remedy=_("if the log has changed its key, fetch PLACE/successions, and give it with --successions"),
        )


def sign(text: str, keys: Iterable[SigningKey]) -> SignedNote:
    """A text signed by keys of the type ED25519 (ValueError for a text that no note can hold)."""
    if not text.endswith("\n") or any(char < " " and char != "\n" for char in text):
        raise ValueError("the text of a note ends in a newline and has no other control characters")
    note = SignedNote(text, ())
    for key in keys:
        if key.verifier.kind is not KeyType.ED25519:
            raise ValueError(f"{key.verifier} signs cosignatures, not notes")
        note = note.with_signature(Signature(key.name, key.verifier.id, key.sign(text.encode())))
    return note


def _malformed(what: str) -> NotVerified:
    return NotVerified(_("this is no signed note: {what}").format(what=what))
