"""Another key for the log: the log goes on, and who knows the old key can come to know the new one."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, func, select, update

from isonomia.periods import ONE_DAY, first_instant
from isonomia.service.audit.entries import OPERATOR, note
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.tables import setting
from isonomia.service.log.keys import KEY, every_key, forget_keys_before, held_key, keys_beside, name_before
from isonomia.service.log.tables import log_checkpoint, log_succession
from isonomia.transparency.checkpoint import open_checkpoint
from isonomia.transparency.key import SigningKey
from isonomia.transparency.log_keys import LogKeys
from isonomia.transparency.note import sign
from isonomia.transparency.succession import Succession, parse_successions, sign_succession


def rotate_log_key(connection: Connection, instance: Instance, both_until: date | None) -> Succession:
    """Make a new key; the old one signs beside it up to and with a local day, or, with None as it leaked, never again.

    Raises:
        NotVerified: The latest checkpoint is not the log's own: the new key must not sign it.
    """
    old = held_key(connection, to_change=True)
    known = every_key(connection)
    if both_until is None:
        _mark_those_before(connection, old, instance.now)
    new = SigningKey.generate(old.name)
    number = connection.execute(select(func.coalesce(func.max(log_succession.c.number), 0))).scalar_one() + 1
    begins, ends = instance.now.replace(microsecond=0), _end_of(both_until, instance)
    made, text = sign_succession(old, new, begins, ends)
    add(connection, log_succession, number=number, note=text, begins_at=begins, both_until=ends)
    connection.execute(update(setting).where(setting.c.name == KEY).values(value=new.secret_text()))
    if made.is_leaked:
        forget_keys_before(connection)  # they lay where the one that leaked did
    else:
        add(connection, setting, name=name_before(number), value=old.secret_text())
    _sign_latest_again(connection, [new, *keys_beside(connection, instance.now)], known)
    act = "log-key-leaked" if made.is_leaked else "log-key-changed"
    note(connection, instance, OPERATOR, act, ("log key", new.verifier.id.hex()))
    return made


def _mark_those_before(connection: Connection, old: SigningKey, now: datetime) -> None:
    """Say of the keys that still sign beside the one that leaked that they leaked too: they lay where it did.

    Those whose time is over are deleted and can sign no note any more; a later key that leaked stops whoever comes
    from them.
    """
    wanted = select(log_succession).where(log_succession.c.both_until > now).order_by(log_succession.c.number.desc())
    stored_keys = dict(connection.execute(select(setting.c.name, setting.c.value)).all())
    successor = old
    for row in connection.execute(wanted).all():
        text = stored_keys.get(name_before(row.number))
        if text is None:
            return
        key = SigningKey.parse(text)
        if parse_successions(bytes(row.note))[0].successor != successor.verifier:
            return
        _made, note_text = sign_succession(key, successor, row.begins_at, None)
        changed = {"note": note_text, "both_until": None}
        connection.execute(update(log_succession).where(log_succession.c.number == row.number).values(**changed))
        successor = key


def _end_of(day: date | None, instance: Instance) -> datetime | None:
    if day is None:
        return None
    return first_instant(day + ONE_DAY, instance.zone_of.zone).astimezone(UTC)


def _sign_latest_again(connection: Connection, keys: list[SigningKey], known: LogKeys) -> None:
    """The latest checkpoint under the keys that sign now, so that none has to wait for the next one.

    It says the same as before, and so keeps its cosignatures.
    """
    latest = select(log_checkpoint).order_by(log_checkpoint.c.size.desc()).limit(1).with_for_update()
    row = connection.execute(latest).first()
    if row is None:
        return
    before = open_checkpoint(bytes(row.note), known.trusted[0]).note
    again = sign(before.text, keys)
    for signature in before.signatures:
        if not any(signature.is_by(key) for key in known.trusted):
            again = again.with_signature(signature)
    is_latest = log_checkpoint.c.size == row.size
    connection.execute(update(log_checkpoint).where(is_latest).values(note=again.encode()))
