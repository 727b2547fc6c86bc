"""Bands in order, and the steps between them."""

from collections.abc import Mapping

from isonomia.diagnostics.yaml_document import Mapping as MappingValue
from isonomia.periods import AssessmentSchedule, Duration
from isonomia.scheme.checks import Examination
from isonomia.scheme.scheme import CompiledBand, CompiledStep

# At most 401 daily, 158 weekly or 37 monthly assessments are looked at for the band of one day.
LONGEST_GRACE: Mapping[AssessmentSchedule, Duration] = {
    "daily": Duration(400, "days"),
    "weekly": Duration(3, "years"),
    "monthly": Duration(3, "years"),
}


def check_bands(examination: Examination) -> None:
    """The lowest band has no `from`; each later one begins above the one before and inside the range."""
    bands = examination.file.bands
    low, high = examination.file.score.range or (None, None)
    before: int | None = None
    written = examination.document.value_at(("bands",))
    complete = not isinstance(written, MappingValue) or len(written.values) == len(bands)
    for index, (name, band) in enumerate(bands.items() if complete else ()):
        keys = ("bands", name, "from")
        if index == 0 and band.begins is not None:
            examination.error(
                "scheme-bands",
                keys,
                f"`from: {band.begins}` in the lowest band",
                "no `from`: it begins where the range does",
                "remove it, or put a lower band without `from` first",
            )
        if index > 0 and band.begins is None:
            examination.error_at_key(
                "scheme-bands", ("bands", name), f"no `from` in the band '{name}'", "its least score"
            )
        if index > 0 and band.begins is not None and before is not None and band.begins <= before:
            examination.error(
                "scheme-bands", keys, f"`from: {band.begins}` after `from: {before}`", "bands in ascending order"
            )
        outside = band.begins is not None and (
            (low is not None and band.begins < low) or (high is not None and band.begins > high)
        )
        if outside:
            examination.error("scheme-bands", keys, f"`from: {band.begins}` outside the range", _in_words(low, high))
        before = band.begins if band.begins is not None else before
    count = len(bands)
    for index, (name, band) in enumerate(bands.items()):
        goodness = index if examination.higher_is_better else count - 1 - index
        examination.bands.append(CompiledBand(name, band.title or name, band.begins, band.grace, goodness))
        _check_grace(examination, name, band.grace)


def _check_grace(examination: Examination, name: str, grace: Duration | None) -> None:
    """Each assessment within a grace can decide a band, so that every engine looks at each of them."""
    schedule = examination.file.score.schedule
    longest = LONGEST_GRACE[schedule]
    if grace is None or grace.longest_days() <= longest.longest_days():
        return
    remedy = f"assess weekly or monthly (a grace of up to {LONGEST_GRACE['weekly']}), or shorten it"
    examination.error(
        "scheme-value",
        ("bands", name, "grace"),
        f"a grace of {grace} where bands are assessed {schedule}",
        f"at most {longest}",
        remedy if schedule == "daily" else "shorten it",
    )


def _in_words(low: int | None, high: int | None) -> str:
    """A range in words; either end may be open."""
    if low is None:
        return f"a score of at most {high}"
    return f"a score of at least {low}" if high is None else f"a score from {low} to {high}"


def check_steps(examination: Examination) -> None:
    """A step's bands must exist, the later one worse than the earlier, each later band once."""
    by_name = {band.name: band for band in examination.bands}
    seen: set[str] = set()
    for index, step in enumerate(examination.file.steps):
        known = examination.names("band", ("steps", index, "band"), step.band, by_name)
        known &= examination.names("band", ("steps", index, "after", "band"), step.after.band, by_name)
        if step.band in seen:
            examination.error(
                "scheme-steps", ("steps", index, "band"), f"a second step for '{step.band}'", "one step a band"
            )
        seen.add(step.band)
        if not known:
            continue
        later, earlier = by_name[step.band], by_name[step.after.band]
        if later.goodness >= earlier.goodness:
            examination.error(
                "scheme-steps",
                ("steps", index, "band"),
                f"'{step.band}', which is not worse than '{step.after.band}'",
                "a band that is worse than the one whose measure it waits for",
            )
            continue
        hold = _hold(examination, later)
        if hold is not None:
            examination.steps.append(CompiledStep(step.band, step.after.measure, hold))


def _hold(examination: Examination, later: CompiledBand) -> int | None:
    """The worst score that is not yet in the later band."""
    if not examination.higher_is_better:
        return later.begins - 1 if later.begins is not None else None
    above = next(band for band in examination.bands if band.goodness == later.goodness + 1)
    return above.begins
