"""Records: what the authority holds of a person, and what was really true of them."""

from typing import Final

from isonomia.simulate.compiled import part

TRUE: Final = 0
"""The person did it, and it was detected."""
FALSE: Final = 1
"""The person did not do it."""
REPORTED: Final = 2
"""A neighbour reported what the person did."""
UNTRUE_REPORT: Final = 3
"""A neighbour reported what the person did not do."""
KINDS: Final = 4

NEW: Final = 0
"""Not yet noticed: the person may contest it in the following week."""
STANDS: Final = 1
OPEN: Final = 2
"""Contested, and waiting for a decision."""

NEVER_DUE: Final = 65535
"""The tick of what never happens."""

EVENT: Final = 0
DISPUTE: Final = 1
UPHELD: Final = 2
REJECTED: Final = 3
MEASURE: Final = 4
LEAVE: Final = 5
"""What a line of the log of sampled people tells."""


@part
def is_false(code):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - machine code
    """Whether a record tells what the person did not do."""
    kind = code % KINDS
    return kind in (FALSE, UNTRUE_REPORT)
