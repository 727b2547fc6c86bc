"""How much does the live service carry? Records in while statements are read, with 10 million records in place.

    python benchmarks/service_load.py --members 100000 --records 100 --seconds 60
    python benchmarks/service_load.py --database sqlite --members 2000

A real PostgreSQL that writes to the disk (or an SQLite file), the service as `isonomia serve` runs it, and clients on
the same machine. In the same run the bare framework writes one row for each request: what there is to reach.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
from sqlalchemy import Connection, select, text

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from isonomia.presets.find import find_scheme
from isonomia.scheme.load import load_scheme
from isonomia.service.access.keys import make_key
from isonomia.service.access.sessions import begin_session
from isonomia.service.config import Settings
from isonomia.service.database.database import Database
from isonomia.service.instance.instance import Instance, open_instance
from isonomia.service.standings.refresh import renew
from isonomia.service.standings.tables import standing
from postgres_server import demotion, guarded, usable_programs

SCHEME = "riverside-time-bank"
PORT, BARE_PORT = 8471, 8472
PROCESSES = 2
SECONDS_TO_SHOW = 2
READERS = 400
KINDS_OF_MEMBERS = 5  # whose events are alike: POSTGRES_FILL, SQLITE_FILL
BATCH = 50
PEER = Path(__file__).parent / "peers" / "bare_framework.py"


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL with its usual settings, fsync included."""
    folder = Path(tempfile.mkdtemp(prefix="isonomia-pg-"))
    try:
        if user := demotion():
            os.chown(folder, user["user"], user["group"])
        programs = usable_programs(folder)
        with guarded(programs):
            where = str(folder / "data")
            programs.run("initdb", "-D", where, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
            options = f"-k '{folder}' -c listen_addresses='' -c shared_buffers=1GB -c max_wal_size=4GB"
            programs.run("pg_ctl", "-D", where, "-w", "-t", "50", "-l", str(folder / "log"), "-o", options, "start")
            yield f"postgresql+psycopg://postgres@/postgres?host={quote(str(folder), safe='')}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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

    Without them the measured minute would compute from the whole ledger what is gone on from in one that runs.
    """
    version = instance.version(connection)
    for number in range(1, min(members, KINDS_OF_MEMBERS) + 1):
        renew(connection, instance, version, [f"M-{number}"])
        made = connection.execute(select(standing.c.remembered).where(standing.c.member == f"M-{number}")).scalar_one()
        program, scheme, _records, _last, account = json.loads(made)
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
       is_stale = alike.is_stale, remembered = CAST(:head AS TEXT) || ',[' || own.many || ',' || own.sum || '],'
       || own.last || ',' || replace(CAST(:tail AS TEXT), CAST(:event AS TEXT), '"' || substr(own.member, 3) || '-')
       || ']'
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


class Latencies:
    """Times of answers, in seconds."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.failed = 0

    @contextlib.contextmanager
    def timed(self) -> Iterator["Latencies"]:
        """Time what is asked in the block; what is not answered in time has failed."""
        begun = time.perf_counter()
        try:
            yield self
        except httpx2.HTTPError:
            self.failed += 1
        self.seconds.append(time.perf_counter() - begun)

    def succeeds(self, answered: bool) -> None:
        """Count an answer that is not the one that was wanted."""
        self.failed += not answered

    def summary(self) -> dict[str, float]:
        """Milliseconds at some shares of the answers."""
        ordered = sorted(self.seconds)
        at = {share: ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)}
        return {f"p{int(share * 100)}_ms": round(value * 1000, 1) for share, value in at.items()} | {
            "failed": self.failed
        }


def rows(luck: random.Random, members: int, count: int) -> list[dict[str, Any]]:
    """New events of today, each of any member."""
    return [
        {
            "kind": "event",
            "source": "hours",
            "event_id": f"n-{secrets.token_hex(8)}",
            "member": f"M-{luck.randint(1, members)}",
            "occurred_at": datetime.now(UTC).date().isoformat(),
            "data": {"hours": "2", "place": "the library"},
        }
        for _ in range(count)
    ]


async def at_rate(what: Callable[[], Coroutine[Any, Any, None]], per_second: float, until: float) -> None:
    """Begin something at a rate, whether or not what was begun before has ended."""
    due, tasks = time.perf_counter(), []
    while due < until:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(what()))
        due += 1 / per_second
    await asyncio.gather(*tasks)


