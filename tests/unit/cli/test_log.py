"""`isonomia log`: what each command says of a log that holds, and of one that does not."""

import json
import os
import subprocess
import sys
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from isonomia.transparency.checkpoint import sign_checkpoint
from isonomia.transparency.commitment import commitment
from isonomia.transparency.key import KeyType, SigningKey, VerifierKey
from isonomia.transparency.storage.folder import Folder
from isonomia.transparency.tree import append

ADVICE = "  keep the checkpoint and the tiles that you were shown, and ask who runs the log\n"
NOBODY = "  no witness was asked for: that others are shown the same log is not checked\n"
MEMBER_KEY = bytes(range(32))


def key(name, kind=KeyType.ED25519):
    return SigningKey(name, kind, Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest()))


def fact(number):
    return {"kind": "event", "event_id": f"h{number}", "member": "anna", "data": {"hours": "2.5"}}


class Log:
    """A log in a folder, the command line, and the files that its members and witnesses have."""

    def __init__(self, place):
        self.place, self.folder = place, place.folder / "log"
        self.key, self.witness_key = key("example.org/club"), key("w.example.net", KeyType.COSIGNATURE)
        self.size = 0
        self.write("club.vkey", str(self.key.verifier) + "\n")
        self.write("w.vkey", str(self.witness_key.verifier))
        self.write("w.secret", self.witness_key.secret_text())
        self.write("member.key", MEMBER_KEY.hex() + "\n")
        self.write("fact.json", json.dumps(fact(17), indent=2))
        self.grow(300)

    def write(self, name, text):
        (self.place.folder / name).write_text(text, encoding="utf-8")

    def path(self, name):
        return self.place.folder / name

    def grow(self, size, first=b""):
        entries = [first + commitment(MEMBER_KEY, fact(number)) for number in range(self.size, size)]
        head = append(Folder(self.folder), self.size, entries)
        Folder(self.folder).write({"checkpoint": sign_checkpoint(head, self.key).encode()})
        self.size = size

    def run(self, command, *words, code=0):
        return self.place.run("log", command, *words, "--key", self.path("club.vkey"), code=code)

    def verify(self, *words, code=0):
        return self.run("verify", self.folder, *words, code=code)

    def include(self, place, *words, code=0):
        own = ("--fact", self.path("fact.json"), "--member-key", self.path("member.key"))
        return self.run("include", place, *own, *words, code=code)

    def witness(self, *words, code=0):
        own = ("--witness-key", self.path("w.secret"), "--state", self.path("seen"))
        return self.run("witness", self.folder, *own, *words, code=code)


@pytest.fixture
def log(place):
    return Log(place)


def test_a_log_that_holds(log):
    assert log.verify() == (
        "VERIFIED: example.org/club\n"
        "  300 entries; the root that the checkpoint signs is the one that they give\n" + NOBODY,
        "",
    )


def test_a_log_that_continues_and_is_cosigned(log):
    kept = log.folder.joinpath("checkpoint").rename(log.path("of-may"))
    log.grow(1000)
    log.witness("-o", log.folder / "checkpoint")
    out, _ = log.verify("--since", kept, "--witness", log.witness_key.verifier)
    lines = out.splitlines()
    assert lines[:4] == [
        "VERIFIED: example.org/club",
        "  1000 entries; the root that the checkpoint signs is the one that they give",
        "  it begins with the 300 entries of the older checkpoint, unchanged",
        "  cosigned by 1 of 1 known witnesses",
    ]
    assert lines[4].startswith("    w.example.net, 20") and len(lines) == 5


def test_for_programs(log):
    found = json.loads(log.verify("--format", "json")[0])
    root = log.folder.joinpath("checkpoint").read_text(encoding="utf-8").split("\n")[2]
    checkpoint = {"origin": "example.org/club", "size": 300, "root": root}
    assert found == {"verified": True, "checkpoint": checkpoint, "since": None, "cosignatures": []}
    (log.folder / "tile/0/000").unlink()
    log.verify("-o", log.path("verdict.json"), code=1)
    verdict = json.loads(log.path("verdict.json").read_text(encoding="utf-8"))
    assert verdict == {"verified": False, "reason": "tile/0/000 is missing"}


