"""What a member who has left can still read: what is open, and what was decided for as long as it can be contested.

Disputes and appeals go on without her being a member; proposals lapse with her band, which `day` sees to.
"""

from datetime import date

from isonomia.procedure.consequence_case import ConsequenceCase
from isonomia.procedure.deadlines import Terms, last_day
from isonomia.procedure.dispute import FactDispute


def is_dispute_readable(dispute: FactDispute, terms: Terms, on: date) -> bool:
    """Whether a dispute is open on `on`, or was closed no longer ago than a member has to appeal."""
    if dispute.is_open:
        return True
    closed_on = dispute.decision.on if dispute.decision is not None else dispute.withdrawn_on
    return closed_on is not None and on <= last_day(closed_on, terms.appeal)


def is_case_readable(case: ConsequenceCase, terms: Terms, on: date) -> bool:
    """Whether a case is open on `on`, can be contested, or was closed no longer ago than a member has to appeal."""
    if not case.is_closed or case.open_appeal is not None:
        return True
    ends = [appeal.closed_on for appeal in case.appeals] + [case.closed_on]
    until = [last_day(day, terms.appeal) for day in ends if day is not None] + [case.contest_until]
    return any(day is not None and on <= day for day in until)
