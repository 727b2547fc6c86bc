"""What follows from the band in force: adverse consequences once notice has passed, benefits at once."""

import numpy as np

from isonomia.simulate.compiled import in_caller
from isonomia.simulate.life_tables import WHOLE
from isonomia.simulate.plan_layout import AT, get
from isonomia.simulate.population.state import (
    BAND,
    FLAGS,
    INCOME_TARGET,
    MEMBER,
    RESTRICTED,
    SPELL,
    STRAIN_TARGET,
    TRUST_TARGET,
    TRUST_USUAL,
)

i16 = np.int16


@in_caller
def live(plan, people, person):
    """Set the targets of income, trust and strain to what the person's band brings."""
    band = np.int64(people.bytes[BAND, person])
    is_adverse = get(plan, AT.life_adverse, band) != 0
    is_member = np.int64(people.bytes[FLAGS, person]) & MEMBER != 0
    applies = is_member and (
        not is_adverse or max(np.int64(0), np.int64(people.longs[SPELL, person])) >= get(plan, AT.life_notice_weeks, 0)
    )
    if is_member and is_adverse and not applies and people.bytes[RESTRICTED, person]:
        return  # what an adverse band brought lasts while the notice of another runs
    people.bytes[RESTRICTED, person] = np.uint8(1 if applies and is_adverse else 0)
    usual = np.int64(people.shorts[TRUST_USUAL, person])
    people.shorts[INCOME_TARGET, person] = i16(
        min(np.int64(4 * WHOLE - 1), get(plan, AT.life_income, band)) if applies else WHOLE
    )
    people.shorts[TRUST_TARGET, person] = i16(
        min(max(usual + get(plan, AT.life_trust, band), 0), WHOLE) if applies else usual
    )
    people.shorts[STRAIN_TARGET, person] = i16(get(plan, AT.life_strain, band) if applies else 0)
