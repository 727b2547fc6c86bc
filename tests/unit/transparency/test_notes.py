"""Notes, checkpoints and proofs are read strictly: one spelling, or a refusal that says why."""

import pytest

from isonomia.errors import NotVerified, UsageError
from isonomia.transparency.checkpoint import Checkpoint, open_checkpoint
from isonomia.transparency.inclusion_file import InclusionFile
from isonomia.transparency.key import KeyType, SigningKey, VerifierKey
from isonomia.transparency.note import Signature, SignedNote, sign

ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("example.org\n3\n", "three lines or more"),
        (f"example.org\n3\n{ROOT}", "three lines or more"),
        (f"\n3\n{ROOT}\n", "none of them empty"),
        (f"example.org\n3\n{ROOT}\n\nmore\n", "none of them empty"),
        (f"example.org\n03\n{ROOT}\n", "'03' is no number of entries"),
        (f"example.org\n+3\n{ROOT}\n", "no number of entries"),
        (f"example.org\n-3\n{ROOT}\n", "no number of entries"),
        (f"example.org\n3 \n{ROOT}\n", "no number of entries"),
        (f"example.org\n٣\n{ROOT}\n", "no number of entries"),
        (f"example.org\n9223372036854775808\n{ROOT}\n", "no number of entries"),
        (f"example.org\n3\n{ROOT[:-1]}\n", "no root of 32 bytes"),
        (f"example.org\n3\n{ROOT[:-2]}J=\n", "no root of 32 bytes"),  # the same bytes, another spelling
        (f"example.org\n3\n{ROOT[:-4]}\n", "no root of 32 bytes"),
        (f"example.org\n0\n{ROOT}\n", "a log without entries"),
    ],
)
def test_malformed_checkpoints(text, said):
    with pytest.raises(NotVerified, match=said):
        Checkpoint.parse(text)


def test_a_checkpoint_with_extensions():
    text = f"example.org\n9223372036854775807\n{ROOT}\nmore\nand more\n"
    assert Checkpoint.parse(text).extensions == ("more", "and more")
    assert Checkpoint.parse(text).text == text


LINE = (
    "— example.org/club GXxhYApCblt8VDCj6uvdMIbC6n7vJWA6/FvbwIXJ4mtBbqwo4SmnOCPrpA6dQy/ExYRRECTZYtiYcHYBdVjEwrjtGAI=\n"
)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("", "no signature after a blank line"),
        ("text\n", "no signature after a blank line"),
        ("text\n\n", "no signature after a blank line"),
        (f"text\n{LINE}", "no signature after a blank line"),
        (f"text\n\n{LINE[:-1]}", "no signature after a blank line"),
        (f"te\rxt\n\n{LINE}", "control characters"),
        (f"text\n\n- {LINE[2:]}", "no line of signature"),
        (f"text\n\n{LINE[:-1]} \n", "no line of signature"),
        (f"text\n\n{LINE}more\n", "no line of signature"),
        ("text\n\n— a+b AAAAAAAA\n", "no line of signature"),
        ("text\n\n— a\u00a0b AAAAAAAA\n", "no line of signature"),
        ("text\n\n—  AAAAAAAA\n", "no line of signature"),
        ("text\n\n— a AAAAAA==\n", "no line of signature"),  # an id, and no signature
        ("text\n\n" + "— a AAAAAAA=\n" * 101, "more than 100 signatures"),
        ("t" * (1 << 20) + f"\n\n{LINE}", "more than 1048576 bytes"),
    ],
)
def test_malformed_notes(note, said):
    with pytest.raises(NotVerified, match=said):
        SignedNote.parse(note.encode())


def test_a_note_that_is_not_utf8():
    with pytest.raises(NotVerified, match="not UTF-8"):
        SignedNote.parse(b"te\xffxt\n\n" + LINE.encode())


def test_the_text_may_have_blank_lines():
    note = SignedNote.parse(f"one\n\ntwo\n\n{LINE}".encode())
    assert note.text == "one\n\ntwo\n"
    assert note.encode().decode() == f"one\n\ntwo\n\n{LINE}"


def test_signatures_of_unknown_keys_are_passed_over(log_key, made):
    other = SigningKey(log_key.name, KeyType.ED25519, made.key("x")._private)  # the same name, another id
    note = sign("text\n", [other, log_key])
    SignedNote.parse(note.encode()).verify(log_key.verifier)
    with pytest.raises(NotVerified, match=r"there is no signature by example\.org/club"):
        sign("text\n", [other]).verify(log_key.verifier)


