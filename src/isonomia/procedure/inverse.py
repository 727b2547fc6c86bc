"""What undoes each act, or that nothing does and why. A test holds that no act is left out."""

from dataclasses import dataclass

from isonomia.procedure.actions import Action


@dataclass(frozen=True, slots=True)
class Inverse:
    """Acts of which any undoes it; none, and `why` says why. Also with one, `why` may say how far it reaches."""

    acts: tuple[Action, ...]
    why: str = ""


def _by(*acts: Action, why: str = "") -> Inverse:
    return Inverse(acts, why)


def _none(why: str) -> Inverse:
    return Inverse((), why)


_READING = "it changes nothing"
_FINAL = "the decision stays in the log; a dispute or an appeal on new grounds can decide otherwise"

INVERSES: dict[Action, Inverse] = {
    Action.JOIN: _by(Action.LEAVE),
    Action.LEAVE: _by(Action.JOIN, why="entries that were not erased are found again, faded meanwhile"),
    Action.CONSENT: _by(Action.LEAVE, Action.ERASE, why="withdrawn as easily as given (GDPR 7(3))"),
    Action.READ_STATEMENT: _none(_READING),
    Action.EXPORT: _none("what the member has taken away is hers"),
    Action.ERASE: _none("what is erased is nowhere kept; that is its point (GDPR 17)"),
    Action.DISPUTE: _by(Action.WITHDRAW_DISPUTE),
    Action.WITHDRAW_DISPUTE: _by(Action.DISPUTE),
    Action.APPEAL: _by(Action.WITHDRAW_APPEAL),
    Action.WITHDRAW_APPEAL: _by(Action.APPEAL, why="within the time to appeal"),
    Action.ANSWER_CLAIM: _by(Action.ANSWER_CLAIM, why="a later answer replaces it until the decision"),
    Action.REPORT: _by(Action.REFUSE_CLAIM),
    Action.WRITE_MESSAGE: _none("what was said was read; say what you meant in another message"),
    Action.RECORD: _by(Action.WITHDRAW_FACT, Action.CORRECT),
    Action.CORRECT: _by(Action.CORRECT, why="the latest correction of a field holds"),
    Action.WITHDRAW_FACT: _by(Action.RECORD, why="under a new event_id: nothing revives an event"),
    Action.READ_FILE: _none(_READING + ", and that it was read stays in the log"),
    Action.DECIDE_DISPUTE: _none(_FINAL),
    Action.DECIDE_APPEAL: _none(_FINAL),
    Action.CONFIRM_CONSEQUENCE: _by(Action.UNDO_CONSEQUENCE, Action.DECIDE_APPEAL, why="from its start, in one step"),
    Action.REFUSE_CONSEQUENCE: _by(Action.PROPOSE_CONSEQUENCE, why="for new facts only"),
    Action.UNDO_CONSEQUENCE: _by(Action.PROPOSE_CONSEQUENCE, why="for new facts only"),
    Action.CONFIRM_CLAIM: _by(Action.DECIDE_DISPUTE, Action.WITHDRAW_FACT, why="it is an event like any other"),
    Action.REFUSE_CLAIM: _by(Action.REPORT, why="a new report, heard and decided anew"),
    Action.GRANT_BENEFIT: _by(Action.ANNOUNCE_END, why="it is never taken back for days gone by"),
    Action.ANNOUNCE_END: _by(Action.GRANT_BENEFIT, Action.DECIDE_APPEAL, why="before its day the benefit just goes on"),
    Action.END_BENEFIT: _by(Action.GRANT_BENEFIT, Action.DECIDE_APPEAL),
    Action.PROPOSE_CONSEQUENCE: _by(Action.REFUSE_CONSEQUENCE, why="it also lapses with its band, and by time"),
    Action.GIVE_NOTICE: _none("what was told was read; a further notice says what holds"),
    Action.PROPOSE_VERSION: _by(Action.WITHDRAW_VERSION, why="before it is in force"),
    Action.WITHDRAW_VERSION: _by(Action.PROPOSE_VERSION, why="with its whole notice again"),
    Action.READ_LOG: _none(_READING),
    Action.READ_AGGREGATES: _none("the answer is known, and its cost stays spent from the privacy budget"),
}


def inverse_of(action: Action) -> Inverse:
    """What undoes `action`."""
    return INVERSES[action]
