"""The streams: what each kind of number is drawn for. A stream's number never changes, as stored results hang on it.

A draw is addressed by (person, tick, slot, stream) under the seed, so two runs share every draw that both make.
"""

from typing import Final

import numpy as np

ACT: Final = np.uint64(0)
"""Whether a person acts, and whether the act is detected: one number decides both. Slot: activity // 8."""
ACT_FINE: Final = np.uint64(1)
"""The lower 16 bits of the same numbers, where the upper ones do not decide."""
FALSE_RECORD: Final = np.uint64(2)
"""Whether a false record arises. Four persons share a block: the counter is person // 4."""
EVENT: Final = np.uint64(3)
"""Which event an act becomes, and on which day. Slot: activity."""
FALSE_EVENT: Final = np.uint64(4)
"""Which false event, and on which day."""
REPORT: Final = np.uint64(5)
"""Whom a person reports, and whether honestly."""
CONTEST: Final = np.uint64(6)
"""Whether a record is noticed and contested. Slot: the record's place."""
DECISION: Final = np.uint64(7)
"""How a contest ends. Slot: the record's place."""
MEMBERSHIP: Final = np.uint64(8)
"""Whether a person joins, and whether they leave."""
SYNTHESIS: Final = np.uint64(16)
"""Who a person is: group, means, knowledge. Tick 0; slot: the trait."""
DISPOSITION: Final = np.uint64(17)
"""A person's own disposition to an activity. Slot: activity // 4."""
DISTRICT: Final = np.uint64(18)
"""What sets districts apart; the person's place in the counter holds the district."""