def test_a_wrong_signature_of_a_known_key(log_key):
    note = sign("text\n", [log_key])
    other = SignedNote("other text\n", note.signatures)
    with pytest.raises(NotVerified, match=r"the signature by example\.org/club is wrong"):
        other.verify(log_key.verifier)
    short = SignedNote("text\n", (Signature(log_key.name, log_key.verifier.id, b"short"),))
    with pytest.raises(NotVerified, match=r"the signature by example\.org/club is wrong"):
        short.verify(log_key.verifier)


def test_a_second_signature_of_a_key_takes_the_place_of_its_first(log_key):
    note = sign("text\n", [log_key, log_key])
    assert len(note.signatures) == 1
    assert len(note.with_signature(Signature("x", b"abcd", b"e")).signatures) == 2


def test_a_cosignature_is_no_signature(made, log_key):
    """The key of a witness cannot sign a note, nor verify one: the types are kept apart."""
    key = made.key("example.org/club", KeyType.COSIGNATURE)
    assert key.verifier.public == log_key.verifier.public and key.verifier.id != log_key.verifier.id
    with pytest.raises(ValueError, match="signs cosignatures, not notes"):
        sign("text\n", [key])
    with pytest.raises(NotVerified, match="no signature by"):
        open_checkpoint(sign("text\n", [log_key]).encode(), key.verifier)


@pytest.mark.parametrize("text", ["no newline at the end", "a\rb\n", "\t\n"])
def test_what_no_note_can_hold(text, log_key):
    with pytest.raises(ValueError, match="ends in a newline"):
        sign(text, [log_key])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("example.org/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "has the id '530d903a', expected"),
        ("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "has the id '530D903A', expected"),
        ("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=", "has 32 bytes, expected 33"),
        ("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "type 2 is not supported"),
        ("example.com/ foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "this is no verifier key"),
    ],
)
def test_malformed_keys(text, said):
    with pytest.raises(UsageError, match=said):
        VerifierKey.parse(text)


def test_a_secret_is_not_shown(log_key):
    secret = log_key.secret_text()
    assert secret.rsplit("+", 1)[1] not in repr(log_key) + str(log_key.__dict__)
    for spoiled in (secret[:-3], secret.replace(log_key.verifier.id.hex(), "00000000"), secret[8:]):
        with pytest.raises(UsageError) as caught:
            SigningKey.parse(spoiled)
        assert "+" not in str(caught.value) or "PRIVATE+KEY+NAME+ID+BASE64" in str(caught.value)
    with pytest.raises(UsageError, match="'a b' cannot name a key"):
        SigningKey.generate("a b")


def test_new_keys_differ():
    first, second = SigningKey.generate("a"), SigningKey.generate("a")
    assert first.verifier != second.verifier
    assert SigningKey.parse(first.secret_text()).verifier == first.verifier


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("c2sp.org/tlog-proof@v2\nindex 0\n\ncheckpoint\n", "does not begin with"),
        ("c2sp.org/tlog-proof@v1\nindex 0\n", "does not begin with"),
        ("c2sp.org/tlog-proof@v1\nextra !\nindex 0\n\ncheckpoint\n", "extra data is not base64"),
        ("c2sp.org/tlog-proof@v1\n\ncheckpoint\n", "names no index"),
        ("c2sp.org/tlog-proof@v1\nindex -5\n\ncheckpoint\n", "names no index"),
        ("c2sp.org/tlog-proof@v1\nindex 05\n\ncheckpoint\n", "names no index"),
        ("c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\ncheckpoint\n", "base64 of 32 bytes"),
        (f"c2sp.org/tlog-proof@v1\nindex 0\n{(ROOT + chr(10)) * 129}\ncheckpoint\n", "base64 of 32 bytes"),
    ],
)
def test_malformed_proofs(file, said):
    with pytest.raises(NotVerified, match=said):
        InclusionFile.parse(file.encode())


def test_a_proof_with_extra_data():
    file = f"c2sp.org/tlog-proof@v1\nextra AAAA\nindex 5\n{ROOT}\n\ncheckpoint\n".encode()
    parsed = InclusionFile.parse(file)
    assert (parsed.index, parsed.extra, len(parsed.proof), parsed.checkpoint) == (5, bytes(3), 1, b"checkpoint\n")
    assert parsed.encode() == file
