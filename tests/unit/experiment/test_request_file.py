"""`request.json` of kept runs and sweeps: whatever was done to it, one clear error and no traceback."""

import json
import shutil

import pytest

from isonomia.errors import UsageError
from isonomia.experiment.kept import kept_request
from isonomia.experiment.request_file import digest_of, write_request
from isonomia.sweep.kept import keep_plan, kept_plan
from unit.sweep.made import plan

DAMAGED, NO_KEYS = "is damaged: it is cut off, or no JSON", "is damaged: it holds no keys"
CHANGED = "was changed after it was written: its content does not fit its digest"


@pytest.fixture(scope="module")
def as_kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sweep") / "kept"
    keep_plan(plan(), folder)
    return folder


@pytest.fixture
def kept(as_kept, tmp_path):
    return shutil.copytree(as_kept, tmp_path / "kept")


def refusal(folder, read=kept_plan):
    with pytest.raises(UsageError) as refused:
        read(folder)
    assert refused.value.remedy
    return str(refused.value)


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda text: b"", DAMAGED),
        (lambda text: text[: len(text) // 2], DAMAGED),
        (lambda text: bytes(range(256)), DAMAGED),
        (lambda text: b"\xef\xbb\xbf" + text, DAMAGED),
        (lambda text: b"[" * 100_000, DAMAGED),
        (lambda text: b"[]", NO_KEYS),
        (lambda text: b"null", NO_KEYS),
        (lambda text: b"{}", "'baseline' is missing, 'blocks' is missing"),
        (lambda text: text.replace(b"rongcheng", b"\\ud800", 1), CHANGED),
    ],
)
def test_a_file_that_is_damaged(kept, damage, found):
    path = kept / "request.json"
    path.write_bytes(damage(path.read_bytes()))
    assert found in refusal(kept)


@pytest.mark.parametrize(
    "change",
    [
        {"people": 300}, {"people": "200"}, {"people": -5}, {"people": 200.0}, {"people": None}, {"people": 10**30},
        {"weeks": 9}, {"weeks": 0}, {"seed": 2}, {"seed": [1]}, {"blocks": 3}, {"blocks": 10**12}, {"design": "sobol"},
        {"design": "nonsense"}, {"only": []}, {"only": [1, 2]}, {"only": "response"}, {"society": None},
        {"society": {"path": "x", "text": 5}}, {"society": {"path": "x", "text": ": - ["}}, {"scheme": None},
        {"scheme": {"path": "x", "text": "nonsense"}}, {"baseline": {"path": "x", "text": "nonsense"}},
        {"isonomia": 5}, {"kernel": None}, {"sha256": "0"}, {"design_sha256": None},
    ],
)  # fmt: skip
def test_what_was_edited_is_refused(kept, change):
    path = kept / "request.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert CHANGED in refusal(kept)


def test_keys_that_are_missing_or_unknown_are_named(kept):
    path = kept / "request.json"
    found = json.loads(path.read_text())
    found["persons"] = found.pop("people")
    path.write_text(json.dumps(found))
    assert refusal(kept).endswith("was changed after it was written: 'people' is missing, 'persons' is no key of it")


def test_its_layout_may_change(kept):
    path = kept / "request.json"
    path.write_text(json.dumps(json.loads(path.read_text()), sort_keys=True, indent=4))
    assert kept_plan(kept).asked.people == 200


def test_folders_of_something_else(kept, tmp_path):
    assert refusal(tmp_path) == f"'{tmp_path}' holds no sweep to go on with"
    assert refusal(kept, kept_request) == f"'{kept}' holds no runs to go on with"
    (kept / "request.json").unlink()
    (kept / "request.json").mkdir()
    assert refusal(kept) == f"'{kept / 'request.json'}' cannot be read: is a directory"


def test_a_name_that_is_no_text_is_kept(tmp_path):
    write_request({"path": "caf\udce9.yaml"}, tmp_path)
    found = json.loads((tmp_path / "request.json").read_text())
    assert found["path"] == "caf\udce9.yaml"
    assert found.pop("sha256") == digest_of(found)
