"""Where 16 bits decide who acts and whose act is detected, all 32 would say the same: every number, on every scale."""

import numpy as np
import pytest

from isonomia.simulate.submodels.act import decide, decide_certain

ALL = 2**32
NUMBERS = np.arange(65536, dtype=np.uint16)


def decided(moved: int, detect: int, shift: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(acted, caught, tied) for every number of 16 bits."""
    marks = [np.zeros(65536, np.uint16) for _ in range(3)]
    columns = [np.full(65536, value, np.uint16) for value in (moved, detect)]
    margin, bit, none = np.uint16(3 + 2 * (65536 >> shift)), np.uint16(1 << 15), np.uint16(0)
    up, down = np.uint16(1 << max(0, 16 - shift)), np.uint16(1 << (32 - shift) if shift > 16 else 0)
    decide(NUMBERS, *columns, 65536, up, down, margin, bit, none, *marks)
    return tuple(mark == bit for mark in marks)


def assert_agrees(found: np.ndarray, tied: np.ndarray, threshold: int) -> None:
    """Numbers of 32 bits below the threshold are hits: no untied number of 16 bits may hold both, or the other."""
    first = NUMBERS.astype(np.int64) * 65536
    assert (first[found & ~tied] + 65535 < threshold).all()
    assert (first[~found & ~tied] >= threshold).all()


@pytest.mark.parametrize("shift", range(4, 32))
def test_untied_numbers_are_decided_as_by_32_bits(shift):
    for odds in (0, 1, 2, 255, 4097, 30000, 65534):
        for norm in (65535, 40000, 1):
            moved = odds * norm >> 16
            for detect in (0, 1, 300, 32768, 65534, 65535):
                acted, caught, tied = decided(moved, detect, shift)
                seen = detect * 65537 + (detect == 65535)
                assert_agrees(acted, tied, ALL * moved // (2**shift + moved))
                assert_agrees(caught, tied, seen * moved // (2**shift + moved))


@pytest.mark.parametrize("detect", [0, 1, 32768, 65535])
def test_certain_acts(detect):
    marks, bit = [np.zeros(65536, np.uint16) for _ in range(3)], np.uint16(1 << 15)
    seen = np.full(65536, detect, np.uint16)
    decide_certain(NUMBERS, seen, 65536, np.uint16(5), bit, np.uint16(0), *marks)
    acted, caught, tied = (mark == bit for mark in marks)
    assert_agrees(acted, tied, ALL)
    assert_agrees(caught, tied, detect * 65537 + (detect == 65535))


@pytest.mark.parametrize("shift", [4, 10, 16, 20, 31])
def test_few_numbers_are_left_to_32_bits(shift):
    _, _, tied = decided(4097, 20000, shift)
    scale = 65536 >> shift
    assert tied.sum() <= 2 * (3 + 2 * scale) + 3 * (1 + max(1, scale))
