"""Checkpoints that were cut off, flipped, mixed up or edited: one clear error, and never a run that goes on from them."""

import json
import random

import numpy as np
import pytest

from isonomia.errors import UsageError
from isonomia.presets import society_path
from isonomia.simulate.checkpoint import Origin, load, save_parts, weeks_over
from isonomia.society.load import load_society

ARRAYS = {"0.tally": np.arange(40), "0.bytes": np.zeros((3, 20), np.uint8), "0.acts": np.ones((2, 20), np.uint16)}


@pytest.fixture
def kept(tmp_path):
    origin = Origin(load_society(society_path("european-town")), None, 20, 9, 1, 1, 0)
    save_parts([ARRAYS], origin, 4, tmp_path / "at.npz")
    return tmp_path / "at.npz"


def refusal(path):
    with pytest.raises(UsageError) as refused:
        load(path)
    return str(refused.value)


def test_as_it_was_written(kept):
    found = load(kept)
    assert (found.tick, found.origin.people, weeks_over(kept)) == (4, 20, 4)
    assert all((found.arrays[name] == array).all() for name, array in ARRAYS.items())


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"nothing",
        lambda data: data[: len(data) // 2],
        lambda data: b"PK\x05\x06" + bytes(18),
        lambda data: b"\x1f\x8b\x08" + bytes(40),
        lambda data: b"\x93NUMPY\x01\x00" + bytes(40),
    ],
)
def test_what_is_no_archive(kept, damage):
    kept.write_bytes(damage(kept.read_bytes()))
    assert refusal(kept) == f"'{kept}' is no checkpoint, or a damaged one"
    assert weeks_over(kept) is None


def test_an_array_alone_is_no_checkpoint(kept):
    with kept.open("wb") as file:
        np.save(file, np.zeros(3))
    assert refusal(kept) == f"'{kept}' is no checkpoint, or a damaged one"
    assert weeks_over(kept) is None


def test_a_flipped_bit_anywhere_gives_an_error_or_the_same(kept):
    """Some bits of a ZIP file mean nothing, such as times."""
    whole, chance = kept.read_bytes(), random.Random(7)
    for _ in range(400):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        kept.write_bytes(data)
        try:
            found = load(kept)
        except UsageError:
            continue
        assert found.tick == 4
        assert all((found.arrays[name] == array).all() for name, array in ARRAYS.items())


def told(**change):
    def edit(arrays):
        meta = json.loads(arrays["meta"].tobytes()) | change
        arrays["meta"] = np.frombuffer(json.dumps(meta).encode(), np.uint8)

    return edit


@pytest.mark.parametrize(
    "edit",
    [
        told(tick=-3),
        told(tick=5),
        told(tick="x"),
        told(origin=5),
        told(origin="{}"),
        told(sha256=None),
        lambda arrays: arrays.pop("0.tally"),
        lambda arrays: arrays.update(extra=np.zeros(3)),
        lambda arrays: arrays.update({"0.bytes": arrays["0.bytes"][:, :5]}),
        lambda arrays: arrays.update({"0.acts": arrays["0.acts"] + 1}),
        lambda arrays: arrays.update({"0.acts": arrays["0.acts"].astype(float)}),
    ],
)
def test_what_was_edited_is_refused(kept, edit):
    with np.load(kept) as archive:
        arrays = {name: archive[name] for name in archive.files}
    edit(arrays)
    np.savez(kept, **arrays)
    assert refusal(kept) == f"the checkpoint '{kept}' was changed after it was written"


@pytest.mark.parametrize("meta", [np.frombuffer(b"[]", np.uint8), np.zeros(3), np.zeros((2, 2), np.uint8), None])
def test_an_archive_that_tells_nothing(kept, meta):
    np.savez(kept, **(ARRAYS if meta is None else ARRAYS | {"meta": meta}))
    assert "is no checkpoint, or a damaged one" in refusal(kept) or "another version" in refusal(kept)
    assert weeks_over(kept) is None


def test_another_versions_is_told_as_such(kept):
    with np.load(kept) as archive:
        arrays = {name: archive[name] for name in archive.files}
    told(kernel="another")(arrays)
    np.savez(kept, **arrays)
    assert "was written by another version of isonomia" in refusal(kept)
