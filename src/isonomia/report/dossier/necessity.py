"""Whether the processing is needed and in proportion: what the file argues, and what it leaves to be argued."""

from isonomia.check.registry import by_code
from isonomia.check.subject.connection import Bond
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.report.dossier.model import Part, Table
from isonomia.report.dossier.stated import quoted, words
from isonomia.scheme.model.vocabulary import Evidence


def necessity_part(subject: Subject) -> Part:
    """Purpose, least data, correctness, storage, proportion: GDPR 35(7)(b) with the principles of 5(1)."""
    return Part(
        _("Necessity and proportionality"),
        asked=_(
            "an assessment of the necessity and proportionality of the processing operations in relation to the "
            "purposes (GDPR 35(7)(b))."
        ),
        questions=(
            _("could the purpose be reached without a score, and what was tried?"),
            _("what shows that the scheme reaches its purpose?"),
        ),
        parts=(_purpose(subject), _least_data(subject), _correctness(subject), _storage(subject), _proportion(subject)),
    )


def _purpose(subject: Subject) -> Part:
    rows, silent = [], []
    for name, source in subject.file.sources.items():
        uses = {item.name: item.connections[name] for item in subject.consequences if name in item.feeding_sources}
        apart = [use for use, connection in uses.items() if connection.bond is not Bond.RELATED]
        argued = source.compatibility or source.apparent_connection or source.specified_by_law or ""
        if apart:
            rows.append((name, words(source.purpose), ", ".join(apart), argued))
            if not argued:
                silent.append(name)
    columns = (_("Source"), _("Recorded for"), _("Counts for, in another area of life"), _("Why that is compatible"))
    return Part(
        _("Purpose limitation (GDPR 5(1)(b))"),
        paragraphs=()
        if rows
        else (_("No consequence draws on facts from an area of life that is not related to its own."),),
        tables=(Table(_("Facts that count elsewhere"), columns, tuple(rows)),) if rows else (),
        questions=(_("why may the facts of {sources} count for another purpose?").format(sources=quoted(silent)),)
        if silent
        else (),
    )


def _least_data(subject: Subject) -> Part:
    told = [finding.message for finding in by_code()["GDPR003"].examine(subject)] or [
        _("Every source and every field is used.")
    ]
    if subject.documents.minimisation is not None:
        told.append(_("Design with the least data: {where}.").format(where=subject.documents.minimisation))
    return Part(
        _("Least data (GDPR 5(1)(c))"),
        paragraphs=tuple(told),
        questions=(_("which fields could be coarser, or go without names, and still serve the purpose?"),),
    )


def _correctness(subject: Subject) -> Part:
    doubtful = [
        name
        for name, source in subject.file.sources.items()
        if source.evidence not in (Evidence.CONFIRMED, Evidence.FINAL_DECISION)
    ]
    told = (
        _("The facts of {sources} are not stated to be confirmed or finally decided.").format(sources=quoted(doubtful))
        if doubtful
        else _("The facts of every source are stated to be confirmed or finally decided.")
    )
    return Part(
        _("Correctness (GDPR 5(1)(d))"),
        paragraphs=(told,),
        questions=(_("how many records were wrong in the past, and how were they found?"),),
    )


def _storage(subject: Subject) -> Part:
    file = subject.file
    kept = [
        _("The facts of '{source}' are kept for {time}.").format(source=name, time=source.retention)
        for name, source in file.sources.items()
        if source.retention is not None
    ]
    endless = [name for name, source in file.sources.items() if source.retention is None]
    if endless:
        kept.append(_("For {sources} the file states no limit.").format(sources=quoted(endless)))
    return Part(
        _("Storage limitation (GDPR 5(1)(e))"),
        paragraphs=tuple(kept),
        questions=(_("why are the facts needed for so long, and not shorter?"),),
    )


def _proportion(subject: Subject) -> Part:
    if not subject.unfavourable:
        return Part(
            _("Proportion"),
            paragraphs=(_("The file states no consequence by which anybody is treated worse."),),
            questions=(_("does anybody lose in practice by having few points?"),),
        )
    rows = tuple(
        (
            item.name,
            words(item.written.severity),
            "\n".join(
                f"{rule.name} ({words(rule.written.gravity)})" if rule.written.gravity else rule.name
                for rule in item.feeding_rules
            ),
            words(item.written.legitimate_aim),
        )
        for item in subject.unfavourable
    )
    columns = (_("Consequence"), _("How hard it hits"), _("Conduct that leads there, and its gravity"), _("Aim"))
    return Part(
        _("Proportion"),
        tables=(Table(_("What leads to what"), columns, rows),),
        questions=(
            _("why is each of {consequences} in proportion to the slightest conduct that leads there?").format(
                consequences=quoted(item.name for item in subject.unfavourable)
            ),
        ),
    )
