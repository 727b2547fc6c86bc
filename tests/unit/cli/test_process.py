"""The command as a process: exit codes, broken pipes, interruptions, faults of isonomia itself."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "isonomia"]


def run(*words, **kept):
    return subprocess.run([*COMMAND, *map(str, words)], capture_output=True, text=True, check=False, timeout=60, **kept)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["schema"], 0),
        (["validate", "flensburg"], 0),
        (["validate", "nowhere.yaml"], 1),
        (["score", "nowhere.yaml", "x.jsonl"], 2),
        (["score", "flensburg", "nowhere.jsonl"], 2),
        (["scor"], 2),
    ],
)
def test_exit_codes(words, code):
    ran = run(*words)
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr


def test_a_broken_pipe_is_silent(place):
    command = " ".join([*COMMAND, "schema"])
    ran = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -c 10"], capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    assert len(ran.stdout) == 10


def test_a_reader_who_went_before_the_first_word():
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run([*COMMAND, "schema"], stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert ran.stderr == ""
    assert ran.returncode == 141


def test_a_full_disk():
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run([*COMMAND, "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ran.returncode not in (0, 1)
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) <= 2


def test_interruption_is_silent(tmp_path):
    queue = tmp_path / "ledger.jsonl"
    os.mkfifo(queue)
    process = subprocess.Popen([*COMMAND, "score", "flensburg", str(queue)], stderr=subprocess.PIPE, text=True)
    writer = os.open(queue, os.O_WRONLY)  # returns once the command waits for the first row
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    os.close(writer)
    assert process.returncode == 130
    assert err == ""


FAULTY = """
import sys
import isonomia.scheme.json_schema as broken
def fail():
    raise ZeroDivisionError("a fault\\nof isonomia")
broken.scheme_json_schema = fail
sys.argv = ["isonomia", "schema"]
from isonomia.__main__ import main
main()
"""


def test_an_unexpected_fault_is_one_line():
    ran = subprocess.run([sys.executable, "-c", FAULTY], capture_output=True, text=True, check=False)
    assert ran.returncode == 70
    assert ran.stderr.startswith("this is a fault in isonomia: ZeroDivisionError: a fault of isonomia (version ")
    assert len(ran.stderr.splitlines()) == 1


def test_a_fault_shows_its_place_on_request():
    environment = os.environ | {"ISONOMIA_DEBUG": "1"}
    ran = subprocess.run([sys.executable, "-c", FAULTY], capture_output=True, text=True, check=False, env=environment)
    assert "Traceback" in ran.stderr
    assert 'raise ZeroDivisionError("a fault' in ran.stderr or "ZeroDivisionError" in ran.stderr


def test_help_imports_nothing_heavy():
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "isonomia", "--help"], capture_output=True, text=True, check=False
    )
    heavy = {"duckdb", "pyarrow", "sqlglot", "pydantic", "jinja2", "pyspark", "psycopg", "babel", "rich"}
    imported = {line.rsplit("|", 1)[1].strip() for line in ran.stderr.splitlines() if "|" in line}
    assert heavy & imported == set()
