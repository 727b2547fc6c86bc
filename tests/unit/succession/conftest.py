"""Small schemes of one club, as versions."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.succession.version import Version

SOURCES: dict[str, Any] = {"hours": {"fields": {"hours": "decimal"}}, "talks": {}, "fees": {}}


@pytest.fixture
def version():
    """A function that makes a version from what differs from an empty club."""

    def made(label: str, begins: date | None = None, text: str | None = None, **parts: Any) -> Version:
        data = {"isonomia": 1, "scheme": "club", "time_zone": "Europe/Vienna", "sources": SOURCES} | parts
        reading = read_scheme_text(Path(f"v{label}.yaml"), text if text is not None else json.dumps(data))
        assert reading.scheme is not None, reading.errors
        return Version(label, reading.scheme, begins)

    return made
