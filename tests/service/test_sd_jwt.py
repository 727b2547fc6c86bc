"""Selective disclosure and status lists against the examples of their standards, and against those who tamper."""

import base64
import hashlib
import hmac
import json
import zlib
from typing import Any

import pytest
from joserfc.jwk import ECKey, KeySet

from isonomia.service.credentials.sd_jwt import decoded, digest_of, disclosure, encoded, issue, read
from isonomia.service.credentials.signed_token import NotGenuine, key_set, sign, verified
from isonomia.service.credentials.status_list import packed, read_status, status_at, status_token

# RFC 9901, appendix A.5
ISSUER = {
    "kty": "EC",
    "crv": "P-256",
    "x": "b28d4MwZMjw8-00CG4xfnn9SLMVMM19SlqZpVb_uNtQ",
    "y": "Xv5zWwuoaTgdS6hV43yI6gBwTnjukmFQQnJ_kCxzqk8",
}
# RFC 9901, section 5.1
SIGNED = (
    "eyJhbGciOiAiRVMyNTYiLCAidHlwIjogImV4YW1wbGUrc2Qtand0In0."
    "eyJfc2QiOiBbIkNyUWU3UzVrcUJBSHQtbk1ZWGdjNmJkdDJTSDVhVFkxc1VfTS1QZ2tq"
    "UEkiLCAiSnpZakg0c3ZsaUgwUjNQeUVNZmVadTZKdDY5dTVxZWhabzdGN0VQWWxTRSIs"
    "ICJQb3JGYnBLdVZ1Nnh5bUphZ3ZrRnNGWEFiUm9jMkpHbEFVQTJCQTRvN2NJIiwgIlRH"
    "ZjRvTGJnd2Q1SlFhSHlLVlFaVTlVZEdFMHc1cnREc3JaemZVYW9tTG8iLCAiWFFfM2tQ"
    "S3QxWHlYN0tBTmtxVlI2eVoyVmE1TnJQSXZQWWJ5TXZSS0JNTSIsICJYekZyendzY002"
    "R242Q0pEYzZ2Vks4QmtNbmZHOHZPU0tmcFBJWmRBZmRFIiwgImdiT3NJNEVkcTJ4Mkt3"
    "LXc1d1BFemFrb2I5aFYxY1JEMEFUTjNvUUw5Sk0iLCAianN1OXlWdWx3UVFsaEZsTV8z"
    "Smx6TWFTRnpnbGhRRzBEcGZheVF3TFVLNCJdLCAiaXNzIjogImh0dHBzOi8vaXNzdWVy"
    "LmV4YW1wbGUuY29tIiwgImlhdCI6IDE2ODMwMDAwMDAsICJleHAiOiAxODgzMDAwMDAw"
    "LCAic3ViIjogInVzZXJfNDIiLCAibmF0aW9uYWxpdGllcyI6IFt7Ii4uLiI6ICJwRm5k"
    "amtaX1ZDem15VGE2VWpsWm8zZGgta284YUlLUWM5RGxHemhhVllvIn0sIHsiLi4uIjog"
    "IjdDZjZKa1B1ZHJ5M2xjYndIZ2VaOGtoQXYxVTFPU2xlclAwVmtCSnJXWjAifV0sICJf"
    "c2RfYWxnIjogInNoYS0yNTYiLCAiY25mIjogeyJqd2siOiB7Imt0eSI6ICJFQyIsICJj"
    "cnYiOiAiUC0yNTYiLCAieCI6ICJUQ0FFUjE5WnZ1M09IRjRqNFc0dmZTVm9ISVAxSUxp"
    "bERsczd2Q2VHZW1jIiwgInkiOiAiWnhqaVdXYlpNUUdIVldLVlE0aGJTSWlyc1ZmdWVj"
    "Q0U2dDRqVDlGMkhaUSJ9fX0."
    "MczwjBFGtzf-6WMT-hIvYbkb11NrV1WMO-jTijpMPNbswNzZ87wY2uHz"
    "-CXo6R04b7jYrpj9mNRAvVssXou1iw"
)
GIVEN_NAME = "WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd"
FAMILY_NAME = "WyJlbHVWNU9nM2dTTklJOEVZbnN4QV9BIiwgImZhbWlseV9uYW1lIiwgIkRvZSJd"
EMAIL = "WyI2SWo3dE0tYTVpVlBHYm9TNXRtdlZBIiwgImVtYWlsIiwgImpvaG5kb2VAZXhhbXBsZS5jb20iXQ"
PHONE = "WyJlSThaV205UW5LUHBOUGVOZW5IZGhRIiwgInBob25lX251bWJlciIsICIrMS0yMDItNTU1LTAxMDEiXQ"
PHONE_VERIFIED = "WyJRZ19PNjR6cUF4ZTQxMmExMDhpcm9BIiwgInBob25lX251bWJlcl92ZXJpZmllZCIsIHRydWVd"
ADDRESS = (
    "WyJBSngtMDk1VlBycFR0TjRRTU9xUk9BIiwgImFkZHJlc3MiLCB7InN0cmVldF9hZGRyZXNzIjogIjEyMyBNYWluIFN0IiwgImxvY2FsaXR5"
    "IjogIkFueXRvd24iLCAicmVnaW9uIjogIkFueXN0YXRlIiwgImNvdW50cnkiOiAiVVMifV0"
)
BIRTHDATE = "WyJQYzMzSk0yTGNoY1VfbEhnZ3ZfdWZRIiwgImJpcnRoZGF0ZSIsICIxOTQwLTAxLTAxIl0"
UPDATED_AT = "WyJHMDJOU3JRZmpGWFE3SW8wOXN5YWpBIiwgInVwZGF0ZWRfYXQiLCAxNTcwMDAwMDAwXQ"
US = "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIlVTIl0"
DE = "WyJuUHVvUW5rUkZxM0JJZUFtN0FuWEZBIiwgIkRFIl0"
EVERYTHING = (GIVEN_NAME, FAMILY_NAME, EMAIL, PHONE, PHONE_VERIFIED, ADDRESS, BIRTHDATE, UPDATED_AT, US, DE)
ALWAYS = {"iss": "https://issuer.example.com", "iat": 1683000000, "exp": 1883000000, "sub": "user_42"}

