"""Help teaches by example, and a wrong call says how to put it right."""

import pytest

COMMANDS = [
    "new",
    "validate",
    "check",
    "rule",
    "rules",
    "fix",
    "adapt",
    "dossier",
    "score",
    "explain",
    "compare",
    "merge",
    "sql",
    "schema",
    "lsp",
    "demo",
    "simulate",
    "sweep",
    "reproduce",
    "serve",
    "credential",
    "log",
    "admin",
]
OF_THE_LOG = ["verify", "include", "prove", "witness", "key"]
OF_THE_ADMINISTRATION = ["backup", "restore", "verify", "doctor", "erase", "rescore"]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_shows_examples(place, command):
    out, _ = place.run(command, "--help")
    assert "Examples:\n    isonomia " in out


@pytest.mark.parametrize("command", OF_THE_LOG)
def test_each_command_of_the_log_shows_examples(place, command):
    out, _ = place.run("log", command, "--help")
    assert f"Examples:\n    isonomia log {'key' if command == 'witness' else command} " in out


@pytest.mark.parametrize("command", OF_THE_ADMINISTRATION)
def test_each_command_of_the_administration_shows_examples(place, command):
    out, _ = place.run("admin", command, "--help")
    assert f"Examples:\n    isonomia admin {command}" in out


def test_all_commands_are_listed(place):
    out, _ = place.run("--help")
    assert [line.split()[0] for line in out.split("Commands:\n")[1].split("\n\n")[0].splitlines()] == COMMANDS


def test_the_version(place):
    out, _ = place.run("--version")
    assert out.startswith("isonomia ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["scor"], "Did you mean 'score'?"),
        (["score", "flensburg"], "Missing argument 'LEDGER'"),
        (["explain", "flensburg", "x.jsonl"], "Missing option '--member'"),
        (["sql", "flensburg", "--dialect", "oracle"], "'--dialect'"),
        (["score", "flensburg", "x.jsonl", "--format", "xml"], "'--format'"),
    ],
)
def test_wrong_calls_are_answered_with_the_cure(place, words, said):
    _, err = place.run(*words, code=2)
    assert said in err
