"""A member's fact is found again by its address, whatever characters name it."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from isonomia.service.matters.fact_file import fact_address


@pytest.mark.parametrize(
    "event_id", ["h-2026-03-01-1", "a b", "a+b", "a&event=b", "50%", "é", "x\n", "", "~_.-", "/#?"]
)
def test_an_address_holds_the_names_as_they_are(event_id: str) -> None:
    address = fact_address("hours", event_id)
    assert address == "/me/fact?" + urlencode({"source": "hours", "event": event_id})
    assert parse_qs(urlsplit(address).query, keep_blank_values=True)["event"] == [event_id]
