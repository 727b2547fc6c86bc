import importlib.util
import json
from functools import cache
from pathlib import Path

import pytest

from isonomia.transparency.checkpoint import sign_checkpoint
from isonomia.transparency.storage.memory import Memory
from isonomia.transparency.tree import append

ANSWERS = Path(__file__).parents[2] / "known_answers" / "transparency"


@pytest.fixture(scope="session")
def vectors():
    """What Go's sumdb and transparency-dev/formats give (vectors.go)."""
    return json.loads((ANSWERS / "vectors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def accepted():
    """What the same program accepted of ours."""
    return json.loads((ANSWERS / "accepted.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def made():
    """claims.py: entries and keys from their names, and what isonomia claims of them."""
    spec = importlib.util.spec_from_file_location("claims", ANSWERS / "claims.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def entries(made):
    return [made.entry(index) for index in range(70_000)]


@pytest.fixture(scope="session")
def log_key(made):
    return made.key("example.org/club")


@pytest.fixture(scope="session")
def log_of(entries, log_key):
    """Makes a published log of a size, in memory."""

    @cache
    def resources(size):
        store = Memory()
        store.write({"checkpoint": sign_checkpoint(append(store, 0, entries[:size]), log_key).encode()})
        return store.resources

    return lambda size: Memory(resources(size))
