"""Webhooks: to whom a member agreed, signed, retried, given up, sent again; and nothing of the others."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from standardwebhooks import Webhook

from isonomia.procedure.consequence_case import Appeal, ConsequenceCase, Route, Stage
from isonomia.service.erasures.erasures import erase
from isonomia.service.members.joining import grant, leave
from isonomia.service.tasks import tasks_of
from isonomia.service.webhooks.consequence_events import announce_case
from isonomia.service.webhooks.endpoints import renew_secret, send_test
from isonomia.service.webhooks.sending import send_all_due
from isonomia.service.webhooks.sharing import switch_on
from isonomia.service.webhooks.tables import webhook_delivery
from service.conftest import Town
from service.receiving import Receiver, receiver
from service.telling import WAY, agree, bodies, delivery, endpoint, much, shown, told_by
from service.test_erasures import MARKS, everything


@pytest.fixture
def library() -> Iterator[Receiver]:
    with receiver() as found:
        yield found


def test_only_who_agreed_is_told_of_and_by_the_band_alone(town: Town, library: Receiver) -> None:
    shown(town)
    endpoint_id, secret = told_by(town, library)
    town.member("M-1")
    town.member("M-2")
    town.refresh()
    agree(town, "M-1", endpoint_id)
    agree(town, "M-1", endpoint_id)  # again: nothing more
    assert send_all_due(town.instance, WAY) == 1
    much(town, "M-1", "a")
    much(town, "M-2", "b")
    town.later(days=7)
    assert send_all_due(town.instance, WAY) == 1
    began, changed = bodies(library)
    assert (began["type"], began["data"]["band"]) == ("sharing.started", "visitor")
    assert changed == {
        "type": "standing.changed",
        "timestamp": "2026-03-09T11:00:00+00:00",
        "data": {"member": "M-1", "sharing": began["data"]["sharing"], "band": "friend"},
    }
    got = library.received[1]
    sign = Webhook(secret).sign(got.headers["webhook-id"], town.instance.now, got.body.decode())
    assert got.headers["webhook-signature"] == sign
    assert got.headers["webhook-timestamp"] == str(int(town.instance.now.timestamp()))
    assert send_all_due(town.instance, WAY) == 0


def test_the_reference_library_takes_the_signature(small_town: Town, library: Receiver) -> None:
    shown(small_town).clock.moment = datetime.now(UTC)
    endpoint_id, secret = told_by(small_town, library)
    small_town.member("M-1")
    small_town.refresh()
    agree(small_town, "M-1", endpoint_id)
    send_all_due(small_town.instance, WAY)
    (got,) = library.received
    assert Webhook(secret).verify(got.body, got.headers)["data"]["member"] == "M-1"


def test_a_message_commits_with_its_change_or_not_at_all(small_town: Town, library: Receiver) -> None:
    endpoint_id, _secret = told_by(shown(small_town), library)
    small_town.member("M-1")
    small_town.refresh()
    with pytest.raises(RuntimeError), small_town.instance.database.writing() as connection:
        switch_on(connection, small_town.instance, "M-1", endpoint_id)
        raise RuntimeError
    assert delivery(small_town) is None


def test_a_failure_is_tried_again_later_and_given_up_after_three_days(small_town: Town, library: Receiver) -> None:
    town = shown(small_town)
    told_by(town, library)
    steward = town.member("S-1")
    with town.instance.database.writing() as connection:
        grant(connection, steward, "steward", town.instance.now)
    browser = town.browser(steward)
    endpoint_id = endpoint(town).endpoint_id
    assert browser.post(f"/webhooks/{endpoint_id}/state", data={"wish": "test"}).status_code == 303
    library.status = 500
    waits = []
    while delivery(town).due_at is not None:
        town.clock.moment = delivery(town).due_at
        before = town.clock.moment
        assert send_all_due(town.instance, WAY) == 1
        waits.append(((delivery(town).due_at or before) - before).total_seconds())
    assert len({item.headers["webhook-id"] for item in library.received}) == 1
    assert 4 <= waits[0] <= 6
    assert 8 <= waits[1] <= 12
    assert max(waits) <= 6 * 3600 * 1.2
    row = delivery(town)
    assert row.given_up_at is not None
    assert timedelta(days=2.6) < row.given_up_at - row.created_at <= timedelta(days=3)
    assert row.last_answer == "500"
    browser = town.browser(steward)
    assert "A message to City library was given up after three days." in browser.get("/me/notices").text
    page = browser.get("/webhooks").text
    assert "nothing has reached it since" in page
    assert "1 message of the last thirty days was given up" in page
    library.status = 204
    assert browser.post(f"/webhooks/deliveries/{row.delivery_id}/replay").status_code == 303
    assert send_all_due(town.instance, WAY) == 1
    assert library.received[-1].headers["webhook-id"] == row.message_id
    assert (delivery(town).given_up_at, delivery(town).last_answer) == (None, "204")
    assert endpoint(town).failing_since is None


def test_an_endpoint_that_fails_for_five_days_is_switched_off(small_town: Town, library: Receiver) -> None:
    town = shown(small_town)
    endpoint_id, _secret = told_by(town, library)
    steward = town.person("Sami", role="steward")
    browser = town.browser(steward)
    library.status = 503
    for _day in range(6):
        browser = town.browser(steward)
        browser.post(f"/webhooks/{endpoint_id}/state", data={"wish": "test"})
        send_all_due(town.instance, WAY)
        town.clock.moment += timedelta(days=1)
    assert (endpoint(town).disabled_why, delivery(town).attempts) == ("failing", 1)
    town.clock.moment += timedelta(days=1)
    assert send_all_due(town.instance, WAY) == 0
    browser = town.browser(steward)
    assert "switched off, as nothing reached it for five days" in browser.get("/webhooks").text
    library.status = 200
    browser.post(f"/webhooks/{endpoint_id}/state", data={"wish": "enable"})
    assert send_all_due(town.instance, WAY) > 0
    assert endpoint(town).disabled_at is None


def test_one_that_is_gone_is_switched_off_at_once_and_learns_the_band_when_it_is_back(
    small_town: Town, library: Receiver
) -> None:
    town = shown(small_town)
    endpoint_id, _secret = told_by(town, library)
    town.member("M-1")
    town.refresh()
    agree(town, "M-1", endpoint_id)
    library.status = 410
    send_all_due(town.instance, WAY)
    assert endpoint(town).disabled_why == "gone"
    much(town, "M-1")
    town.later(days=7)
    library.status = 200
    town.browser(town.person("Sami", role="steward")).post(f"/webhooks/{endpoint_id}/state", data={"wish": "enable"})
    town.clock.moment += timedelta(minutes=1)
    send_all_due(town.instance, WAY)
    assert bodies(library)[-1]["data"]["band"] == "friend"


def test_who_stopped_between_sending_and_noting_sends_again(small_town: Town, library: Receiver) -> None:
    from isonomia.service.webhooks.sending import take_due

    town = shown(small_town)
    endpoint_id, _secret = told_by(town, library)
    town.browser(town.person("Sami", role="steward")).post(f"/webhooks/{endpoint_id}/state", data={"wish": "test"})
    assert len(take_due(town.instance)) == 1  # taken, and never noted
    assert send_all_due(town.instance, WAY) == 0
    town.clock.moment += timedelta(minutes=1)
    assert send_all_due(town.instance, WAY) == 1


def test_switching_off_stops_what_was_not_sent_and_names_nobody(small_town: Town, library: Receiver) -> None:
    town = shown(small_town)
    endpoint_id, _secret = told_by(town, library)
    person_id = town.member("M-1")
    town.refresh()
    browser = town.browser(person_id)
    page = browser.get("/me/sharing").text
    assert "City library" in page
    assert "Longer loans" in page
    assert "Switch off" not in page
    assert browser.post(f"/me/sharing/{endpoint_id}", data={"on": "yes"}).status_code == 303
    send_all_due(town.instance, WAY)
    much(town, "M-1")
    town.later(days=7)
    assert delivery(town).event_type == "standing.changed"
    browser = town.browser(person_id)
    assert browser.post(f"/me/sharing/{endpoint_id}").status_code == 303
    send_all_due(town.instance, WAY)
    began, ended = bodies(library)
    assert ended["type"] == "sharing.ended"
    assert ended["data"] == {"sharing": began["data"]["sharing"]}
    sent = browser.get("/me/export.json").json()["tables"]["webhook_delivery"]
    assert [row["event_type"] for row in sent] == ["sharing.started"]
    replayed = town.browser(town.person("Sami", role="steward")).post(
        f"/webhooks/deliveries/{sent[0]['delivery_id']}/replay", headers={"accept": "application/json"}
    )
    assert (replayed.status_code, replayed.json()["code"]) == (409, "withdrawn")
    assert send_all_due(town.instance, WAY) == 0


def test_leaving_ends_every_sharing(small_town: Town, library: Receiver) -> None:
    town = shown(small_town)
    endpoint_id, _secret = told_by(town, library)
    person_id = town.member("M-1")
    town.refresh()
    agree(town, "M-1", endpoint_id)
    with town.instance.database.writing() as connection:
        leave(connection, town.instance, person_id, "M-1")
    town.refresh()
    send_all_due(town.instance, WAY)
    assert [body["type"] for body in bodies(library)] == ["sharing.ended"]


def test_an_erased_member_is_nowhere_and_the_recipient_is_told(town: Town, library: Receiver) -> None:
    shown(town)
    endpoint_id, _secret = told_by(town, library)
    person_id = town.member("MARK-77")
    town.refresh()
    agree(town, "MARK-77", endpoint_id)
    send_all_due(town.instance, WAY)
    assert "MARK-77" in everything(town)
    with town.instance.database.writing() as connection:
        erase(connection, town.instance, person_id)
    assert [mark for mark in (*MARKS, person_id) if mark in everything(town)] == []
    send_all_due(town.instance, WAY)
    assert bodies(library)[-1]["type"] == "sharing.ended"
    assert "MARK" not in library.received[-1].body.decode()


def test_a_consequence_is_told_when_it_takes_effect_and_when_it_has_none(small_town: Town, library: Receiver) -> None:
    town = shown(small_town)
    endpoint_id, _secret = told_by(town, library, "consequence.started", "consequence.ended")
    town.member("M-1")
    town.refresh()
    agree(town, "M-1", endpoint_id)
    today = town.instance.today
    case = ConsequenceCase(
        case_id="c1",
        member="p-1",
        consequence="no_lending",
        route=Route.ADVERSE,
        stage=Stage.CONFIRMED,
        band="visitor",
        scheme_version="1",
        opened_on=today,
        starts_on=today + timedelta(days=1),
        ends_on=today + timedelta(days=30),
    )
    appeal = Appeal(
        appeal_id="a1",
        opened_on=today + timedelta(days=2),
        grounds="",
        contests=Stage.CONFIRMED,
        suspends=True,
        decide_until=today + timedelta(days=30),
    )
    contested = replace(case, stage=Stage.CONTESTED, appeals=(appeal,))
    seen = None
    for present in (case, case, contested, contested):
        with town.instance.database.writing() as connection:
            announce_case(connection, town.instance, "M-1", seen, present)
        seen = (present, town.instance.today)
        town.later(days=1)
    send_all_due(town.instance, WAY)
    told = [(body["type"], body["data"].get("consequence"), body["data"].get("on")) for body in bodies(library)]
    assert told == [
        ("sharing.started", None, None),
        ("consequence.started", "no_lending", "2026-03-03"),  # not on the day of the decision
        ("consequence.ended", "no_lending", "2026-03-04"),  # it rests; nothing is said of the appeal
    ]
    assert "appeal" not in library.received[-1].body.decode()


def test_for_a_day_after_another_secret_was_made_both_sign(small_town: Town, library: Receiver) -> None:
    town = shown(small_town)
    endpoint_id, old = told_by(town, library)
    with town.instance.database.writing() as connection:
        new = renew_secret(connection, town.instance, endpoint_id)
        send_test(connection, town.instance, endpoint_id)
    send_all_due(town.instance, WAY)
    town.clock.moment += timedelta(days=1)
    with town.instance.database.writing() as connection:
        send_test(connection, town.instance, endpoint_id)
    send_all_due(town.instance, WAY)

    def by(secret: str, number: int, moment: datetime) -> str:
        got = library.received[number]
        return Webhook(secret).sign(got.headers["webhook-id"], moment, got.body.decode())

    now = town.instance.now
    before = now - timedelta(days=1)
    first, second = (item.headers["webhook-signature"] for item in library.received)
    assert first == f"{by(new, 0, before)} {by(old, 0, before)}"
    assert second == by(new, 1, now)


def test_two_senders_take_each_message_once(town: Town, library: Receiver) -> None:
    shown(town)
    endpoint_id, _secret = told_by(town, library)
    with town.instance.database.writing() as connection:
        for _time in range(20):
            send_test(connection, town.instance, endpoint_id)
    with ThreadPoolExecutor(4) as pool:
        counts = [pool.submit(send_all_due, town.instance, WAY) for _time in range(4)]
        assert sum(count.result() for count in counts) == 20
    assert len({item.headers["webhook-id"] for item in library.received}) == len(library.received) == 20


def test_old_messages_are_forgotten(small_town: Town, library: Receiver) -> None:
    town = shown(small_town)
    endpoint_id, _secret = told_by(town, library)
    steward = town.person("Sami", role="steward")
    town.browser(steward).post(f"/webhooks/{endpoint_id}/state", data={"wish": "test"})
    send_all_due(town.instance, WAY)
    town.clock.moment += timedelta(days=31)
    town.browser(steward).post(f"/webhooks/{endpoint_id}/state", data={"wish": "test"})
    send_all_due(town.instance, WAY)
    with town.instance.database.reading() as connection:
        assert len(connection.execute(select(webhook_delivery)).all()) == 1


def test_the_worker_sends_by_itself_and_a_slow_receiver_delays_nobody(small_town: Town, library: Receiver) -> None:
    import threading
    import time

    town = shown(small_town)
    endpoint_id, _secret = told_by(town, library)
    browser = town.browser(town.person("Sami", role="steward"))
    browser.post(f"/webhooks/{endpoint_id}/state", data={"wish": "test"})
    library.hold = threading.Event()
    (work,) = [task for task in tasks_of(town.instance) if "send_webhooks" in getattr(task, "__qualname__", "")]
    begin = time.monotonic()
    assert work(town.instance)
    assert not work(town.instance)  # it is on its way already
    town.member("M-1")  # writing goes on meanwhile
    assert time.monotonic() - begin < 5
    library.hold.set()
    for _time in range(200):
        if delivery(town).delivered_at is not None:
            break
        time.sleep(0.02)
    assert delivery(town).last_answer == "200"
