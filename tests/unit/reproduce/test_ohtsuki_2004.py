"""The leading eight: cooperation computed by hand, stability, and the search."""

from itertools import product

import numpy as np
import pytest

from isonomia.reproduce import ohtsuki_2004
from isonomia.reproduce.ohtsuki_2004 import (
    ACTS,
    BAD,
    GOOD,
    cooperation_of,
    is_stable,
    mirrored,
    stable_pairs,
    up_to_names,
)

HELP_THE_GOOD = (0, 1, 0, 1)
NEVER, ALWAYS = (0, 0, 0, 0), (1, 1, 1, 1)
# stern judging: good is who helps the good or refuses the bad
STERN = tuple(int(bool(helped) == (recipient == GOOD)) for _donor, recipient, helped in ACTS)
# simple standing: bad is only who refuses the good
STANDING = tuple(BAD if recipient == GOOD and not helped else GOOD for _donor, recipient, helped in ACTS)
# image scoring: good is who helps
SCORING = tuple(int(helped) for _donor, _recipient, helped in ACTS)


def test_cooperation_under_stern_judging():
    # Meeting the good: help 0.98, so good 0.98 x 0.98 + 0.02 x 0.02 = 0.9608. Meeting the bad: refused, good 0.98.
    # h = 0.9608 h + 0.98 (1 - h), so h = 0.98 / 1.0192; help is 0.98 h.
    good, kept = cooperation_of(STERN, HELP_THE_GOOD, 0.02)
    assert good == pytest.approx(0.98 / 1.0192, abs=1e-9)
    assert kept == pytest.approx(0.98 * 0.98 / 1.0192, abs=1e-9)


def test_cooperation_where_all_help_or_nobody_does():
    assert cooperation_of(STERN, ALWAYS, 0.02)[1] == pytest.approx(0.98)
    assert cooperation_of(STERN, NEVER, 0.02)[1] == 0


@pytest.mark.parametrize(
    ("norm", "action", "stable"),
    [
        (STERN, HELP_THE_GOOD, True),
        (STANDING, HELP_THE_GOOD, True),
        (SCORING, HELP_THE_GOOD, False),  # to refuse the bad costs a good name, so it does not pay
        (STERN, ALWAYS, False),
        (STERN, NEVER, True),  # where nobody helps, to help alone does not pay
    ],
)
def test_stability(norm, action, stable):
    assert is_stable(norm, action, 2.0) is stable


def test_help_must_be_worth_its_cost():
    assert not is_stable(STERN, HELP_THE_GOOD, 0.9)


def test_there_are_eight_and_their_mirror_images():
    found = stable_pairs(2.0)
    assert len(found) == 16
    assert len(up_to_names(found)) == 8
    known = {(pair.norm, pair.action) for pair in found}
    assert {mirrored(pair) for pair in found} == known
    assert {(STERN, HELP_THE_GOOD), (STANDING, HELP_THE_GOOD)} < known


def test_the_eight_differ_in_three_judgements_only():
    # The three: help for the bad by the good and by the bad, refusal of the bad by the bad. All eight ways occur.
    free = [ACTS.index(act) for act in ((GOOD, BAD, 1), (BAD, BAD, 1), (BAD, BAD, 0))]
    norms = [pair.norm for pair in up_to_names(stable_pairs(2.0))]
    assert {tuple(norm[at] for at in free) for norm in norms} == set(product((0, 1), repeat=3))
    fixed = [at for at in range(8) if at not in free]
    assert len({tuple(norm[at] for at in fixed) for norm in norms}) == 1


def test_the_result():
    result = ohtsuki_2004.run(None, True)
    assert (result.rows[0].ours, result.rows[0].theirs, result.rows[1].ours) == (8, 8, 8)

    # The bad among themselves: all become good but for errors (0.98 or 0.9608), or none does but by error (0.02).
    # h = 0.9608 h h + 0.98 h (1 - h) + 0.9608 (1 - h) h + x (1 - h) (1 - h); help is 0.98 h, and where the bad help
    # the bad 0.98 (1 - h) (1 - h) more.
    def good(x):
        return next(float(root) for root in np.roots([x - 0.98, 0.9408 - 2 * x, x]) if 0 < root < 1)

    assert result.rows[2].ours == pytest.approx(0.98 * good(0.02), abs=1e-9)
    helping = good(0.9608)
    assert result.rows[3].ours == pytest.approx(0.98 * (helping + (1 - helping) ** 2), abs=1e-9)
