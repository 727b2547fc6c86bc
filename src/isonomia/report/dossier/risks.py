"""The risks that a scheme's own features call for, and no others."""

from isonomia.check.subject.subject import Subject
from isonomia.report.dossier import risks_of_effects, risks_of_facts
from isonomia.report.dossier.model import Part
from isonomia.report.dossier.risk import risk_part

RISKS = (
    risks_of_facts.wrong_facts,
    risks_of_facts.unproven_reports,
    risks_of_facts.denunciation,
    risks_of_effects.exclusion,
    risks_of_effects.out_of_proportion,
    risks_of_effects.discrimination,
    risks_of_effects.chilling,
    risks_of_facts.surveillance,
    risks_of_facts.function_creep,
    risks_of_facts.sensitive_data,
    risks_of_facts.loss_of_control,
    risks_of_effects.lock_in,
    risks_of_effects.machine_decides,
    risks_of_effects.unforeseeable,
    risks_of_effects.children,
    risks_of_effects.families,
    risks_of_effects.punished_twice,
    risks_of_facts.leak,
)


def risk_parts(subject: Subject) -> tuple[Part, ...]:
    """A part for each risk that lines of the file call for."""
    read = (risk(subject) for risk in RISKS)
    return tuple(risk_part(risk) for risk in read if risk.signs)
