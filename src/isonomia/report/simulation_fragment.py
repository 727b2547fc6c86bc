"""A simulation's findings as a piece of HTML, for notebooks."""

from markupsafe import Markup

from isonomia.experiment.kept import Asked
from isonomia.experiment.paired import Findings
from isonomia.locale import _
from isonomia.report.simulation_findings import assumptions, key_findings
from isonomia.report.simulation_text import simulation_text


def simulation_fragment(findings: Findings, asked: Asked) -> str:
    """The findings in words, what they rest on, and every measure folded away."""
    assumed, every = assumptions(findings.first.scheme)
    title = _("{scheme}, in {society}").format(scheme=asked.scheme.title, society=asked.society.file.title)
    foot = _(
        "{people:,} synthetic people, {weeks} weeks, replicates: {replicates}, first seed {seed}. {assumed} of the "
        "society's {every} numbers are assumptions: this is what follows from them, not what will happen."
    ).format(
        people=asked.people,
        weeks=asked.weeks,
        replicates=findings.replicates,
        seed=asked.seed,
        assumed=assumed,
        every=every,
    )
    items = Markup("").join(
        Markup("<li>{} <small>{}</small></li>").format(one.sentence, one.certainty) for one in key_findings(findings)
    )
    return Markup(
        "<div><p><strong>{}</strong></p><ol>{}</ol><p>{}</p><details><summary>{}</summary><pre>{}</pre></details></div>"
    ).format(title, items, foot, _("All measures"), simulation_text(findings, asked))
