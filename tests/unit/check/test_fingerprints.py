"""No two findings of one run share a fingerprint, or a baseline would hide a new one behind an old one."""

from datetime import date
from pathlib import Path

import pytest

from isonomia.check.baseline import against
from isonomia.check.example import family_base, lay_over
from isonomia.check.run import check_scheme, check_text
from isonomia.check.settings import Settings
from isonomia.presets import preset_names, preset_path
from isonomia.scheme.load import read_scheme

LATER = Settings(date(2028, 9, 1))
CORPUS = [
    path.with_name(path.name.replace(".labels", ""))
    for path in sorted((Path(__file__).parents[2] / "corpus").glob("*/*.labels.yaml"))
]


@pytest.mark.parametrize("path", [*map(preset_path, preset_names()), *CORPUS], ids=lambda path: path.stem)
def test_no_two_findings_share_a_fingerprint(path):
    reading = read_scheme(path)
    assert reading.scheme is not None
    found = check_scheme(reading.scheme, reading.document, LATER).findings
    assert len({finding.fingerprint("scheme") for finding in found}) == len(found)


@pytest.mark.parametrize(
    ("code", "over"),
    [
        ("AIA018", "{rights: {reasons: null, explanation: null}, consequences: {loans_paused: {area: credit}}}"),
        ("CRD001", "{sources: {loans: {context: parking}}, consequences: {loans_paused: {area: credit}}}"),
    ],
)
def test_a_second_consequence_is_new_to_a_baseline(code, over):
    before = lay_over(family_base("gdpr"), over)
    known = [found.fingerprint("example") for found in _check(code, before).findings]
    second = "{band: paused, kind: adverse, context: community, area: credit, effect: No loans, severity: medium}"
    after = _check(code, lay_over(before, f"consequences: {{second: {second}}}"))
    assert len(known) == 1
    assert [found.message.count("'second'") for found in against(after, known).findings] == [1]


def _check(code, text):
    return check_text(Path("scheme.yaml"), text, Settings(LATER.as_of, select=(code,)))
