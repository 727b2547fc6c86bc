"""Answers in words: members by band, and what became of disputes and appeals. All is made of numbers with noise."""

from dataclasses import dataclass
from itertools import accumulate

from isonomia.locale import _
from isonomia.scheme.scheme import Scheme
from isonomia.service.statistics.ask import About, Answer
from isonomia.service.statistics.questions import NO_BAND, OUTCOMES, TIMES


@dataclass(frozen=True)
class Shown:
    """An answer as a table of words and numbers, with what it cost."""

    answer: Answer
    title: str
    rows: tuple[tuple[str, About], ...]
    note: str = ""

    @property
    def epsilon(self) -> float:
        return self.answer.epsilon_milli / 1000


def shown(answer: Answer, scheme: Scheme) -> Shown:
    """An answer in the language now spoken."""
    match answer.question:
        case "members_by_band":
            return _members(answer, scheme)
        case "appeals":
            title, upheld = _("Appeals of the last twelve months"), _("upheld: the consequence was undone")
            return _contests(answer, title, upheld, _("rejected: the consequence stands"))
    overturned = _("overturned: the fact was taken back or corrected")
    return _contests(answer, _("Disputes of the last twelve months"), overturned, _("rejected: the fact stands"))


def _members(answer: Answer, scheme: Scheme) -> Shown:
    titles = {band.name: band.title for band in scheme.bands} | {NO_BAND: _("without bands")}
    rows = [(titles.get(cell, cell), answer.about([cell])) for cell in answer.cells]
    rows.append((_("all"), answer.about(answer.cells)))
    return Shown(answer, _("Members by band"), tuple(rows))


def _contests(answer: Answer, title: str, overturned: str, stands: str) -> Shown:
    ends = {end: answer.about(f"{end}.{time}" for time in TIMES) for end in OUTCOMES}
    rows = (
        (_("lodged"), answer.about(answer.cells)),
        (overturned, ends["overturned"]),
        (stands, ends["stands"]),
        (_("open, within the time to decide"), answer.about(["open"])),
        (_("open, and overdue"), answer.about(["overdue"])),
    )
    return Shown(answer, title, rows, median_words(answer))


def median_words(answer: Answer) -> str:
    """In which bin the middle of the times to decide lies, as far as the noise lets one say."""
    counts = [max(sum(answer.cells[f"{end}.{time}"] for end in OUTCOMES), 0) for time in TIMES]
    width = answer.about(f"{end}.{time}" for end in OUTCOMES for time in TIMES)
    if width.low == 0:
        return _("Median time to decide: too few decisions to say.")
    middle = next(time for time, sum_ in zip(TIMES, accumulate(counts), strict=True) if 2 * sum_ >= sum(counts))
    words = {
        "within_7": _("within 7 days"),
        "within_14": _("8 to 14 days"),
        "within_30": _("15 to 30 days"),
        "later": _("more than 30 days"),
    }
    return _("Median time to decide: {time}.").format(time=words[middle])
