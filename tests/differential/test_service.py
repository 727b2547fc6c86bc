"""The live service agrees with the reference: what it took in, read back from its database, gives the same account."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from msgspec.structs import replace
from sqlalchemy import Connection, text

from isonomia.ledger.record import AnyRecord, Event, Membership
from isonomia.ledger.validate import validate
from isonomia.periods import local_date
from isonomia.score.account import account
from isonomia.score.history import histories
from isonomia.score.statement.as_json import as_json
from isonomia.score.statement.build import statement
from isonomia.service.database.all_tables import metadata
from isonomia.service.database.database import Database
from isonomia.service.members.tables import consent, person
from isonomia.service.records.intake import Intake, take_records
from isonomia.service.records.load import history_of, records_of
from isonomia.service.records.outcome import Taken
from isonomia.service.records.wire import body_of, record_from
from strategies import Case, cases, examples
from strategies.ledgers import MEMBERS

LENIENT: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}
LONG_AFTER = datetime(2990, 1, 1, tzinfo=UTC)
LONG_BEFORE = datetime(1990, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Empty tables; each example is undone."""
    found = Database(f"sqlite:///{tmp_path_factory.mktemp('service') / 'service.db'}")
    metadata.create_all(found.engine)
    yield found
    found.close()


def people(connection: Connection, case: Case) -> None:
    """Everybody whom a ledger may name, agreed to everything."""
    own = {"display_name": "", "created_at": LONG_BEFORE, "fact_key": "00" * 32}
    connection.execute(person.insert(), [{"person_id": name, "member": name, **own} for name in MEMBERS])
    agreed = {"version": 1, "shown": "", "given_at": LONG_BEFORE}
    rows = [{"member": name, "source": source, **agreed} for name in MEMBERS for source in case.scheme.fields]
    connection.execute(consent.insert(), rows)


def in_turn(case: Case) -> list[AnyRecord]:
    """The records as a service can get them: who takes part, then what happened, then what is said about it."""
    names = {record.member for record in case.records if isinstance(record, Membership) and record.kind == "join"}
    joins = [
        Membership(
            recorded_at=LONG_BEFORE,
            origin=case.records[0].origin,
            kind="join",
            member=name,
            occurred_at=LONG_BEFORE,
            occurred_on=local_date(LONG_BEFORE, case.scheme.zone),
        )
        for name in MEMBERS
        if name not in names
    ]
    memberships = [item for item in case.records if isinstance(item, Membership)]
    events = [item for item in case.records if isinstance(item, Event)]
    rest = [item for item in case.records if not isinstance(item, Membership | Event)]
    return [*joins, *sorted(memberships, key=lambda item: item.occurred_at), *events, *rest]


@settings(max_examples=examples(15), phases=[Phase.explicit, Phase.reuse, Phase.generate], **LENIENT)
@given(case=cases())
def test_the_service_agrees_with_the_reference(database: Database, case: Case) -> None:
    if not case.records:
        return
    with database.engine.connect() as connection, connection.begin() as transaction:
        people(connection, case)
        intake = Intake(case.scheme, LONG_AFTER, "test", b"0" * 32)
        taken = []
        for item in in_turn(case):
            (outcome,) = take_records(connection, intake, [item])
            if isinstance(outcome, Taken) and outcome.is_new:
                taken.append(outcome.record)
        checked = validate(taken)
        assert not checked.faults
        whole = histories(checked.ledger, LONG_AFTER)
        for member, history in whole.items():
            kept = history_of(member, records_of(connection, case.scheme, member), LONG_AFTER)
            assert kept is not None
            expected = statement(case.scheme, account(case.scheme, history, case.as_of))
            found = statement(case.scheme, account(case.scheme, kept, case.as_of))
            assert as_json(found) == as_json(expected)
        transaction.rollback()


@settings(max_examples=examples(15), phases=[Phase.explicit, Phase.reuse, Phase.generate], **LENIENT)
@given(case=cases())
def test_a_record_is_read_back_as_it_was(case: Case) -> None:
    for item in case.records:
        found = record_from(case.scheme, body_of(item), item.recorded_at, 1)
        assert replace(found, origin=item.origin) == item


def test_examples_do_not_leave_anything_behind(database: Database) -> None:
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM record")).scalar() == 0
