"""Credit scores small enough to compute every figure by hand."""

import pytest

CUMULATIVE = "Score,Black,Non- Hispanic white\n0,50,75\n50,100,100\n"
DEFAULTS = "Score,Black,Non- Hispanic white\n0,60,80\n50,10,20\n"
TOTALS = "Kind,Black,Non- Hispanic white\nSSA,300,300\n"


@pytest.fixture
def credit_folder(tmp_path):
    """Two groups of 300; the first has half of its people at each of two scores, the second three quarters below."""
    (tmp_path / "transrisk_cdf_by_race_ssa.csv").write_text(CUMULATIVE, encoding="utf-8")
    (tmp_path / "transrisk_performance_by_race_ssa.csv").write_text(DEFAULTS, encoding="utf-8")
    (tmp_path / "totals.csv").write_text(TOTALS, encoding="utf-8")
    return tmp_path
