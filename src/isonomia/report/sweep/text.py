"""A sweep as text of at most 100 columns."""

import textwrap

from isonomia import __version__
from isonomia.locale import _, ngettext
from isonomia.measures.registry import MEASURES
from isonomia.report.sweep.words import (
    cautions,
    counted,
    counts,
    driver_heads,
    driver_value,
    head,
    item_title,
    looked_at,
    range_text,
    rests_on,
    scale_words,
    stayed,
    verdict_words,
    written,
)
from isonomia.report.table import aligned
from isonomia.simulate.compiled import kernel_digest
from isonomia.sweep.result import Finding, Sweep
from isonomia.sweep.signs import Verdict

WIDTH = 100
LONGEST_ITEM = 34
LONGEST_PATH = 52
DRIVERS_SHOWN = 3
LEADING_SHOWN = 12


def sweep_text(sweep: Sweep) -> str:
    """Counts of verdicts, a table a measure, what drives each finding and all of them, and what to hold against it."""
    parts = ["\n".join(head(sweep)), _verdicts(sweep), *_signs(sweep), *_drivers(sweep), _leading(sweep), _foot(sweep)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _verdicts(sweep: Sweep) -> str:
    rows = [(str(count), verdict_words(verdict), meaning) for verdict, count, meaning in counts(sweep)]
    title = ngettext("{count} finding", "{count} findings", len(sweep.findings))
    return f"{title}\n{aligned(['', _('verdict'), _('meaning')], rows, right=[0])}".rstrip()


def _signs(sweep: Sweep) -> list[str]:
    found = []
    for measure in MEASURES:
        own = [item for item in sweep.findings if item.subject.measure.name == measure.name]
        if not own:
            continue
        header = ["", "−", "0", "+", _("least"), _("file's"), _("greatest"), _("verdict")]
        rows = [_row(sweep, item) for item in own]
        looks = dict.fromkeys(looked_at(item) for item in own)
        title = f"{_(measure.title)} ({'; '.join(looks)})"
        found.append(
            f"{textwrap.fill(title, WIDTH)}\n{aligned(header, rows, right=range(1, 7))}{_gaps(sweep, own)}".rstrip()
        )
    return found


def _gaps(sweep: Sweep, findings: list[Finding]) -> str:
    """Which findings could be measured at some points only: their shares are of these."""
    parts = [
        _("{item} at {points:,} of {all:,}").format(
            item=item_title(sweep, item), points=item.signs.points, all=len(item.values)
        )
        for item in findings
        if item.signs.points and item.signs.unmeasured
    ]
    return (
        textwrap.fill(_("Measured not at all points: {parts}.").format(parts="; ".join(parts)), WIDTH) if parts else ""
    )


def _row(sweep: Sweep, item: Finding) -> list[str]:
    signs, subject = item.signs, item.subject
    return [
        _shortened(item_title(sweep, item), LONGEST_ITEM),
        *(counted(signs.share(count)) for count in (signs.below, signs.within, signs.above)),
        *(written(subject, value) for value in (signs.least, item.centre, signs.greatest)),
        verdict_words(signs.verdict),
    ]


def _drivers(sweep: Sweep) -> list[str]:
    main, other = driver_heads(sweep)
    shown = [item for item in sweep.findings if item.driven and item.signs.verdict is not Verdict.NONE]
    if not shown:
        return [_("No number was found to drive a finding beyond luck.")]
    found = [_("What drives the findings: the first numbers of each, with the half-width of the 95 % interval")]
    for item in shown:
        rows = [
            [
                _shortened(driver.name, LONGEST_PATH),
                driver_value(sweep, item, driver.main),
                driver_value(sweep, item, driver.main_half),
                driver_value(sweep, item, driver.other),
            ]
            for driver in item.driven[:DRIVERS_SHOWN]
        ]
        title = f"{_(item.subject.measure.title)}: {item_title(sweep, item)}"
        table = aligned([_shortened(title, LONGEST_PATH), main, "±", other], rows, right=[1, 2, 3])
        found.append(table.rstrip())
    return found


def _leading(sweep: Sweep) -> str:
    led = sweep.leading[:LEADING_SHOWN]
    if not led:
        return ""
    main, _other = driver_heads(sweep)
    title = _("The numbers that drive most: their mean part in a finding's sum of {main}").format(main=main)
    rows = [
        [
            _shortened(item.assumption.path, LONGEST_PATH),
            range_text(item.assumption),
            scale_words(item.assumption.scale),
            counted(item.share),
        ]
        for item in led
    ]
    return f"{title}\n{aligned(['', _('range'), _('scale'), _('part')], rows, right=[3])}".rstrip()


def _foot(sweep: Sweep) -> str:
    asked = sweep.plan.asked
    lines = [rests_on(sweep), *cautions(sweep)]
    fixed = "; ".join(f"{len(paths)} ({reason})" for reason, paths in stayed(sweep.plan))
    if fixed:
        lines.append(_("Not varied: {fixed}.").format(fixed=fixed))
    lines.append(
        _("Seed {seed}; isonomia {version}, kernel {kernel}. `--format json` has all numbers.").format(
            seed=asked.seed, version=__version__, kernel=kernel_digest()
        )
    )
    return "\n".join(textwrap.fill(line, WIDTH) for line in lines)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
