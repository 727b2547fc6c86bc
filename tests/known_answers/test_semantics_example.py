"""The example of the contract, word for word, loads: what it shows is what the program reads."""

from pathlib import Path

from isonomia.diagnostics.diagnostic import Level
from isonomia.scheme.load import read_scheme

EXAMPLE = Path(__file__).parent / "semantics_example.yaml"


def test_the_example_loads():
    reading = read_scheme(EXAMPLE)
    assert reading.errors == ()
    assert reading.scheme is not None
    assert [rule.name for rule in reading.scheme.rules] == ["volunteer_hours", "late_payment", "quiet_year"]


def test_the_retention_behind_a_counted_rule_is_a_warning():
    # quiet_year counts late_payment and needs the payments for its year and the 24 months of its points
    warnings = [item for item in read_scheme(EXAMPLE).diagnostics if item.code == "scheme-retention"]
    assert [item.level for item in warnings] == [Level.WARNING]
    assert warnings[0].found == "a retention of 24 months"
    assert warnings[0].expected == "at least 1 year and 24 months, which the rule 'quiet_year' needs"
