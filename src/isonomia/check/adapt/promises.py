"""Steps: people join by choice, are told, can contest, and are decided on by people. Promises must be set up."""

from collections.abc import Iterable

from ruamel.yaml.comments import CommentedMap

from isonomia.check.adapt.draft import Change, Draft
from isonomia.check.adapt.sources import drop_rule
from isonomia.locale import _
from isonomia.periods import Duration
from isonomia.scheme.checks.retention import covers, endless, needed_by
from isonomia.scheme.model.vocabulary import OrdinaryAccess
from isonomia.scheme.scheme import CompiledRule

LONGEST_ADVERSE = Duration(12, "months")
RIGHTS = {
    "explanation": ("each_point", "GDPR011"),
    "reasons": (True, "AIA018"),
    "notice": ("14 days", "CHR014"),
    "rectification": (True, "GDPR012"),
    "erasure": (True, "GDPR034"),
    "restriction": (True, "GDPR013"),
    "objection": (True, "GDPR014"),
    "human_review": (True, "GDPR017"),
    "export": (True, "GDPR021"),
    "leave": (True, "GDPR035"),
    "propagation": (True, "GDPR029"),
    "answer_within": ("1 month", "GDPR032"),
    "requests_free": (True, "GDPR032"),
    "publication": ("private", "GDPR019"),
}
APPEAL = {
    "to": "an independent board",
    "within": "30 days",
    "decided_within": "14 days",
    "decided_by": "person",
    "suspends": True,
    "independent": True,
    "free": True,
}
INFORMATION = {"before_use": "AIA016", "logic": "GDPR010", "consequences": "GDPR010"}


def join_by_choice(draft: Draft) -> None:
    """Nobody is enrolled unasked; consent carries the processing, and people choose the points."""
    draft.promise(("participation",), "voluntary", _("people join by choice"), "CHR010")
    if not draft.subject.rests_on("a"):
        basis = CommentedMap(article="6(1)(a)", text="consent at joining")
        draft.promise(("legal_basis",), basis, _("consent, given freely, carries it"), "GDPR001")
    for key, value in (("method", "fixed_points"), ("weights_from", "people"), ("score_by", "self")):
        if key in draft.data:
            draft.promise((key,), value, _("people choose the points, and everyone can read them"), "AIA027")
    for key in ("retroactive", "transfers", "recipients"):
        if draft.data.pop(key, None):
            draft.changes.append(_dropped(key))
    draft.reread()


def _dropped(key: str) -> Change:
    why = _("nothing goes back before the start, and nothing goes to others")
    return Change(key, why, {"retroactive": "CHR008", "transfers": "GDPR027", "recipients": "GDPR029"}[key])


def keep_rules_plain(draft: Draft) -> None:
    """No rule at discretion, for money, by rank, for what is fined already; what takes points ends within a year."""
    subject = draft.subject
    for rule in subject.scheme.rules:
        written = rule.written
        reads_trait = any(field.trait for field in subject.fields_read(rule).values())
        for is_bad, why, code in (
            (written.discretionary, _("its points are at someone's discretion"), "CHR006"),
            (written.purchasable, _("its points can be bought"), "DSN004"),
            (written.relative, _("its points depend on others"), "DSN002"),
            (bool(written.conduct), _("it scores what a freedom protects"), "CHR001"),
            (reads_trait, _("it reads a protected trait"), "EQL001"),
            (
                rule in subject.adverse_rules and written.also_sanctioned_by is not None,
                _("the same fact is sanctioned already"),
                "CHR007",
            ),
        ):
            if is_bad:
                drop_rule(draft, rule.name, why, code)
                break
    draft.reread()
    for rule in draft.subject.adverse_rules:
        if rule.expires is None or rule.expires.longest_days() > LONGEST_ADVERSE.longest_days():
            for source in draft.subject.sources_of(rule):
                draft.data["sources"][source].pop("retention", None)
            keys = ("rules", rule.name, "expires")
            draft.promise(keys, str(LONGEST_ADVERSE), _("nothing counts against a member for ever"), "GDPR005")
    _keep_facts_as_long_as_points(draft)
    draft.reread()


def _keep_facts_as_long_as_points(draft: Draft) -> None:
    """Facts are kept as long as their points live, and where these never end, no longer than two years."""
    draft.reread()
    for rule in draft.subject.scheme.rules:
        if rule.expires is None:
            for source in draft.subject.sources_of(rule):
                draft.data["sources"][source].pop("retention", None)
            why = _("what is kept must end")
            draft.promise(("rules", rule.name, "expires"), "24 months", why, "GDPR005")
    draft.reread()
    for name, declared in draft.subject.file.sources.items():
        scheme = draft.subject.scheme
        readers = [rule for rule in scheme.rules if name in draft.subject.sources_of(rule)]
        if any(endless(rule, scheme.pools) is not None for rule in readers):
            continue  # an `nth` or a cap that never ends: there is no retention that the scheme could keep
        if readers and declared.retention is None:
            why = _("facts are deleted when their points are gone")
            draft.promise(("sources", name, "retention"), str(_time_needed(readers)), why, "GDPR005")


def _time_needed(readers: Iterable[CompiledRule]) -> Duration:
    """The shortest time that every rule's points, counts, ceilings and periods leave its facts."""
    needs = [need for rule in readers if (need := needed_by(rule)) is not None]
    longest = max(map(_added, needs), key=Duration.longest_days)
    if all(covers(longest, need) for need in needs):
        return longest
    return Duration(max(sum(part.longest_days() for part in need) for need in needs), "days")


def _added(need: list[Duration]) -> Duration:
    """Durations one after the other, as one: in months if all are, else in days."""
    if len(need) == 1:
        return need[0]
    if not any(part.days for part in need):
        return Duration(sum(part.months for part in need), "months")
    return Duration(sum(part.longest_days() for part in need), "days")


def give_rights(draft: Draft) -> None:
    """What members can demand, and what they are told."""
    why = _("members are owed it; it must be set up before anyone joins")
    for key, (value, code) in RIGHTS.items():
        draft.promise(("rights", key), value, why, code)
    for name in ("leave_detriment", "explanation_refused", "shown_entries"):
        draft.part("rights").pop(name, None)
    for key, value in APPEAL.items():
        if key == "to" and draft.part("rights", "appeal").get("to"):
            continue
        draft.promise(("rights", "appeal", key), value, why, "CHR005")
    for key, code in INFORMATION.items():
        draft.promise(("information", key), True, why, code)
    draft.reread()


def decide_by_people(draft: Draft) -> None:
    """No consequence is automatic; benefits leave the others what they had; what is unfavourable ends."""
    for consequence in draft.subject.consequences:
        keys = ("consequences", consequence.name)
        why = _("a person decides each case")
        draft.promise((*keys, "decided_by"), "person", why, "GDPR015")
        draft.promise((*keys, "score_weight"), "contributing", why, "GDPR016")
        if consequence.is_unfavourable:
            draft.promise((*keys, "ends"), "after 1 month", _("it has an end"), "AIA002")
        if consequence.written.ordinary_access not in (None, OrdinaryAccess.KEPT):
            draft.promise((*keys, "ordinary_access"), "kept", _("the others keep what they had"), "AIA001")
    draft.reread()