# draft-ietf-oauth-status-list, appendix "Test vectors for Status List encoding", 1 bit and 2 bits
ONE_BIT = (
    "eNrt3AENwCAMAEGogklACtKQPg9LugC9k_ACvreiogEAAKkeCQAAAAAAAAAAAAAAAAAAAIBylgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAXG9IAAAAAAAAAPwsJAAAAAAAAAAAAAAAvhsSAAAAAAAAAAAA7KpLAAAAAAAAAAAAAAAAAAAAAJsLCQAAAAAAAAAAADje"
    "lAAAAAAAAAAAKjDMAQAAAACAZC8L2AEb"
)
REVOKED = (0, 1993, 25460, 159495, 495669, 554353, 645645, 723232, 854545, 934534, 1000345)
TWO_BITS = (
    "eNrt2zENACEQAEEuoaBABP5VIO01fCjIHTMStt9ovGVIAAAAAABAbiEBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEB5WwIAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAID0ugQAAAAA"
    "AAAAAAAAAAAAQG12SgAAAAAAAAAAAAAAAAAAAAAAAAAAAOCSIQEAAAAAAAAAAAAAAAAAAAAAAAD8ExIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAwJEuAQAAAAAAAAAAAAAAAAAAAAAAAMB9SwIAAAAAAAAAAAAAAAAAAACoYUoAAAAAAAAAAAAAAEBqH81gAQw"
)


def keys(*found: dict[str, Any]) -> KeySet:
    return key_set(json.dumps({"keys": list(found or (ISSUER,))}))


def shown(*disclosures: str, signed: str = SIGNED) -> str:
    return "~".join([signed, *disclosures, ""])


def test_the_rfcs_example_with_everything_disclosed() -> None:
    header, claims = read(shown(*EVERYTHING), keys())
    assert header["typ"] == "example+sd-jwt"
    assert claims.pop("cnf")["jwk"]["crv"] == "P-256"
    assert claims == ALWAYS | {
        "given_name": "John",
        "family_name": "Doe",
        "email": "johndoe@example.com",
        "phone_number": "+1-202-555-0101",
        "phone_number_verified": True,
        "address": {"street_address": "123 Main St", "locality": "Anytown", "region": "Anystate", "country": "US"},
        "birthdate": "1940-01-01",
        "updated_at": 1570000000,
        "nationalities": ["US", "DE"],
    }


def test_the_rfcs_example_with_some_and_with_nothing_disclosed() -> None:
    _header, some = read(shown(FAMILY_NAME, ADDRESS, GIVEN_NAME, US), keys())
    assert set(some) == {*ALWAYS, "cnf", "nationalities", "given_name", "family_name", "address"}
    assert some["nationalities"] == ["US"]
    _header, none = read(shown(), keys())
    assert none["nationalities"] == []
    assert set(none) == {*ALWAYS, "cnf", "nationalities"}


