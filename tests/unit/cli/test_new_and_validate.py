"""`isonomia new` and `isonomia validate`."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from isonomia.presets import preset_names, society_names


def test_new_writes_what_works_at_once(place, tmp_path):
    out, _ = place.run("new", tmp_path / "fresh")
    assert sorted(path.name for path in (tmp_path / "fresh").iterdir()) == ["README.md", "ledger.jsonl", "scheme.yaml"]
    assert place.run("validate", tmp_path / "fresh" / "scheme.yaml")[0].endswith("scheme.yaml: in order\n")
    assert "Next: isonomia score" in out


def test_new_takes_an_empty_folder_and_makes_parents(place, tmp_path):
    (tmp_path / "empty").mkdir()
    place.run("new", tmp_path / "empty")
    place.run("new", tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / "scheme.yaml").exists()


def test_new_touches_nothing_that_is_there(place):
    before = {path: path.read_bytes() for path in place.folder.iterdir()}
    _, err = place.run("new", place.folder, code=2)
    assert "exists already and is not an empty directory" in err
    assert {path: path.read_bytes() for path in place.folder.iterdir()} == before


def test_new_says_where_it_cannot_write(place, tmp_path):
    (tmp_path / "file").write_text("")
    _, err = place.run("new", tmp_path / "file" / "club", code=2)
    assert "cannot be written" in err


def test_the_commands_of_the_starters_readme_work(place):
    text = (place.folder / "README.md").read_text(encoding="utf-8")
    program = f"isonomia() {{ '{sys.executable}' -m isonomia \"$@\"; }}\n"
    script = program + "\n".join(re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    ran = subprocess.run(["bash", "-euc", script], cwd=place.folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert (place.folder / "anna.html").exists()


def test_validate_lists_everything_in_one_pass(place):
    bad = place.changed("bad.yaml", ("    points: 5\n", "    pints: 5\n"), ("hours >= 1", "hour >= 1"))
    out, err = place.run("validate", bad, place.scheme, code=1)
    assert out == f"{bad}: 3 errors\n{place.scheme}: in order\n"
    assert "scheme-missing-key" in err
    assert "did you mean 'points'?" in err
    assert "did you mean 'hours'?" in err


def test_validate_tells_warnings_from_errors(place):
    warned = place.changed("warned.yaml", ("context: lending library", "context: lending of things"))
    out, err = place.run("validate", warned)
    assert out == f"{warned}: 2 warnings\n"
    assert "warning[" in err


@pytest.mark.parametrize("name", preset_names())
def test_the_shipped_schemes_are_in_order(place, name):
    assert place.run("validate", name) == (f"{name}: in order\n", "")


@pytest.mark.parametrize("name", society_names())
def test_the_shipped_societies_are_in_order(place, name):
    assert place.run("validate", name) == (f"{name}: in order\n", "")


def test_a_society_is_told_from_a_scheme_by_its_first_key(place, tmp_path):
    path = tmp_path / "society.yaml"
    path.write_text("isonomia_society: 1\nsociety: [broken\n", encoding="utf-8")
    assert "yaml-unreadable" in place.run("validate", path, code=1)[1]
    path.write_text("isonomia_society: 1\n", encoding="utf-8")
    out, err = place.run("validate", path, place.scheme, code=1)
    assert out == f"{path}: 15 errors\n{place.scheme}: in order\n"
    assert "society-missing-key" in err


def test_a_scheme_that_is_not_there(place):
    _, err = place.run("validate", "rongchen", code=2)
    assert "did you mean 'rongcheng'?" in err
    _, err = place.run("validate", Path("nowhere.yaml"), code=1)
    assert "no such file" in err
