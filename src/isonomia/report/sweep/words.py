"""The words and numbers of a sweep's report, the same in text and page."""

import math

from isonomia.locale import _, ngettext
from isonomia.measures.measure import Unit
from isonomia.sweep.assumptions import NOT_CHOSEN, Assumption, Scale
from isonomia.sweep.design import Kind
from isonomia.sweep.plan import CENTRE_SEEDS, Plan
from isonomia.sweep.result import Finding, Sweep, by_reason
from isonomia.sweep.signs import Verdict
from isonomia.sweep.subjects import Look, Subject

DASH = "–"
MINUS = "\N{MINUS SIGN}"


def number(value: float) -> str:
    """Three significant digits without exponent, or a dash where there is none."""
    if math.isnan(value):
        return DASH
    if value == 0:
        return "0"
    places = max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{min(places, 9)}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", MINUS)


def percent(share: float) -> str:
    """A share in percent, one decimal."""
    if math.isnan(share):
        return DASH
    text = f"{100 * share:,.1f}"
    return (text.removeprefix("-") if float(text.replace(",", "")) == 0 else text).replace("-", MINUS) + " %"


def counted(share: float) -> str:
    """A share of points in whole percent; what is not nought is never shown as nought, nor what is not all as all."""
    if math.isnan(share):
        return DASH
    if 0 < share < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 < share < 1 else f"{100 * share:.0f} %"


def is_share(subject: Subject) -> bool:
    """Whether a subject's value is a share, so that it is written in percent."""
    if subject.look is Look.RELATIVE:
        return True
    return subject.gauge.unit is Unit.SHARE


def written(subject: Subject, value: float) -> str:
    """A value as the subject is looked at; a change of a share is in percentage points."""
    if not is_share(subject):
        return number(value)
    text = percent(value)
    return text.replace("%", "pp") if subject.look is Look.CHANGE else text


def driver_value(sweep: Sweep, finding: Finding, value: float) -> str:
    """mu* and sigma in the finding's own unit, Sobol's shares of variance with two decimals."""
    if math.isnan(value):
        return DASH
    if sweep.plan.design.kind is Kind.SOBOL:
        return f"{round(value, 2) + 0.0:.2f}".replace("-", MINUS)  # + 0.0: no minus before nought
    return written(finding.subject, value)


def driver_heads(sweep: Sweep) -> tuple[str, str]:
    """What a driver's first and second figure are called."""
    return ("mu*", "sigma") if sweep.plan.design.kind is Kind.MORRIS else ("ST", "S1")


def item_title(sweep: Sweep, finding: Finding) -> str:
    """A finding's name for readers, within its measure."""
    activities = sweep.plan.asked.society.file.activities
    item = finding.subject.item
    return activities[item].title if item in activities else _(item)


def looked_at(finding: Finding) -> str:
    """How a finding is looked at, and which value means no effect."""
    subject = finding.subject
    if subject.is_occurrence:
        return _("level under the scheme; above: it occurs")
    if subject.look is Look.LEVEL:
        neutral = number(subject.neutral)
        return _("level under the scheme; no effect is {neutral}").format(neutral=neutral)
    return _(subject.look.value)


def verdict_words(verdict: Verdict) -> str:
    """A verdict in a word or two."""
    return {
        Verdict.ROBUST: _("robust"),
        Verdict.ONE_SIDED: _("one-sided"),
        Verdict.DEPENDS: _("depends"),
        Verdict.NONE: _("no effect"),
        Verdict.UNMEASURED: _("not measured"),
    }[verdict]


def verdict_meaning(verdict: Verdict) -> str:
    """What a verdict means."""
    return {
        Verdict.ROBUST: _("the same sign at every point"),
        Verdict.ONE_SIDED: _("never the other sign, and at some points no effect"),
        Verdict.DEPENDS: _("up at some points and down at others: it hangs on the assumptions"),
        Verdict.NONE: _("at no point told apart from luck"),
        Verdict.UNMEASURED: _("nothing to measure at any point"),
    }[verdict]