def test_the_rfcs_disclosures_are_made_the_same() -> None:
    assert disclosure("given_name", "John", "2GLC42sKQveCfGfryNRN9w") == GIVEN_NAME
    assert digest_of(GIVEN_NAME) == "jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4"
    # section 4.2.1, with a name and a value that are not ASCII
    assert digest_of(disclosure("family_name", "Möbius", "_26bc4LT-ac6q2KI6cBW5es")) == (
        "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"
    )


@pytest.mark.parametrize(
    "token",
    [
        shown(signed=SIGNED.replace(".MczwjBF", ".XczwjBF")),
        shown(GIVEN_NAME, GIVEN_NAME),
        shown(encoded(b'["dummysalt", "foo", "bar"]')),  # stands for nothing
        shown(encoded(b'["salt"]')),
        shown("%%%"),
        shown(GIVEN_NAME) + "e30.e30.e30",  # a key binding that nobody asked for
        "~",
        "not-a-token~",
        "a.b.c~",
        "é.é.é~",
        shown(signed="x" * 300_000),
    ],
    ids=range(11),
)
def test_what_was_tampered_with_is_refused(token: str) -> None:
    with pytest.raises(NotGenuine):
        read(token, keys())


def own() -> tuple[ECKey, str, KeySet]:
    key = ECKey.generate_key("P-256")
    return key, key.thumbprint(), keys({**key.as_dict(private=False), "kid": key.thumbprint()})


def signed_around(payload: dict[str, Any], *disclosures: str) -> tuple[str, KeySet]:
    key, key_id, known = own()
    return shown(*disclosures, signed=sign(payload, "dc+sd-jwt", key, key_id)), known


TWICE = disclosure("a", 1, "salt")
ELEMENT = encoded(b'["salt", "element"]')
NESTED = disclosure("inner", 2, "salt")


@pytest.mark.parametrize(
    ("payload", "disclosures"),
    [
        ({"_sd": [digest_of(TWICE), digest_of(TWICE)]}, (TWICE,)),  # a digest twice
        ({"_sd": [digest_of("x"), digest_of("x")]}, ()),  # a decoy twice
        ({"a": 0, "_sd": [digest_of(TWICE)]}, (TWICE,)),  # a claim that is there already
        ({"_sd": [digest_of(disclosure("_sd", 1, "s"))]}, (disclosure("_sd", 1, "s"),)),  # a reserved name
        ({"_sd": [digest_of(disclosure("...", 1, "s"))]}, (disclosure("...", 1, "s"),)),
        ({"_sd": [digest_of(ELEMENT)]}, (ELEMENT,)),  # an element where a claim belongs
        ({"list": [{"...": digest_of(TWICE)}]}, (TWICE,)),  # and the other way round
        ({"list": [{"...": digest_of(ELEMENT), "more": 1}]}, (ELEMENT,)),
        ({"_sd": digest_of(TWICE)}, (TWICE,)),
        ({"_sd": [7]}, ()),
        ({"_sd_alg": "md5"}, ()),
        ({"inner": {"_sd_alg": "sha-256"}}, ()),
    ],
    ids=range(12),
)
def test_what_breaks_a_rule_of_the_rfc_is_refused(payload: dict[str, Any], disclosures: tuple[str, ...]) -> None:
    token, known = signed_around(payload, *disclosures)
    with pytest.raises(NotGenuine):
        read(token, known)


def test_disclosures_within_disclosures_open() -> None:
    outer = disclosure("outer", {"_sd": [digest_of(NESTED)], "list": [{"...": digest_of(ELEMENT)}]}, "salt")
    token, known = signed_around({"_sd": [digest_of(outer)]}, outer, NESTED, ELEMENT)
    assert read(token, known)[1] == {"outer": {"inner": 2, "list": ["element"]}}
    alone, known = signed_around({"_sd": [digest_of(outer)]}, NESTED)
    with pytest.raises(NotGenuine):  # without its parent it stands for nothing
        read(alone, known)


def test_what_we_issue_can_be_shown_without_a_claim_and_salts_are_fresh() -> None:
    key, key_id, known = own()
    tokens = [issue({"iss": "x"}, {"a": 1, "b": "ü"}, "dc+sd-jwt", key, key_id) for _time in range(2)]
    assert read(tokens[0], known)[1] == {"iss": "x", "a": 1, "b": "ü"}
    signed, first, _second, _end = tokens[0].split("~")
    assert read(f"{signed}~{first}~", known)[1] == {"iss": "x", "a": 1}
    assert set(tokens[0].split("~")[1:-1]).isdisjoint(tokens[1].split("~")[1:-1])
    payload = json.loads(decoded(signed.split(".")[1]))
    assert payload["_sd"] == sorted(payload["_sd"])


