import json
from dataclasses import replace
from datetime import date

import pytest

from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.check.simulation_results import read_results, text_sha256
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.presets import preset_path
from isonomia.scheme.load import load_scheme, read_scheme


def report_of(path, jurisdiction="eu", results=()):
    """The check of a scheme file on a fixed day."""
    reading = read_scheme(path)
    assert reading.scheme is not None, reading.errors
    settings = Settings(date(2026, 11, 27), Jurisdiction(jurisdiction), results=results)
    return check_scheme(reading.scheme, reading.document, settings)


@pytest.fixture(scope="session")
def riverside():
    return report_of(preset_path("riverside-time-bank"))


@pytest.fixture(scope="session")
def rongcheng():
    return report_of(preset_path("rongcheng"))


@pytest.fixture
def simulated(tmp_path):
    """The report of Rongcheng with results of a simulation, some parts of which are replaced."""
    scheme = load_scheme(preset_path("rongcheng"))
    written = [
        {"measure": measure, "item": item, "group": group, "scheme": mean, "scheme_low": low, "scheme_high": high}
        for measure, item, group, mean, low, high in (
            ("harm_by_error", "under restriction", "everyone", 25.0, -10.0, 50.0),
            ("harm_by_error", "under restriction by error", "everyone", 5.0, None, None),
            ("harm_by_error", "share of restriction that is error", "everyone", 0.2, None, None),
            ("traps", "chance to leave in a week", "everyone", 0.02, None, None),
            ("equal_conduct", "without harm, adverse band", "newcomers", 0.01, None, None),
            ("equal_conduct", "with harm, adverse band", "villagers", 0.04, None, None),
            ("equal_conduct", "with harm, adverse band", "newcomers", 0.09, 0.08, 0.1),
            ("equal_conduct", "selection ratio", "everyone", 0.44, 0.4, 0.5),
        )
    ]
    asked = {"scheme": "rongcheng", "society": "county", "people": 1000, "weeks": 104, "seed": 1}
    run = {"asked": asked, "scheme_sha256": text_sha256(scheme.text), "replicates": 3, "measures": written}

    def report(**parts):
        place = tmp_path / "found.json"
        place.write_text(json.dumps(run | parts), encoding="utf-8")
        bands = {51: {"d": 100, "a": 900}, 103: {"d": 250, "a": 750}}
        return report_of(preset_path("rongcheng"), results=(replace(read_results(place), bands=bands),))

    return report


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
