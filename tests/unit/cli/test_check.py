"""`check`, `rule`, `rules`, `fix` and `adapt` as a user calls them: what is printed, exit codes, each way to call them wrongly."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isonomia.check.example import family_base
from isonomia.check.registry import checks
from isonomia.cli.app import app

CLEAN = family_base("gdpr")
FAULTY = CLEAN.replace("  answer_within: 30 days\n", "  answer_within: 6 weeks\n").replace("  erasure: true\n", "")
DAY = ("--as-of", "2026-11-27")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The command line, called in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, list(words), prog_name="isonomia")


@pytest.fixture
def clean(tmp_path):
    path = tmp_path / "clean.yaml"
    path.write_text(CLEAN, encoding="utf-8")
    return str(path)


@pytest.fixture
def faulty(tmp_path):
    path = tmp_path / "faulty.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    return str(path)


def test_a_clean_scheme(run, clean):
    result = run("check", clean, *DAY)
    assert result.exit_code == 0
    assert "Nothing was found. That does not establish that the scheme is lawful." in " ".join(result.stdout.split())


@pytest.mark.parametrize("form", ["text", "lines", "json", "sarif", "github", "html"])
def test_the_exit_code_is_the_same_in_every_format(run, clean, faulty, form):
    assert run("check", clean, *DAY, "--format", form).exit_code == 0
    assert run("check", faulty, *DAY, "--format", form).exit_code == 1


def test_what_counts_as_failure(run, faulty):
    assert run("check", faulty, *DAY, "--fail-on", "prohibited").exit_code == 0
    assert run("check", faulty, *DAY, "--fail-on", "high risk duty").exit_code == 0
    assert run("check", faulty, *DAY, "--ignore", "GDPR034").exit_code == 0
    assert run("check", faulty, *DAY, "--ignore", "GDPR034", "--fail-on", "advice").exit_code == 1


def test_selection_by_code_beginning_and_family(run, faulty):
    def codes(*options):
        made = json.loads(run("check", faulty, *DAY, "--format", "json", *options).stdout)
        return [finding["code"] for finding in made["schemes"][0]["findings"]]

    assert codes() == ["GDPR034", "GDPR032"]
    assert codes("--select", "GDPR032") == ["GDPR032"]
    assert codes("--select", "gdpr") == ["GDPR034", "GDPR032"]
    assert codes("--select", "AIA,design") == []
    assert codes("--ignore", "gdpr03") == []


def test_a_narrowed_run_says_so_before_its_verdict(run, clean, faulty):
    whole = json.loads(run("check", clean, *DAY, "--format", "json").stdout)["schemes"][0]
    assert (whole["left_out"], whole["verdict"]) == (
        [],
        "Nothing was found. That does not establish that the scheme is lawful.",
    )
    narrowed = json.loads(run("check", faulty, *DAY, "--format", "json", "--select", "AIA001,AIA002").stdout)["schemes"]
    count = len(narrowed[0]["left_out"])
    assert "GDPR034" in narrowed[0]["left_out"]
    said = f"Only 2 of {count + 2} checks were made, as --select and --ignore say; the others may find more."
    assert narrowed[0]["verdict"] == f"{said} Nothing was found. That does not establish that the scheme is lawful."
    for form in ("text", "sarif", "html"):
        shown = run("check", faulty, *DAY, "--format", form, "--select", "AIA001,AIA002").stdout
        assert said in " ".join(shown.split())
    assert "Only " in run("check", faulty, *DAY, "--ignore", "GDPR034").stdout


def test_the_jurisdiction_and_the_day(run, faulty):
    assert run("check", faulty, *DAY, "--jurisdiction", "us").exit_code == 0
    assert run("check", faulty, "--as-of", "2018-05-24").exit_code == 0


def test_a_baseline_of_an_earlier_report(run, faulty, tmp_path):
    known = tmp_path / "known.json"
    assert run("check", faulty, *DAY, "-o", str(known)).exit_code == 1
    result = run("check", faulty, *DAY, "--baseline", str(known))
    assert result.exit_code == 0
    assert "Known from the baseline: GDPR032, GDPR034." in result.stdout


@pytest.mark.parametrize(
    ("options", "message", "remedy"),
    [
        (
            ("--select", "GDRP"),
            "--select is 'GDRP', which is no code, no beginning of one and no family",
            "did you mean 'gdpr'?",
        ),
        (("--select", ""), "--select names no check", "leave --select out to make all checks"),
        (("--select", " , "), "--select names no check", "name codes"),
        (("--as-of", "soon"), "--as-of is 'soon'; expected a date", "write it as 2026-08-02"),
        (("--jurisdiction", "europe"), "--jurisdiction is 'europe'; expected eu, uk, none", ""),
        (
            ("--jurisdiction", "us-zz"),
            "--jurisdiction is 'us-zz'; expected us- and the two letters of a state or area, such as us-co",
            "listed in ISO 3166-2:US",
        ),
        (("--jurisdiction", "us-nyc"), "--jurisdiction is 'us-nyc'; expected us- and", "New York City: us-ny"),
        (("--fail-on", "errors"), "--fail-on is 'errors', which is no level", "levels: "),
        (
            ("--baseline", "missing.json"),
            "the baseline 'missing.json' cannot be read: no such file or directory",
            "make one with",
        ),
        (("-o", "report.pdf"), "the suffix of 'report.pdf' says no format that this command writes", "add --format"),
    ],
)
def test_a_wrong_call_says_what_was_expected(run, clean, options, message, remedy):
    result = run("check", clean, *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert remedy in result.stderr
    assert "Traceback" not in result.stderr


def test_a_baseline_that_is_none(run, clean, tmp_path):
    other = tmp_path / "other.json"
    other.write_text("[1, 2]", encoding="utf-8")
    result = run("check", clean, "--baseline", str(other))
    assert result.exit_code == 2
    assert "is no report of this command" in result.stderr


def test_a_scheme_that_is_not_in_order(run, tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text(CLEAN.replace("rights:", "rigths:"), encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 2
    assert "error[scheme-unknown-key]: the unknown key 'rigths'" in result.stderr


def test_fix_changes_nothing_of_a_file_but_what_it_mends(run, tmp_path):
    """Byte-order mark, CRLF and a last line without an end stay as they are."""
    path = tmp_path / "scheme.yaml"
    before = CLEAN.replace("    expires: 12 months\n", "").replace("    retention: 24 months\n", "").rstrip("\n")
    path.write_bytes(b"\xef\xbb\xbf" + before.replace("\n", "\r\n").encode())
    run("fix", str(path), *DAY, "--write")
    lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode().split("\r\n")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfisonomia: 1\r\n")
    added = [line for line in lines if line not in before.split("\n")]
    assert added == ["    expires: 12 months"]
    assert [line for line in lines if line not in added] == before.split("\n")


# shared knowledge of what real schemes are: nothing prohibited in lawful ones, three or more in Rongcheng
@pytest.mark.parametrize(
    ("name", "prohibited"),
    [
        ("flensburg", 0),
        ("uk-totting-up", 0),
        ("stack-overflow", 0),
        ("vienna-kultur-token", 0),
        ("fico-style", 0),
        ("riverside-time-bank", 0),
        ("bologna-smart-citizen-wallet", 0),
        ("rongcheng", 8),
        ("national-list", None),
    ],
)
def test_the_verdicts_on_shipped_schemes(run, name, prohibited):
    jurisdiction = ("--jurisdiction", "eu") if name in ("rongcheng", "national-list") else ()
    made = json.loads(run("check", name, *DAY, *jurisdiction, "--format", "json").stdout)["schemes"][0]
    found = made["counts"]["prohibited"]
    assert found == prohibited if prohibited is not None else found >= 3
    assert made["is_refused"] is (prohibited != 0)


def test_a_page_of_a_check(run):
    shown = run("rule", "gdpr005").stdout
    assert shown.startswith("# GDPR005: Adverse points that never expire\n")
    for section in ("What it does", "Why", "Example", "Use instead", "References", "Read for this check"):
        assert f"\n## {section}\n" in shown


def test_a_check_that_is_not_there(run):
    result = run("rule", "GDPR999")
    assert result.exit_code == 2
    assert "there is no check 'GDPR999'" in result.stderr


def test_the_table_of_checks(run):
    assert len(run("rules").stdout.splitlines()) == len(checks()) + 2
    listed = json.loads(run("rules", "--family", "china", "--format", "json").stdout)
    assert [item["code"] for item in listed] == [f"CHN00{number}" for number in range(1, 7)]
    assert run("rules", "--family", "mars").exit_code == 2


def test_fix_shows_and_writes_nothing(run, faulty):
    result = run("fix", faulty, *DAY)
    assert result.exit_code == 1
    assert "-  answer_within: 6 weeks\n+  answer_within: 1 month\n" in result.stdout
    assert "1 decision is left for people:" in result.stdout
    assert "[GDPR034]" in result.stdout
    assert Path(faulty).read_text(encoding="utf-8") == FAULTY


def test_fix_writes_when_it_is_told_to(run, faulty):
    run("fix", faulty, *DAY, "--write")
    assert Path(faulty).read_text(encoding="utf-8") == FAULTY.replace("6 weeks", "1 month")
    assert run("check", faulty, *DAY, "--select", "GDPR032", "--fail-on", "advice").exit_code == 0


def test_fix_leaves_shipped_schemes_alone(run):
    result = run("fix", "flensburg", "--write")
    assert result.exit_code == 2
    assert "'flensburg' comes with isonomia and is not changed in place" in result.stderr


def test_fix_of_a_clean_scheme(run, clean):
    result = run("fix", clean, *DAY)
    assert result.exit_code == 0
    assert result.stdout == "Nothing is left to decide.\n"


def test_adapt_writes_a_scheme_with_nothing_prohibited(run, tmp_path):
    path = tmp_path / "adapted.yaml"
    result = run("adapt", "rongcheng", "--jurisdiction", "eu", *DAY, "-o", str(path))
    assert result.exit_code == 0
    assert "kept: good_deeds -> heating_rebate" in result.stderr
    assert "consequences.loans_closed: its facts come from other areas of life [AIA001]" in result.stderr
    assert run("validate", str(path)).exit_code == 0
    assert run("check", str(path), *DAY, "--fail-on", "rights").exit_code == 0


def test_adapt_does_not_write_over_what_it_reads(run, faulty):
    assert run("adapt", faulty, "-o", faulty).exit_code == 2


def test_results_of_a_simulation_are_taken_in(run, tmp_path):
    assert run("simulate", "flensburg", "--people", "200", "--weeks", "8", "-o", "found.json").exit_code == 0
    content = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    for row in content["measures"]:
        if (row["measure"], row["item"]) == ("equal_conduct", "selection ratio"):
            row["scheme"] = 0.25
    (tmp_path / "found.json").write_text(json.dumps(content), encoding="utf-8")
    without = run("check", "flensburg", "--select", "EQL002", "--format", "lines", *DAY)
    assert "EQL002" not in without.stdout
    result = run("check", "flensburg", "--results", "found.json", "--select", "EQL002", "--format", "lines", *DAY)
    assert "EQL002" in result.stdout
    assert "only 0.25 times as often as another" in result.stdout
    page = run("dossier", "dpia", "flensburg", "--results", "found.json", *DAY)
    assert page.exit_code == 0
    assert "The scheme was run on the synthetic society 'european-town': 200 people, 8 weeks" in page.stdout


def test_results_of_another_scheme_are_refused(run, tmp_path, clean):
    run("simulate", "flensburg", "--people", "200", "--weeks", "8", "-o", "found.json")
    result = run("check", clean, "--results", "found.json")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: 'found.json' holds results of the scheme 'flensburg', which is not among those given: example\n"
        "  = help: simulate the scheme given, or name the scheme that was simulated\n"
    )


def test_a_statement_of_reasons_takes_no_results(run):
    result = run("dossier", "statement", "flensburg", "--results", "found.json")
    assert result.exit_code == 2
    assert result.stderr == (
        "error: --results with a statement of reasons, which tells one person of one decision\n"
        "  = help: leave it out, or draft a dpia or fria\n"
    )
