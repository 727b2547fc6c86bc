"""Reading a whole ledger into memory: every row parsed, then all of them checked together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from isonomia.ledger.connect import read_connect
from isonomia.ledger.ledger import Ledger
from isonomia.ledger.parse_record import RecordParser, RowFault
from isonomia.ledger.readers.choose import is_connect, ledger_files, reader_for
from isonomia.ledger.readers.interface import ReadRow
from isonomia.ledger.record import AnyRecord, Origin
from isonomia.ledger.rejects import FaultList, FaultSink, Rejected, RejectsFile
from isonomia.ledger.validate import LedgerFault, validate
from isonomia.scheme.scheme import Scheme


@dataclass(frozen=True)
class PartialLedger:
    """A sound ledger, and how many rows were set aside to make it so."""

    ledger: Ledger
    rejected: int


@overload
def read_ledger(scheme: Scheme, paths: Iterable[Path | str], *, rejects: None = None) -> Ledger: ...
@overload
def read_ledger(scheme: Scheme, paths: Iterable[Path | str], *, rejects: Path) -> PartialLedger: ...
def read_ledger(scheme: Scheme, paths: Iterable[Path | str], *, rejects: Path | None = None) -> Ledger | PartialLedger:
    """The ledger that files, folders, connect.yaml files and standard input (`-`) hold together.

    LedgerError lists what is wrong (at most 100 faults). With `rejects` faulty rows are written to that file as JSON
    Lines instead, with all that depends on them, and the rest is returned with their number; a file that cannot be
    read at all is an error all the same. UsageError for a path that is not there.
    """
    files = [Path(path) for path in paths]
    if rejects is None:
        faults = FaultList()
        records = list(parse_rows(scheme, ledger_rows(scheme, files), faults))
        faults.raise_if_any()
        ledger = settle(records, faults)
        faults.raise_if_any()
        return ledger
    with RejectsFile(rejects) as aside:
        ledger = settle(list(parse_rows(scheme, ledger_rows(scheme, files), aside)), aside)
        return PartialLedger(ledger, aside.count)


def ledger_rows(scheme: Scheme, paths: Iterable[Path]) -> Iterator[ReadRow]:
    """The raw rows of all paths, lazily."""
    for path in ledger_files(paths):
        yield from read_connect(scheme, path) if is_connect(path) else reader_for(path)(path)


def parse_rows(scheme: Scheme, rows: Iterable[ReadRow], faults: FaultSink) -> Iterator[AnyRecord]:
    """The records that rows hold; rows that hold none go to `faults`."""
    parser = RecordParser(scheme)
    for read in rows:
        record = parse_row(parser, read)
        if isinstance(record, Rejected):
            faults.add(record)
        else:
            yield record


def parse_row(parser: RecordParser, read: ReadRow) -> AnyRecord | Rejected:
    """The record that a row holds, or why it holds none."""
    try:
        if read.row is None:
            raise read.fault or RowFault("ledger-unreadable", "a row that cannot be read")
        return parser.parse(read.row, read.origin)
    except RowFault as fault:
        record = read.row if read.row is not None else read.text
        return Rejected(read.origin, fault.code, fault.found, fault.expected, fault.remedy, record)


def settle(records: list[AnyRecord], faults: FaultSink) -> Ledger:
    """The sound ledger of these records.

    Setting a record aside may leave another without what it names, so the check is repeated until nothing is
    wrong; where faults are only listed, once is enough.
    """
    while True:
        validation = validate(records)
        for fault in validation.faults:
            faults.add(rejected(fault))
        if not validation.faults or not faults.sets_aside:
            return validation.ledger
        wrong = {id(fault.record) for fault in validation.faults}
        records = [record for record in records if id(record) not in wrong]


def rejected(fault: LedgerFault) -> Rejected:
    """A fault of the whole ledger, as the row that it concerns."""
    origin: Origin = fault.record.origin
    return Rejected(origin, fault.code, fault.found, fault.expected, fault.remedy, fault.record)
