"""Each page's *Example* fires exactly its own check, and its *Use instead* nothing at all."""

from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from isonomia.check.definition import Check
from isonomia.check.example import example_scheme, family_base
from isonomia.check.level import Extent
from isonomia.check.registry import FAMILIES, checks
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.check.simulation_results import SimulationResults, read_results
from isonomia.scheme.load import read_scheme_text

DAY = date(2028, 9, 1)  # every check in the house applies by then

# Where the law says two things of one fact, the example cannot have the one without the other.
COMPANIONS = {
    "ACC003": {"AIA001", "GDPR002"},  # it needs what cannot be accepted, and with that its companion
    "AIA001": {"GDPR002"},  # facts from another area of life also serve another end
    "AIA007": {"EQL003"},  # a rule that reads wealth is also a proxy
    "AIA009": {"CHR009"},  # watching everyone in public is also surveillance
    "DSA003": {"GDPR010"},  # the logic is owed to users as to data subjects
}


def codes(text: str, results: tuple[SimulationResults, ...] = ()) -> set[str]:
    reading = read_scheme_text(Path("example.yaml"), text)
    assert reading.scheme is not None, [item.message for item in reading.errors]
    report = check_scheme(reading.scheme, reading.document, Settings(DAY, results=results))
    return {finding.code for finding in report.findings}


def results_in(check: Check, section: str, folder: Path) -> tuple[SimulationResults, ...]:
    text = check.page.results(section)
    if not text:
        return ()
    (folder / "results.json").write_text(text, encoding="utf-8")
    found = read_results(folder / "results.json")
    base = read_scheme_text(Path("base.yaml"), family_base(check.family)).scheme
    assert base is not None
    assert found.scheme == base.name, "the results must be of the example"
    return (found,)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_base_of_a_family_is_clean(family):
    assert codes(family_base(family)) == set()


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.code)
def test_the_example_fires_exactly_its_check(check: Check, tmp_path: Path):
    found = codes(example_scheme(check.family, check.page.example), results_in(check, "Example", tmp_path))
    assert found == {check.code} | COMPANIONS.get(check.code, set())


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.code)
def test_what_to_use_instead_is_silent(check: Check, tmp_path: Path):
    results = results_in(check, "Use instead", tmp_path)
    assert codes(example_scheme(check.family, check.page.use_instead), results) == set()


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.code)
def test_a_check_says_what_was_read_for_it(check: Check):
    is_law = check.family not in ("design", "accepts")
    assert bool(check.readings) == is_law, "name each text that was read, and how much of it"
    if check.force.value == "unverified":
        assert any(reading.extent is not Extent.FULL for reading in check.readings)


def test_codes_are_unique():
    found = [check.code for check in checks()]
    assert len(found) == len(set(found))


def test_each_check_applies_from_its_day():
    listed = YAML(typ="safe").load((Path(__file__).parent / "applies_from.yaml").read_text(encoding="utf-8"))
    assert {check.code: check.applies_from for check in checks() if check.applies_from} == listed
