"""Logs: one JSON object a line, with the request's id and route, and nothing of any person.

A path can hold a member's number and a query a word that somebody typed, so that neither is logged: the route is.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

FIELDS = ("request_id", "method", "route", "status", "milliseconds")
DEEPEST = 8
"""How many places an error is traced back."""


class OneObject(logging.Formatter):
    """A record as a JSON object; a line break in a message cannot begin a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        found: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        found |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            found["error"] = record.exc_info[0].__name__  # its message may quote a person; the place names none
            frames = traceback.extract_tb(record.exc_info[2])
            found["where"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames[-DEEPEST:]]
        return json.dumps(found, ensure_ascii=True)


def log_as_json(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send all logs to a stream (standard error), one object a line."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(OneObject())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in ("isonomia", "isonomia.requests", "isonomia.worker"):
        logging.getLogger(name).setLevel(level)
