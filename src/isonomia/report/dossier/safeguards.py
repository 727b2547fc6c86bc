"""The safeguards that a file states, as a risk names them."""

from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.report.dossier.stated import words
from isonomia.scheme.model.vocabulary import Explanation

TELLING = frozenset({Explanation.EACH_POINT, Explanation.FACTORS})


def stated(subject: Subject, *names: str) -> tuple[str, ...]:
    """Those of the named safeguards that the file states, each in a few words."""
    found = {**_of_rights(subject), **_of_the_house(subject)}
    return tuple(found[name] for name in names if found[name])


def _of_rights(subject: Subject) -> dict[str, str]:
    """What members can demand; nothing for what the file does not give them."""
    rights = subject.rights
    rests = rights.restriction or subject.scheme.appeal_suspends
    tells = rights.explanation in TELLING
    return {
        "rectification": _("wrong facts are corrected") if rights.rectification else "",
        "propagation": _("corrections reach all recipients") if rights.propagation else "",
        "suspension": _("disputed points rest") if rests else "",
        "appeal": _("appeal to {role}").format(role=rights.appeal.to) if rights.appeal else "",
        "review": _("a person reviews automated decisions") if rights.human_review else "",
        "explanation": _("explanation: {what}").format(what=words(rights.explanation)) if tells else "",
        "objection": _("people can object") if rights.objection else "",
        "leave": _("people can leave") if rights.leave else "",
        "erasure": _("people can have everything erased") if rights.erasure else "",
        "repair": _("repair: {how}").format(how=rights.repair) if rights.repair else "",
        "notice": _("notice {time} before").format(time=rights.notice) if rights.notice else "",
    }


def _of_the_house(subject: Subject) -> dict[str, str]:
    """What the controller does of its own accord."""
    told, papers, oversight = subject.information, subject.documents, subject.oversight
    least, equal = _("design with the least data: {where}"), _("analysis of unequal effects: {where}")
    return {
        "told": _("people are told before they are scored") if told.before_use else "",
        "child": _("a notice for children") if told.child_version else "",
        "security": _("security: {where}").format(where=papers.security) if papers.security else "",
        "minimisation": least.format(where=papers.minimisation) if papers.minimisation else "",
        "equality": equal.format(where=papers.equality_analysis) if papers.equality_analysis else "",
        "oversight": _("oversight by {role}").format(role=oversight.role) if oversight else "",
    }