async def load(
    seconds: float, members: int, key: str, sessions: list[str], rate: int, batch: int, statements: float
) -> dict[str, Any]:
    """Records at a rate, in batches, while statements are read; then how soon a record shows in a standing."""
    posting, reading, showing = Latencies(), Latencies(), Latencies()
    luck = random.Random(1)
    taken = 0
    limits = httpx2.Limits(max_connections=64)
    origin = f"http://localhost:{PORT}"
    async with httpx2.AsyncClient(base_url=origin, timeout=30, limits=limits) as client:
        machine = {"authorization": f"Bearer {key}"}

        async def post() -> None:
            nonlocal taken
            with posting.timed() as timed:
                answer = await client.post("/api/v1/records", json=rows(luck, members, batch), headers=machine)
                timed.succeeds(answer.status_code == 200)
                taken += answer.json().get("taken", 0)

        async def read() -> None:
            headers = {"cookie": f"isonomia={luck.choice(sessions)}", "accept": "text/html"}
            with reading.timed() as timed:
                timed.succeeds((await client.get("/me/statement", headers=headers)).status_code == 200)

        async def show() -> None:
            with contextlib.suppress(httpx2.HTTPError):  # a probe that is not answered has seen nothing
                await probe()

        async def probe() -> None:
            (row,) = rows(luck, members, 1)
            row |= {"source": "payments", "data": {"days_late": 40}}  # no cap hides what it takes
            before = (await client.get(f"/api/v1/standings/{row['member']}", headers=machine)).json()
            await client.post("/api/v1/records", json=row, headers=machine)
            begun = time.perf_counter()
            while (await client.get(f"/api/v1/standings/{row['member']}", headers=machine)).json() == before:
                if time.perf_counter() - begun > SECONDS_TO_SHOW:  # a score of 0 cannot fall
                    return
                await asyncio.sleep(0.05)
            showing.seconds.append(time.perf_counter() - begun)

        begun = time.perf_counter()
        until = begun + seconds
        await asyncio.gather(
            at_rate(post, rate / batch, until), at_rate(read, statements, until), at_rate(show, 1, until)
        )
        spent = time.perf_counter() - begun
    return {
        "asked_records_per_second": rate,
        "records_per_second": round(taken / spent),
        "batch": batch,
        "posting": posting.summary(),
        "statements_per_second": round(len(reading.seconds) / spent, 1),
        "statements": reading.summary(),
        "shown_after": showing.summary() if showing.seconds else {},
    }


async def bare(seconds: float) -> dict[str, Any]:
    """The bare framework, one row for each request, as fast as sixteen clients can."""
    latencies = Latencies()
    async with httpx2.AsyncClient(base_url=f"http://localhost:{BARE_PORT}", timeout=30) as client:
        until = time.perf_counter() + seconds

        async def work(who: int) -> None:
            number = 0
            while time.perf_counter() < until:
                number += 1
                begun = time.perf_counter()
                answer = await client.post("/rows", json={"key": f"{who}-{number}", "body": "x" * 200})
                latencies.seconds.append(time.perf_counter() - begun)
                latencies.failed += answer.status_code != 200

        begun = time.perf_counter()
        await asyncio.gather(*[work(who) for who in range(16)])
        spent = time.perf_counter() - begun
    return {"rows_per_second": round(len(latencies.seconds) / spent)} | latencies.summary()


@contextlib.contextmanager
def running(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    """A server process, until the block ends."""
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            with contextlib.suppress(httpx2.HTTPError):
                if httpx2.get(f"http://localhost:{port}/healthz").status_code == 200:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def measure(
    members: int = 100_000,
    records: int = 100,
    seconds: float = 60,
    rate: int = 1_000,
    statements: float = 50,
    database: str = "postgres",
) -> dict[str, Any]:
    """The figures of one run."""
    with contextlib.ExitStack() as stack:
        if database == "postgres":
            address = stack.enter_context(postgres())
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            address = f"sqlite:///{folder}/load.db"
        settings = Settings(database=address, origin=f"http://localhost:{PORT}")
        instance = open_instance(load_scheme(find_scheme(SCHEME)), settings)
        key, sessions = _prepare(instance, members, records)
        if not instance.database.is_sqlite:
            settle(instance.database)
        instance.database.close()
        found: dict[str, Any] = {"database": database, "members": members, "records": members * records}
        limits = {"ISONOMIA_RATE_KEY": "10000", "ISONOMIA_RATE_NETWORK": "10000"}  # what is measured is not the limit
        environment = {"ISONOMIA_DATABASE": address, "ISONOMIA_ORIGIN": settings.origin, **limits}
        serve = [sys.executable, "-m", "isonomia", "serve", str(find_scheme(SCHEME)), "--port", str(PORT)]
        serve += ["--workers", str(PROCESSES)] if database == "postgres" else []
        with running(serve, environment, PORT):
            asyncio.run(load(5, members, key, sessions, rate // 2, BATCH, statements / 2))
            found["half"] = asyncio.run(load(seconds, members, key, sessions, rate // 2, BATCH, statements / 2))
            found["single"] = asyncio.run(load(seconds / 2, members, key, sessions, rate // 20, 1, statements / 2))
            found["batches"] = asyncio.run(load(seconds, members, key, sessions, rate, BATCH, statements))
        bare_command = [sys.executable, str(PEER), str(BARE_PORT)]
        with running(bare_command, {"DATABASE": address}, BARE_PORT):
            found["bare_framework"] = asyncio.run(bare(seconds / 4))
    return found


def on_postgres() -> dict[str, Any]:
    """With 100,000 members and 10 million records."""
    return measure(seconds=40)


def on_sqlite() -> dict[str, Any]:
    """With 2,000 members and 200,000 records."""
    return measure(members=2_000, seconds=30, rate=300, statements=10, database="sqlite")


def _prepare(instance: Instance, members: int, records: int) -> tuple[str, list[str]]:
    with instance.database.writing() as connection:
        fill(connection, members, records, instance.today - timedelta(days=1))
        remember(connection, instance, members)
        _key_id, key = make_key(connection, "load", "records:write standings:read", instance.now)
        luck = random.Random(2)
        people = [f"p-{luck.randint(1, members)}" for _ in range(READERS)]
        sessions = [begin_session(connection, person_id, "passkey", instance.now) for person_id in people]
    return key, sessions


def main() -> None:
    """Run once and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--records", type=int, default=100, help="in place for each member")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=int, default=1_000, help="records a second that clients send")
    parser.add_argument("--statements", type=float, default=50, help="pages a second that readers ask for")
    parser.add_argument("--database", choices=["postgres", "sqlite"], default="postgres")
    arguments = parser.parse_args()
    print(json.dumps(measure(**vars(arguments)), indent=2))


if __name__ == "__main__":
    main()
