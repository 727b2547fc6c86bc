"""The streams: what each kind of number is drawn for. A stream's number never changes, as stored results hang on it.

A draw is addressed by (person, tick, slot, stream) under the seed, so two runs share every draw that both make.
"""

from typing import Final

import numpy as np

ACT: Final = np.uint64(0)
"""Whether a person acts, and whether the act is detected: one number decides both. Slot: activity // 8."""
ACT_FINE: Final = np.uint64(1)
"""The lower 16 bits of the same numbers, where the upper ones do not decide. Slot: activity // 8."""
FALSE_RECORD: Final = np.uint64(2)
"""Whether a false record arises and whether a member leaves. Four persons share a block: the counter is person // 4."""
EVENT: Final = np.uint64(3)
"""Which event an act becomes, and on which day. Slot: activity."""
FALSE_EVENT: Final = np.uint64(4)
"""Which false event, and on which day. Slot: the kind of false record."""
REPORT: Final = np.uint64(5)
"""Whom a person reports, whether honestly, and as what. Slot: the activity of reporting."""
CONTEST: Final = np.uint64(6)
"""Whether a record is noticed and contested. Slot: the record's code, and 65536 x the day of its week."""
DECISION: Final = np.uint64(7)
"""How a contest ends. Slot: the record's code, and 65536 x the day of its week."""
MEMBERSHIP: Final = np.uint64(8)
"""Kept for membership that changes; nothing is drawn from it yet."""
SYNTHESIS: Final = np.uint64(16)
"""Who a person is: group, knowledge, membership, usual trust, a word each. Tick 0."""
DISPOSITION: Final = np.uint64(17)
"""A person's own disposition to an activity. Tick 0; slot: activity // 8."""
DISTRICT: Final = np.uint64(18)
"""Kept for what sets districts apart; nothing is drawn from it yet."""