def head(sweep: Sweep) -> tuple[str, str, str]:
    """Title, what was run, and which design."""
    asked, design = sweep.plan.asked, sweep.plan.design
    against = _("no scheme") if asked.baseline is None else asked.baseline.title
    run = _("{people:,} synthetic people and {weeks} weeks, against the same people under {against}")
    if design.kind is Kind.MORRIS:
        blocks = ngettext("{count} trajectory", "{count} trajectories", design.blocks)
    else:
        blocks = ngettext("{count} base point", "{count} base points", design.blocks)
    return (
        _("Sweep: {scheme}, in {society}").format(scheme=asked.scheme.title, society=asked.society.file.title),
        run.format(people=asked.people, weeks=asked.weeks, against=against),
        _("{design}: {numbers} varied over their ranges, {blocks}, {pairs:,} pairs of runs").format(
            design={Kind.MORRIS: "Morris", Kind.SOBOL: "Sobol"}[design.kind],
            numbers=ngettext("{count} number", "{count} numbers", len(sweep.plan.varied)),
            blocks=blocks,
            pairs=len(sweep.plan.points),
        ),
    )


def counts(sweep: Sweep) -> list[tuple[Verdict, int, str]]:
    """How many findings have each verdict, with its meaning."""
    return [(verdict, sweep.count(verdict), verdict_meaning(verdict)) for verdict in Verdict if sweep.count(verdict)]


def cautions(sweep: Sweep) -> list[str]:
    """What a reader must know of the figures."""
    plan = sweep.plan
    repeats = len(plan.repeated)
    found = [
        _(
            "Luck: the file's own values were run with {seeds} seeds, and {repeats} points of the design with a second "
            "one. An effect is only counted where it is outside of what differences between seeds explain (99 %). What "
            "only occurs under a scheme, such as a restriction, counts wherever it occurs."
        ).format(seeds=CENTRE_SEEDS, repeats=repeats),
        _(
            "The points have one seed, so luck is nearly the same at all of them; more people make it smaller. Small "
            "populations also hide what is rare: run more people before you call such a finding nothing."
        ),
        _(
            "A number whose greatest is at least ten times its least, above 0, is drawn evenly on a logarithmic scale; "
            "the others on an even one. Numbers are drawn independently of each other: what goes together in a real "
            "society is not known here."
        ),
    ]
    left = sum(item.reason == NOT_CHOSEN for item in plan.fixed)
    if left:
        found.append(
            _(
                "{left} numbers that could vary were held at the file's own values: what holds here may not hold where "
                "they lie elsewhere."
            ).format(left=left)
        )
    if plan.together:
        found.append(
            _(
                "Shares that must add up were moved by one amount until they did, within their ranges: {sets}. The "
                "part of one of them is therefore also a part of the others."
            ).format(sets=", ".join(dict.fromkeys(map(str, plan.together))))
        )
    return found


def stayed(plan: Plan) -> list[tuple[str, list[str]]]:
    """The numbers that stayed as the file has them, by reason."""
    return [(_(reason), paths) for reason, paths in by_reason(plan).items()]


def range_text(assumption: Assumption) -> str:
    """A range as the file has it."""
    return f"{assumption.low:f} … {assumption.high:f}".replace("-", MINUS)


def scale_words(scale: Scale) -> str:
    """A scale in a word."""
    return _("logarithmic") if scale is Scale.LOGARITHMIC else _("even")


def rests_on(sweep: Sweep) -> str:
    """How many of the numbers that were varied nobody has measured."""
    from isonomia.society.model.quantity import ASSUMPTION

    assumed = sum(item.source == ASSUMPTION for item in sweep.plan.varied)
    return _(
        "Of {all} numbers varied, nobody has measured {assumed}: the findings show what follows from their ranges, not "
        "what will happen."
    ).format(assumed=assumed, all=len(sweep.plan.varied))
