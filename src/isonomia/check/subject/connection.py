"""How a source is connected with the context in which its score is used (AI Act 5(1)(c)(i), Guidelines para. 166)."""

from dataclasses import dataclass
from enum import StrEnum


class Bond(StrEnum):
    """How strong a connection is."""

    RELATED = "related"  # the same context, or a pair of the shipped list
    ARGUED = "argued"  # the file argues it, or a law names the data: for a human to judge
    UNKNOWN = "unknown"  # a context is missing, or not of the vocabulary: for a human to judge
    UNRELATED = "unrelated"


@dataclass(frozen=True)
class Connection:
    """The bond between a source and a context of use, and what speaks for it.

    `is_declared` says that the file itself declares the two contexts related (`relations`).
    """

    bond: Bond
    reason: str
    is_declared: bool = False
