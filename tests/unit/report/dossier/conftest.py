from datetime import date

import pytest

from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.presets import preset_path
from isonomia.scheme.load import read_scheme


def report_of(path, jurisdiction="eu"):
    """The check of a scheme file on a fixed day."""
    reading = read_scheme(path)
    assert reading.scheme is not None, reading.errors
    return check_scheme(reading.scheme, reading.document, Settings(date(2026, 11, 27), Jurisdiction(jurisdiction)))


@pytest.fixture(scope="session")
def riverside():
    return report_of(preset_path("riverside-time-bank"))


@pytest.fixture(scope="session")
def rongcheng():
    return report_of(preset_path("rongcheng"))


@pytest.fixture
def changed(tmp_path):
    """The report of a preset with some texts replaced."""

    def change(preset, *replacements):
        text = preset_path(preset).read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text, old
            text = text.replace(old, new)
        path = tmp_path / f"{preset}.yaml"
        path.write_text(text, encoding="utf-8")
        return report_of(path)

    return change
