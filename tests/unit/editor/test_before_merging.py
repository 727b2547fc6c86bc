"""The GitHub Action and the pre-commit hook do what their pages say."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from isonomia.cli.app import app

ROOT = Path(__file__).parents[3]
FOUND = "::warning file=schemes/club-scheme.yaml,line=21,endLine=21,col="


def read(name):
    return YAML(typ="safe", pure=True).load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def check(tmp_path, scheme):
    """Run the action's own script over a folder with one scheme; `given` replaces inputs."""
    (tmp_path / "schemes").mkdir()
    (tmp_path / "schemes" / "club-scheme.yaml").write_text(scheme, encoding="utf-8")
    action = read("action.yml")
    (step,) = [step for step in action["runs"]["steps"] if step["id"] == "check"]

    def run(**given):
        names = {name: re.fullmatch(r"\$\{\{ inputs\.(.*) \}\}", value) for name, value in step["env"].items()}
        inputs = {
            name: given.get(name, action["inputs"][match[1]]["default"]) for name, match in names.items() if match
        }
        outputs = tmp_path / "outputs"
        outputs.touch()
        environment = {**os.environ, **inputs, "PYTHON": sys.executable, "GITHUB_OUTPUT": str(outputs)}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        return ran, outputs.read_text(encoding="utf-8")

    return run


def test_findings_are_noted_beside_their_lines(check):
    ran, _outputs = check(SCHEMES="**/*.yaml", SELECT="GDPR005", AS_OF="2026-11-01")
    assert ran.returncode == 1, ran.stderr
    assert FOUND in ran.stdout


def test_sarif_goes_to_its_file(check, tmp_path):
    ran, outputs = check(SCHEMES="schemes/club-scheme.yaml", FORMAT="sarif", FAIL_ON="prohibited")
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stderr
    assert outputs == "sarif-file=isonomia.sarif\n"
    assert '"ruleId": "GDPR005"' in (tmp_path / "isonomia.sarif").read_text(encoding="utf-8")


def test_a_pattern_that_fits_nothing_fails(check):
    ran, _outputs = check(SCHEMES="nowhere/*.yaml")
    assert (ran.returncode, ran.stdout) == (2, "::error::no file fits the pattern of the input 'schemes'\n")


def test_an_input_is_never_a_command(check, tmp_path):
    ran, _outputs = check(SCHEMES="$(touch seen) --help `touch seen`", JURISDICTION="$(touch seen)")
    assert ran.returncode == 2
    assert not (tmp_path / "seen").exists()


def test_no_script_holds_an_input(check):
    scripts = [step.get("run", "") for step in read("action.yml")["runs"]["steps"]]
    assert all("${{" not in script for script in scripts)


def test_the_hook_runs_the_check_on_schemes(tmp_path, scheme):
    (hook,) = read(".pre-commit-hooks.yaml")
    pattern = re.compile(hook["files"])
    assert all(map(pattern.search, ["scheme.yaml", "a/b/scheme.yml", "club-scheme.yaml", "a/club.scheme.yaml"]))
    assert not any(map(pattern.search, ["schemes.yaml", "conscheme.yaml", "scheme.yaml.j2", "scheme/other.yaml"]))
    path = tmp_path / "scheme.yaml"
    path.write_text(scheme, encoding="utf-8")
    program, *words = shlex.split(hook["entry"])
    assert program == "isonomia"
    assert CliRunner().invoke(app, [*words, "--fail-on", "violation", str(path)]).exit_code == 1
