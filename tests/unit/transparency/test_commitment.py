"""What stands in the log for a fact: one canonical form, and nothing to be seen without the key."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isonomia.errors import UsageError
from isonomia.transparency.commitment import (
    canonical_bytes,
    commitment,
    new_member_key,
    parse_fact,
    parse_member_key,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
FACTS = st.dictionaries(
    TEXTS,
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
        max_leaves=10,
    ),
)


def test_rfc_8785():
    """Sections 3.2.2 and 3.2.3 of RFC 8785, its numbers with fractions left out."""
    fact = parse_fact(
        r"""{
        "numbers": [9007199254740991, -9007199254740991, 0],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]}"""
    )
    expected = (
        '{"literals":[null,true,false],"numbers":[9007199254740991,-9007199254740991,0],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    assert canonical_bytes(fact) == expected.encode()
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    ordered = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert list(json.loads(canonical_bytes(dict.fromkeys(keys, 1)))) == ordered


def test_rfc_4231():
    """HMAC-SHA256 over the canonical bytes, by a computation of its own."""
    from hashlib import sha256

    key, fact = bytes(range(32)), {"b": "x", "a": 1}
    block = key + bytes(32)
    inner = sha256(bytes(byte ^ 0x36 for byte in block) + b'{"a":1,"b":"x"}').digest()
    assert commitment(key, fact) == sha256(bytes(byte ^ 0x5C for byte in block) + inner).digest()


@settings(max_examples=50, deadline=None)
@given(FACTS)
def test_spacing_and_order_do_not_matter(fact):
    turned = json.dumps(dict(reversed(fact.items())), indent=3, ensure_ascii=True)
    assert canonical_bytes(parse_fact(turned)) == canonical_bytes(fact)
    assert json.loads(canonical_bytes(fact)) == fact


def test_without_the_key_two_facts_of_one_person_are_not_alike():
    fact, one, other = {"event_id": "h1"}, new_member_key(), new_member_key()
    assert one != other and len(one) == 32
    assert len({commitment(one, fact), commitment(other, fact), commitment(one, {"event_id": "h2"})}) == 3
    assert len(commitment(one, fact)) == 32


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ({"a": 2.5}, "the number 2.5"),
        ({"a": 1.0}, "the number 1.0"),
        ({"a": float("nan")}, "the number nan"),
        ({"a": 2**53}, "the number 9007199254740992"),
        ({"a": b"x"}, "a value of the type bytes"),
        ({"a": {1: 2}}, "a key that is not a text"),
        ({"a": "\ud800"}, "not Unicode"),
        ({"\ud800": 1}, "not Unicode"),
    ],
)
def test_what_a_fact_cannot_hold(fact, said):
    with pytest.raises(UsageError, match=said):
        canonical_bytes(fact)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "text that is not JSON"),
        ("[1]", "JSON that is not an object"),
        ('{"a": 1, "a": 1}', "a key stands twice in one object"),
        ("[" * 100_000, "text that is not JSON"),
    ],
)
def test_what_is_no_fact(text, said):
    with pytest.raises(UsageError, match=said):
        parse_fact(text)


def test_keys_as_text():
    assert parse_member_key("00" * 31 + "Ff\n") == bytes(31) + b"\xff"
    for text in ("", "00" * 31, "0x" + "00" * 31, "zz" * 32, "٠" * 64):
        with pytest.raises(UsageError, match=f"expected 64 hexadecimal digits, got {len(text)} characters"):
            parse_member_key(text)
    with pytest.raises(ValueError, match="has 32 bytes, not 31"):
        commitment(bytes(31), {})