def test_a_changed_past(log):
    kept = log.folder.joinpath("checkpoint").rename(log.path("of-may"))
    log.size = 0
    log.grow(400, first=b"!")
    assert log.verify("--since", kept, code=1) == (
        "NOT VERIFIED: the first 300 entries are not those of the older checkpoint: the past was changed\n" + ADVICE,
        "",
    )


def test_too_few_witnesses(log):
    assert log.verify("--witness", log.path("w.vkey"), code=1)[0] == (
        "NOT VERIFIED: 0 of 1 known witnesses cosigned the checkpoint, expected at least 1\n" + ADVICE
    )
    assert "  cosigned by 0 of 1 known witnesses\n" in log.verify("--witness", log.path("w.vkey"), "--witnesses", 0)[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--since", "{log}/tile/0/000"], "is no checkpoint of this log: this is no signed note: it is not UTF-8"),
        (["--since", "{log}/none"], "cannot be read: no such file or directory"),
        (["--witness", "{own}/club.vkey"], "the key of example.org/club is not a witness's"),
        (["--witness", "a+b+c"], "this is no verifier key: expected NAME+ID+BASE64, got 'a+b+c'"),
        (["--witnesses", "1"], "--witnesses 1 asks for more than the 0 witnesses whose keys are given"),
        (["--key", "{own}/w.vkey"], "the key of w.example.net is a witness's, not a log's"),
        (["--key", "{own}/none.vkey"], "cannot be read: no such file or directory"),
    ],
)
def test_wrong_calls(log, words, said):
    words = [word.format(log=log.folder, own=log.place.folder) for word in words]
    own = () if "--key" in words else ("--key", log.path("club.vkey"))
    out, err = log.place.run("log", "verify", log.folder, *words, *own, code=2)
    assert out == "" and said in err and "= help: " in err


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("none", "there is no folder"),
        (".", "there is no log here: the file 'checkpoint' is missing"),
        ("ftp://example.org/log", "is no address of a log"),
        ("http://127.0.0.1:1/log", "http://127.0.0.1:1/log/checkpoint cannot be read: "),
    ],
)
def test_where_no_log_is(log, where, said):
    where = where if "://" in where else log.path(where)
    assert said in log.run("verify", where, code=2)[1]


def test_a_fact_that_is_in_the_log(log):
    first = "INCLUDED: this fact is entry 17 of example.org/club, a log of 300 entries\n"
    assert log.include(log.folder) == (first + NOBODY, "")
    assert log.include(log.folder, "--index", 17) == (first + NOBODY, "")
    found = json.loads(log.include(log.folder, "--format", "json")[0])
    assert (found["verified"], found["index"], found["checkpoint"]["size"]) == (True, 17, 300)


def test_a_fact_that_is_not(log):
    advice = (
        "  see that fact and key are as exported; if they are, keep what you were shown, and ask who runs the log\n"
    )
    log.include(log.folder, "--index", 16, code=1)
    log.write("fact.json", json.dumps(fact(17) | {"member": "ben"}))
    assert log.include(log.folder, code=1)[0] == (
        "NOT INCLUDED: none of the 300 entries is the commitment to this fact with this key\n" + advice
    )
    assert "the log has 300 entries, and none at 300" in log.include(log.folder, "--index", 300, code=2)[1]
    log.write("member.key", "secret")
    assert "this is no member's key: expected 64 hexadecimal digits" in log.include(log.folder, code=2)[1]


