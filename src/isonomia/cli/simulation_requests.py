"""What `isonomia simulate` is asked for: its options as one request, or one clear error."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from isonomia.cli.inputs import load, society_file
from isonomia.cli.options import refuse_with_resume
from isonomia.cli.output import remark
from isonomia.errors import UsageError
from isonomia.experiment.fit import check_fit, check_numbers, left_out
from isonomia.experiment.kept import Asked, branch, keep_request, kept_request
from isonomia.fixed_point import DECIMAL_PATTERN
from isonomia.locale import _
from isonomia.society.load import load_society
from isonomia.whole_file import clear_half_written

USUAL_SOCIETY = "european-town"
USUAL_WEEKS, USUAL_SEED, USUAL_REPLICATES = 104, 1, 1
OF_THE_FOLDER = (
    "society", "baseline", "people", "weeks", "seed", "replicates", "until_interval", "sample", "stop_at",
)  # fmt: skip
"""The options that a folder of kept runs answers itself."""
OWN_NUMBERS = "leave it out: people, weeks, seeds and replicates are those of the runs in the folder"


@dataclass(frozen=True)
class Wanted:
    """The numbers of a call; given: the names of the options that it names."""

    people: int | None
    weeks: int
    seed: int
    replicates: int
    until_interval: str | None
    sample: int
    given: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """Where runs are kept, and from where they go on."""

    checkpoint: Path | None
    resume: Path | None
    stop_at: int | None
    branch_from: Path | None
    has_ledger: bool = False


def asked_for(scheme: str | None, society: str | None, baseline: str, wanted: Wanted, place: Place) -> Asked:
    """The comparison; UsageError where options are wrong or exclude each other."""
    if place.resume is not None:
        if scheme is not None or place.checkpoint is not None or place.branch_from is not None:
            raise UsageError(
                _("--resume together with a scheme, --checkpoint or --branch-from"),
                remedy=_("the folder says what to go on with"),
            )
        refuse_with_resume(wanted.given, OF_THE_FOLDER)
        clear_half_written(place.resume)
        asked = kept_request(place.resume)
        if place.has_ledger and not asked.sample:
            raise UsageError(
                _("--ledger with --resume: the runs in the folder have no sampled people"),
                remedy=_("leave it out, or begin anew with --ledger"),
            )
        return asked
    if scheme is None:
        raise UsageError(_("no scheme"), remedy=_("name a scheme, or a folder with --resume"))
    _check_sample(wanted, place)
    if place.branch_from is not None:
        return _branch(scheme, society, baseline, wanted, place, place.branch_from)
    _check_stop(wanted, place)
    check_numbers(wanted.seed, wanted.replicates)
    found = load_society(society_file(society or USUAL_SOCIETY))
    ours = load(scheme)
    check_fit(found, ours)
    people = wanted.people if wanted.people is not None else int(found.file.people.value)
    asked = Asked(
        found,
        ours,
        None if baseline == "none" else load(baseline),
        people,
        wanted.weeks,
        wanted.seed,
        wanted.replicates,
        _until(wanted.until_interval),
        wanted.sample if place.has_ledger or place.stop_at is not None else 0,
        place.stop_at,
    )
    for item in (asked.scheme, asked.baseline):
        for text in left_out(found, item) if item is not None else ():
            remark(text)
    if place.checkpoint is not None:
        keep_request(asked, place.checkpoint)
    return asked


def _check_sample(wanted: Wanted, place: Place) -> None:
    if wanted.sample < 0:
        raise UsageError(_("--sample {count}").format(count=wanted.sample), remedy=_("at least 0"))
    if "sample" in wanted.given and not place.has_ledger and place.stop_at is None:
        raise UsageError(_("--sample without --ledger"), remedy=_("say with --ledger where the ledgers are written"))


def _check_stop(wanted: Wanted, place: Place) -> None:
    if place.stop_at is None:
        return
    if place.checkpoint is None:
        raise UsageError(_("--stop-at without --checkpoint"), remedy=_("say with --checkpoint where the runs are kept"))
    if not 1 <= place.stop_at < wanted.weeks:
        raise UsageError(
            _("--stop-at {week} of {weeks} weeks").format(week=place.stop_at, weeks=wanted.weeks),
            remedy=_("a week after the first and before the last; --weeks says how many there are"),
        )
    if place.has_ledger:
        raise UsageError(
            _("--ledger with --stop-at"), remedy=_("give it when a scheme takes over: people are sampled for that")
        )
    if wanted.until_interval is not None:
        raise UsageError(_("--stop-at with --until-interval"), remedy=_("say with --replicates how many runs to keep"))


def _branch(scheme: str, society: str | None, baseline: str, wanted: Wanted, place: Place, folder: Path) -> Asked:
    if place.checkpoint is not None or place.stop_at is not None:
        raise UsageError(
            _("--branch-from together with --checkpoint or --stop-at"), remedy=_("a branch goes on to the last week")
        )
    if wanted.people is not None or wanted.until_interval is not None:
        option = "--people" if wanted.people is not None else "--until-interval"
        raise UsageError(
            _("{option} with --branch-from").format(option=option),
            remedy=_(OWN_NUMBERS),
        )
    asked = branch(
        folder,
        load(scheme),
        None if baseline == "none" else load(baseline),
        load_society(society_file(society)) if society is not None else None,
    )
    for name, usual in (("weeks", USUAL_WEEKS), ("seed", USUAL_SEED), ("replicates", USUAL_REPLICATES)):
        if getattr(wanted, name) not in (usual, getattr(asked, name)):
            raise UsageError(_("--{name} with --branch-from").format(name=name), remedy=_(OWN_NUMBERS))
    return asked


def _until(text: str | None) -> float | None:
    """0.5% or 0.005 as a share."""
    if text is None:
        return None
    digits = text.strip().removesuffix("%").strip()
    is_share = DECIMAL_PATTERN.fullmatch(digits) is not None
    value = Decimal(digits) / (100 if text.strip().endswith("%") else 1) if is_share else Decimal(0)
    if not 0 < value < 1:
        raise UsageError(
            _("--until-interval is '{text}'").format(text=text),
            remedy=_("give a share below 100%, such as 0.5% or 0.005"),
        )
    return float(value)
