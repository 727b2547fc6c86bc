"""What only one of the two databases would refuse is refused by both, with a reason."""

import random

from service.conftest import Town, hours

CHINESE = "".join(chr(random.Random(1).randint(0x4E00, 0x9FFF)) for _letter in range(1000))
NOISE = "".join(random.Random(number).choice("abcdefghijklmnop") for number in range(900))


def test_what_only_one_database_would_refuse_is_refused_by_both(town: Town) -> None:
    """U+0000, keys that no index holds, and numbers that no column does."""
    town.member("M-1")
    machine = town.machine("records:write standings:read")
    steward = town.browser(town.person("Sami", role="steward"))
    recorder = town.browser(town.person("Ines", role="recorder", source="hours"))
    assert machine.post("/api/v1/records", json=hours(CHINESE, "M-1", "2026-03-02")).status_code == 422
    sent = {"event_id": CHINESE, "member": "M-1", "occurred_at": "2026-03-02", "hours": "1"}
    assert recorder.post("/record/hours", data=sent).status_code == 422
    one = hours("h1", "M-1", "2026-03-02")
    for key in (NOISE * 10, "a" * 201, b"\xff"):
        answer = machine.post("/api/v1/records", json=one, headers={"idempotency-key": key})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert machine.post("/api/v1/records", json=one, headers={"idempotency-key": "a" * 200}).json()["taken"] == 1
    withdrawal = {"kind": "withdrawal", "source": "hours", "event_id": "h1", "reason": "a\0"}
    refused = machine.post("/api/v1/records", json=withdrawal).json()["refused"]
    assert [item["code"] for item in refused] == ["ledger-value"]
    for browser, path in (
        (machine, "/api/v1/standings/%00"),
        (steward, "/people/%00"),
        (steward, "/people?q=%00"),
        (steward, "/webhooks/a%00b"),
        (town.browser(), "/badges/%00.svg"),
        (town.browser(), "/?language=%00"),
    ):
        answer = browser.get(path)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad-address"), path
    for number in (2**63, 10**30, 0, -1):
        assert steward.post(f"/webhooks/deliveries/{number}/replay").status_code == 422
    assert steward.post(f"/webhooks/deliveries/{2**63 - 1}/replay").status_code == 404
    assert town.browser().get(f"/scheme/versions/{10**30}").status_code == 404