def test_a_proof_needs_no_log(log):
    own = ("--fact", log.path("fact.json"), "--member-key", log.path("member.key"))
    log.run("prove", log.folder, *own, "-o", log.path("fact.tlog-proof"))
    log.folder.rename(log.path("elsewhere"))
    assert log.include(log.path("fact.tlog-proof"))[0].startswith("INCLUDED: this fact is entry 17 of example.org/club")
    text = log.path("fact.tlog-proof").read_text(encoding="utf-8")
    assert text.startswith("c2sp.org/tlog-proof@v1\nindex 17\n") and "anna" not in text and MEMBER_KEY.hex() not in text
    log.write("fact.tlog-proof", text.replace("index 17", "index 18"))
    out, _ = log.include(log.path("fact.tlog-proof"), code=1)
    assert out.startswith("NOT INCLUDED: the proof does not show that entry 18 is in the log of 300 entries\n")


def test_no_proof_is_written_for_what_is_not_there(log):
    log.write("fact.json", json.dumps(fact(301)))
    own = ("--fact", log.path("fact.json"), "--member-key", log.path("member.key"))
    out, _ = log.run("prove", log.folder, *own, "-o", log.path("fact.tlog-proof"), code=1)
    assert out.startswith("NOT INCLUDED: ") and not log.path("fact.tlog-proof").exists()


def test_a_witness_takes_turns(log):
    first, remark = log.witness()
    assert remark == "cosigned 300 entries; 0 when last seen\n"
    assert log.path("seen").read_text(encoding="utf-8") == first
    log.grow(700)
    second, remark = log.witness()
    assert remark == "cosigned 700 entries; 300 when last seen\n"
    assert [line.split()[1] for line in second.splitlines()[4:]] == ["example.org/club", "w.example.net"]


def test_a_witness_refuses_another_past(log):
    log.witness()
    kept = log.path("seen").read_bytes()
    log.size = 0
    log.grow(400, first=b"!")
    out, err = log.witness("-o", log.path("cosigned"), code=1)
    assert out == (
        "NOT COSIGNED: the log of 400 entries does not begin with the log of 300 entries that was seen before\n"
        + ADVICE
    )
    assert err == "" and not log.path("cosigned").exists()
    assert log.path("seen").read_bytes() == kept


def test_a_witness_with_a_spoiled_memory_signs_nothing(log):
    log.write("seen", "")
    out, err = log.witness(code=2)
    assert out == "" and "is no checkpoint of this log" in err


def test_two_turns_at_once(log):
    import fcntl

    with log.path(".seen.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "another witness is at work with" in log.witness(code=2)[1]
    log.witness()


def test_keys(place):
    public, _ = place.run("log", "key", "example.org/club", "-o", place.folder / "club.secret")
    secret = place.folder / "club.secret"
    made = SigningKey.parse(secret.read_text(encoding="utf-8"))
    assert made.verifier == VerifierKey.parse(public.strip()) and made.verifier.kind is KeyType.ED25519
    assert os.name != "posix" or secret.stat().st_mode & 0o777 == 0o600
    public, _ = place.run("log", "key", "w.example.net", "--witness", "-o", place.folder / "w.secret")
    assert VerifierKey.parse(public.strip()).kind is KeyType.COSIGNATURE
    out, err = place.run("log", "key", "example.org/club", "-o", secret, code=2)
    assert out == "" and "file exists" in err and "a key is never written over" in err
    assert SigningKey.parse(secret.read_text(encoding="utf-8")).verifier == made.verifier
    assert "cannot name a key" in place.run("log", "key", "my club", "-o", place.folder / "x", code=2)[1]
    assert not (place.folder / "x").exists()


def test_as_a_program_of_its_own(log):
    """The exit code is what a script sees, and the help of other commands loads no cryptography."""
    command = [sys.executable, "-m", "isonomia", "log", "verify", str(log.folder), "--key", str(log.key.verifier)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    (log.folder / "tile/0/000").write_bytes(bytes(8192))
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
    program = "import sys, isonomia.cli.app; sys.exit('cryptography' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
