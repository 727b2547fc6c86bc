"""A run that is killed, by no signal that it could answer, goes on to the bytes of one that was not."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

OPTIONS = "--society chinese-county-2015 --people 2000 --weeks 650 --format json".split()
LONGEST_WAIT = 120


def start(*words: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "isonomia", "simulate", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(*words: object) -> dict:
    process = start(*words)
    out, err = process.communicate(timeout=LONGEST_WAIT)
    assert process.returncode == 0, err
    return json.loads(out)


def kill_when_kept(process: subprocess.Popen, folder: Path, name: str, so_often: int) -> None:
    """Kill it once the checkpoint has been written anew so many times."""
    place, seen, before, until = folder / name, 0, None, time.monotonic() + LONGEST_WAIT
    while seen < so_often:
        assert process.poll() is None, "the run was over before it could be killed"
        assert time.monotonic() < until
        inode = place.stat().st_ino if place.exists() else None
        seen, before = seen + (inode is not None and inode != before), inode
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    assert process.wait(LONGEST_WAIT) == -signal.SIGKILL
    process.communicate()


def test_killed_twice_it_ends_in_the_same_bytes(tmp_path):
    folder = tmp_path / "kept"
    kill_when_kept(start("rongcheng", *OPTIONS, "--checkpoint", folder), folder, "0-scheme.npz", 3)
    kill_when_kept(start("--resume", folder, "--format", "json"), folder, "0-baseline.npz", 2)
    resumed, whole = finished("--resume", folder, "--format", "json"), finished("rongcheng", *OPTIONS)
    assert resumed["digests"] == whole["digests"]
    assert resumed["measures"] == whole["measures"]
