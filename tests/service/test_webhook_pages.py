"""Pages of webhooks: who may do what, and which addresses can be told."""

from collections.abc import Iterator

import pytest

from service.conftest import Town
from service.receiving import Receiver, receiver
from service.telling import endpoint, shown, told_by
from service.test_erasures import everything


@pytest.fixture
def library() -> Iterator[Receiver]:
    with receiver() as found:
        yield found


def test_who_may_do_what(small_town: Town, library: Receiver) -> None:
    town = shown(small_town)
    endpoint_id, secret = told_by(town, library)
    member = town.browser(town.member("M-1"))
    nobody = town.browser()
    steward = town.browser(town.person("Sami", role="steward"))
    assert nobody.get("/webhooks").status_code == 303
    assert member.get("/webhooks").status_code == 403
    assert member.post(f"/webhooks/{endpoint_id}/secret").status_code == 403
    assert steward.get("/me/sharing").status_code == 403
    assert steward.get("/webhooks/we_other").status_code == 404
    assert member.post("/me/sharing/we_other", data={"on": "yes"}).status_code == 404
    assert steward.post("/webhooks/deliveries/7/replay").status_code == 404
    assert steward.post(f"/webhooks/{endpoint_id}/state", data={"wish": "explode"}).status_code == 422
    page = steward.get(f"/webhooks/{endpoint_id}").text
    assert secret not in page
    assert secret not in everything(town)
    renewed = steward.post(f"/webhooks/{endpoint_id}/secret").text
    assert "whsec_" in renewed
    assert secret not in renewed


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/",
        "https://user:secret@hooks.example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/",
        "https:///path",
        "https://hooks.example.org/#part",
        "https://hooks.example.org:99999/",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nX: y",
        "ftp://hooks.example.org/",
        "http://localhost:8000/",  # only in the demonstration
    ],
)
def test_what_is_no_address_is_refused(small_town: Town, url: str) -> None:
    steward = small_town.browser(small_town.person("Sami", role="steward"))
    answer = steward.post("/webhooks", data={"name": "a", "purpose": "b", "url": url, "event_type": "standing.changed"})
    assert answer.status_code == 422


def test_registering_on_the_page(small_town: Town) -> None:
    steward = small_town.browser(small_town.person("Sami", role="steward"))
    data = {"name": "City library", "purpose": "Longer loans", "url": "https://library.example.org/hooks"}
    assert steward.post("/webhooks", data=data).status_code == 422  # no kind of event
    answer = steward.post("/webhooks", data=data | {"event_type": ["standing.changed", "consequence.ended"]})
    assert answer.status_code == 200
    assert "whsec_" in answer.text
    assert endpoint(small_town).event_types == "standing.changed consequence.ended"
    assert "City library" in steward.get("/webhooks").text