def test_no_other_algorithm_is_believed() -> None:
    key, key_id, known = own()
    body = b'{"iss":"x"}'
    none = f"{encoded(json.dumps({'alg': 'none', 'kid': key_id}).encode())}.{encoded(body)}."
    start = f"{encoded(json.dumps({'alg': 'HS256', 'kid': key_id}).encode())}.{encoded(body)}"
    mac = hmac.new(key.as_pem(private=False), start.encode(), hashlib.sha256)
    confused = f"{start}.{encoded(mac.digest())}"  # the public key taken for a shared secret
    stranger = sign({"iss": "x"}, "JWT", ECKey.generate_key("P-256"), key_id)
    other_id = sign({"iss": "x"}, "JWT", key, "another")
    for token in (none, confused, stranger, other_id):
        with pytest.raises(NotGenuine):
            verified(token, known)
    assert verified(sign({"iss": "x"}, "JWT", key, f"https://x.example/keys/{key_id}"), known)[1] == {"iss": "x"}


NO_KEYS = ["", "{", "[]", "{}", '{"keys": []}', '{"keys": [{"kty": "oct", "k": "AAAA"}]}', '{"keys": [{"kty": "EC"}]}']


@pytest.mark.parametrize("text", NO_KEYS)
def test_what_are_no_keys(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        key_set(text)


def test_the_drafts_status_lists() -> None:
    assert packed([0, 3, 4, 5, 7, 8, 9, 13, 15], size=16) == "eNrbuRgAAhcBXQ"  # 0xB9A3
    assert [status_at({"bits": 1, "lst": ONE_BIT}, index) for index in REVOKED] == [1] * 11
    assert status_at({"bits": 1, "lst": ONE_BIT}, 1) == 0
    unpacked = [zlib.decompress(decoded(text)) for text in (ONE_BIT, packed(REVOKED, size=2**20))]
    assert unpacked[0] == unpacked[1]
    wanted = [1, 2, 1, 3, 1, 1, 2, 1, 1, 2, 3]
    assert [status_at({"bits": 2, "lst": TWO_BITS}, index) for index in REVOKED] == wanted
    assert [status_at({"bits": 2, "lst": "eNo76fITAAPfAgc"}, index) for index in range(4)] == [1, 2, 0, 3]  # 0xC9


@pytest.mark.parametrize(
    "broken",
    [
        None,
        {},
        {"bits": 3, "lst": ONE_BIT},
        {"bits": 1, "lst": "AAAA"},
        {"bits": 1, "lst": "%"},
        {"bits": 1, "lst": 5},
        {"bits": 1, "lst": packed([], size=8)},
    ],
)
def test_a_status_list_that_cannot_be_read(broken: Any) -> None:
    with pytest.raises(NotGenuine):
        status_at(broken, 8)


def test_a_list_that_unpacks_without_end_is_cut() -> None:
    bomb = encoded(zlib.compress(bytes(2**27), 9))
    assert status_at({"bits": 1, "lst": bomb}, 8 * 2**24 - 1) == 0
    with pytest.raises(NotGenuine):
        status_at({"bits": 1, "lst": bomb}, 8 * 2**24)


def test_the_list_of_another_or_of_yesterday_is_not_believed() -> None:
    key, key_id, known = own()
    where = {"status_list": {"uri": "https://x.example/status/1", "idx": 7}}
    token = status_token("https://x.example/status/1", [7], 1000, key, key_id)
    assert read_status(token, where, known, 1000) == 1
    assert read_status(token, {"status_list": {"uri": "https://x.example/status/1", "idx": 8}}, known, 1000) == 0
    wrong = [
        (token, where, known, 1000 + 24 * 3600),
        (token, {"status_list": {"uri": "https://y.example/status/1", "idx": 7}}, known, 1000),
        (token, {"status_list": {"uri": "https://x.example/status/1", "idx": True}}, known, 1000),
        (token, {"status_list": {"uri": "https://x.example/status/1", "idx": -1}}, known, 1000),
        (token, None, known, 1000),
        (token, where, own()[2], 1000),
        (sign({"sub": "https://x.example/status/1"}, "JWT", key, key_id), where, known, 1000),
    ]
    for arguments in wrong:
        with pytest.raises(NotGenuine):
            read_status(*arguments)


def test_base64url_is_strict() -> None:
    assert decoded(encoded(b"\xff\xfe")) == b"\xff\xfe"
    for text in ("a=", "a+b/", "a b", "é", base64.b64encode(b"\xff\xff\xfe").decode()):
        with pytest.raises(ValueError, match=r".*"):
            decoded(text)
