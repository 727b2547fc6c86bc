"""The members, records and standings that a service holds before its load is measured (service_load.py)."""

import json
from datetime import UTC, date, datetime

from sqlalchemy import Connection, select, text

from isonomia.service.database.database import Database
from isonomia.service.instance.instance import Instance
from isonomia.service.standings.refresh import renew
from isonomia.service.standings.tables import standing

KINDS_OF_MEMBERS = 5  # whose events are alike: POSTGRES_FILL, SQLITE_FILL


def fill(connection: Connection, members: int, records: int, today: date) -> None:
    """Members who joined two years ago, with as many events each, spread evenly since."""
    joined = datetime(today.year - 2, today.month, 1, 10, tzinfo=UTC)
    days = (today - joined.date()).days - 1
    values = {
        "members": members,
        "records": records,
        "joined": joined,
        "joined_text": joined.isoformat(timespec="microseconds"),
        "days": days,
    }
    if connection.dialect.name == "postgresql":
        for statement in POSTGRES_FILL.split(";\n"):
            connection.execute(text(statement), {key: value for key, value in values.items() if f":{key}" in statement})
        return
    sqlite_values = values | {"joined": values["joined_text"]}
    for statement in SQLITE_FILL.split(";\n"):
        wanted = {key: value for key, value in sqlite_values.items() if f":{key}" in statement}
        connection.execute(text(statement), wanted)


def remember(connection: Connection, instance: Instance, members: int) -> None:
    """The standings of all, as a service in use has computed them long ago: each is the like of one of a few.

    A member's latest record is the only one of its day, which is open.

    Without them the measured minute would compute from the whole ledger what is gone on from in one that runs.
    """
    version = instance.version(connection)
    for number in range(1, min(members, KINDS_OF_MEMBERS) + 1):
        renew(connection, instance, version, [f"M-{number}"])
        made = connection.execute(select(standing.c.remembered).where(standing.c.member == f"M-{number}")).scalar_one()
        program, scheme, _records, _last, _open, account = json.loads(made)
        values = {
            "like": f"M-{number}",
            "kind": number % KINDS_OF_MEMBERS,
            "kinds": KINDS_OF_MEMBERS,
            "head": json.dumps([program, scheme], separators=(",", ":"))[:-1],
            "tail": json.dumps(account, ensure_ascii=False, separators=(",", ":")),
            "event": f'"{number}-',
        }
        connection.execute(text(REMEMBER), values)


REMEMBER = r"""
UPDATE standing SET score = alike.score, band = alike.band, next_fade = alike.next_fade, version = alike.version,
       computed_on = alike.computed_on, computed_at = alike.computed_at, look_again_on = alike.look_again_on,
       is_stale = alike.is_stale,
       remembered = CAST(:head AS TEXT) || ',[' || (own.many - 1) || ',' || (own.sum - own.last) || '],' || own.last
       || ',[' || own.last || '],'
       || replace(CAST(:tail AS TEXT), CAST(:event AS TEXT), '"' || substr(own.member, 3) || '-') || ']'
FROM (SELECT * FROM standing WHERE member = :like) AS alike,
     (SELECT member, count(*) AS many, sum(record_id) AS sum, max(record_id) AS last FROM record GROUP BY member) AS own
WHERE own.member = standing.member AND CAST(substr(standing.member, 3) AS integer) % :kinds = :kind
"""


def settle(database: Database) -> None:
    """What PostgreSQL does with records in the hours after they came: those in place are years old.

    Without it the measured minute pays for the filling: the first reader of each page marks its rows as committed and
    writes it again, and the server's own vacuum of ten million new rows takes a core.
    """
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM (FREEZE, ANALYZE)")
        connection.exec_driver_sql("CHECKPOINT")


POSTGRES_FILL = r"""
INSERT INTO person (person_id, member, display_name, language, created_at, fact_key)
SELECT 'p-' || m, 'M-' || m, 'Member ' || m, 'en', :joined, repeat('ab', 32) FROM generate_series(1, :members) m;
INSERT INTO consent (member, source, version, shown, given_at)
SELECT 'M-' || m, source, 1, '', :joined
FROM generate_series(1, :members) m, (VALUES (''), ('hours'), ('payments')) AS s(source);
INSERT INTO record (kind, record_key, member, recorded_at, occurred_at, body, recorded_by)
SELECT 'join', '["join","M-' || m || '","' || :joined_text || '"]', 'M-' || m, :joined, :joined,
       '{"kind":"join","member":"M-' || m || '","occurred_at":"' || :joined_text || '"}', 'fill'
FROM generate_series(1, :members) m;
INSERT INTO record (kind, record_key, member, recorded_at, source, event_id, occurred_at, body, recorded_by)
SELECT 'event', '["event","hours","' || m || '-' || e || '"]', 'M-' || m, at, 'hours', m || '-' || e, at,
       '{"data":{"hours":"' || 1 + (m * 7 + e * 3) % 5 || '","place":"the garden"},"event_id":"' || m || '-' || e
       || '","kind":"event","member":"M-' || m || '","occurred_at":"'
       || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00","source":"hours"}', 'fill'
FROM generate_series(1, :members) m, generate_series(1, :records) e,
     LATERAL (SELECT CAST(:joined AS timestamptz) + make_interval(days => (e * :days) / :records) AS at) AS t;
INSERT INTO standing (member, is_stale) SELECT 'M-' || m, false FROM generate_series(1, :members) m
"""

SQLITE_FILL = r"""
CREATE TEMP TABLE m AS
WITH RECURSIVE n(m) AS (SELECT 1 UNION ALL SELECT m + 1 FROM n WHERE m < :members) SELECT m FROM n;
CREATE TEMP TABLE e AS
WITH RECURSIVE n(e) AS (SELECT 1 UNION ALL SELECT e + 1 FROM n WHERE e < :records) SELECT e FROM n;
INSERT INTO person (person_id, member, display_name, language, created_at, fact_key)
SELECT 'p-' || m, 'M-' || m, 'Member ' || m, 'en', :joined,
       'abababababababababababababababababababababababababababababababab' FROM m;
INSERT INTO consent (member, source, version, shown, given_at)
SELECT 'M-' || m, source, 1, '', :joined FROM m, (SELECT '' AS source UNION SELECT 'hours' UNION SELECT 'payments');
INSERT INTO record (kind, record_key, member, recorded_at, occurred_at, body, recorded_by)
SELECT 'join', '["join","M-' || m || '","' || :joined_text || '"]', 'M-' || m, :joined, :joined,
       '{"kind":"join","member":"M-' || m || '","occurred_at":"' || :joined_text || '"}', 'fill' FROM m;
INSERT INTO record (kind, record_key, member, recorded_at, source, event_id, occurred_at, body, recorded_by)
SELECT 'event', '["event","hours","' || m || '-' || e || '"]', 'M-' || m, at, 'hours', m || '-' || e, at,
       '{"data":{"hours":"' || (1 + (m * 7 + e * 3) % 5) || '","place":"the garden"},"event_id":"' || m || '-' || e
       || '","kind":"event","member":"M-' || m || '","occurred_at":"' || at || '","source":"hours"}', 'fill'
FROM (SELECT m, e, strftime('%Y-%m-%dT%H:%M:%S', :joined, ((e * :days) / :records) || ' days') || '.000000+00:00' AS at
      FROM m, e);
INSERT INTO standing (member, is_stale) SELECT 'M-' || m, 0 FROM m;
ANALYZE
"""
