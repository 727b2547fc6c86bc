"""What cannot follow what, said with the place and the cure; and what could not be carried over."""

from datetime import date

import pytest

from isonomia.errors import SchemeError, UsageError
from isonomia.scheme.succession.succeed import succession

MAY = date(2026, 5, 1)
HELP = {"help": {"source": "hours", "points": 5}}


def faults(version, old, new):
    """Code, message and remedy of each fault of `new` after `old`."""
    with pytest.raises(SchemeError) as caught:
        succession([version("1", **old), version("2", MAY, **new)])
    return [(item.code, item.message, item.remedy) for item in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"scheme": "other"}, "`scheme: other`; expected club, as in version 1"),
        ({"time_zone": "UTC"}, "`time_zone: UTC`; expected Europe/Vienna, as in version 1"),
        ({"score": {"better": "lower"}}, "`better: lower`; expected higher, as in version 1"),
        ({"score": {"base": 10}}, "`base: 10`; expected 0, as in version 1"),
    ],
)
def test_what_would_reprice_everybody(version, parts, message):
    [(code, found, remedy)] = faults(version, {"rules": HELP}, {"rules": HELP} | parts)
    assert (code, found) == ("succession-header", message)
    assert remedy


def test_all_faults_are_listed(version):
    found = faults(version, {"rules": HELP}, {"rules": HELP, "scheme": "other", "score": {"base": 10}})
    assert [message for _, message, _ in found] == [
        "`scheme: other`; expected club, as in version 1",
        "`base: 10`; expected 0, as in version 1",
    ]


def test_a_field_of_another_type(version):
    sources = {"hours": {"fields": {"hours": "integer"}}}
    assert faults(version, {"rules": HELP}, {"rules": HELP, "sources": sources}) == [
        (
            "succession-field",
            "the type integer of the field 'hours'; expected decimal, as in version 1",
            "facts on record have the old type: give the new field, or the source, a name of its own",
        )
    ]


def test_a_field_of_another_type_two_versions_later(version):
    typed = [{"hours": {"fields": fields}} for fields in ({"n": "integer"}, {}, {"n": "text"})]
    first, second, third = (
        version(str(number), day, rules=HELP, sources=sources)
        for number, day, sources in zip((1, 2, 3), (None, MAY, date(2026, 6, 1)), typed, strict=True)
    )
    with pytest.raises(SchemeError, match="the type text of the field 'n'; expected integer, as in version 1"):
        succession([first, second, third])


def test_a_name_that_meant_a_source(version):
    sources = {"work": {}}
    rules = {"hours": {"source": "work", "points": 1}}
    [(code, message, _)] = faults(version, {"rules": HELP}, {"rules": rules, "sources": sources})
    assert (code, message) == ("succession-name", "the name 'hours', which meant something else in version 1")


@pytest.mark.parametrize("kind", ["rule", "source"])
def test_a_name_that_the_past_needs(version, kind):
    rules = {"help": {"source": "hours", "points": 4}}
    sources = {"hours": {}}
    if kind == "rule":
        rules["help__v1"] = {"source": "hours", "points": 1}
    else:
        sources["help__v1"] = {}
    old, new = {"rules": HELP, "sources": {"hours": {}}}, {"rules": rules, "sources": sources}
    assert faults(version, old, new) == [
        (
            "succession-name",
            "the name 'help__v1', which is needed for 'help' of the past",
            "give the rule or pool that has this name another one, or the versions other labels",
        )
    ]


def test_a_pool_s_name_that_the_past_needs(version):
    capped = {"source": "hours", "cap": {"points": 9, "per": "month"}}
    pools = {"help__cap": {"rules": ["talk"], "cap": {"points": 9, "per": "month"}}}
    talk = {"talk": {"source": "talks", "points": 1}}
    old = {"rules": talk | {"help": capped | {"points": 5}}, "pools": pools}
    new = {"rules": talk | {"help": capped | {"points": 4}}, "pools": pools}
    [(code, message, _)] = faults(version, old, new)
    assert (code, message) == ("succession-name", "the name 'help__cap', which is needed for 'help__cap' of the past")


def test_a_band_that_a_ceiling_of_the_past_names(version):
    ceiling = {"ceiling": {"band": "low", "for": "6 months"}}
    old = {"rules": {"help": HELP["help"] | ceiling}, "bands": {"low": {}, "high": {"from": 5}}}
    [(code, message, remedy)] = faults(version, old, {"rules": HELP, "bands": {"lowest": {}, "high": {"from": 5}}})
    assert code == "succession-band"
    assert message == "no band 'low', which a ceiling of the rule 'help' in version 1 names"
    assert remedy.startswith("keep a band of that name")


@pytest.mark.parametrize(
    ("labels", "days", "message"),
    [
        (("1", "2"), (None, None), "version 2 takes effect on None, and version 1 on None"),
        (("1", "2", "3"), (None, MAY, MAY), "version 3 takes effect on 2026-05-01, and version 2 on 2026-05-01"),
        (("1", "v1"), (None, MAY), "several versions with the label '1'"),
        (("1", "--"), (None, MAY), "a version without a label"),
    ],
)
def test_labels_and_days(version, labels, days, message):
    with pytest.raises(UsageError, match=message):
        succession([version(label, day, rules=HELP) for label, day in zip(labels, days, strict=True)])


def test_expressions_that_grow_too_long(version):
    long = " OR ".join(f"hours = {number}" for number in range(95))
    rules = [{"help": HELP["help"] | {"nth": {}, "when": f"{long} OR hours = {number}"}} for number in (100, 200)]
    with pytest.raises(UsageError, match="the versions do not fit into one scheme: an expression of"):
        succession([version("1", rules=rules[0]), version("2", MAY, rules=rules[1])])


def remarks(version, old, new, day=MAY):
    return succession([version("1", **old), version("2", day, **new)]).remarks


def test_a_count_that_begins_anew_is_said(version):
    rule = HELP["help"] | {"nth": {}}
    old, new = {"rules": {"help": rule}}, {"rules": {"help": rule | {"expires": "12 months"}}}
    assert remarks(version, old, new) == (
        "`nth` of 'help' begins anew on 2026-05-01: more than its expressions changed.",
    )


def test_a_second_cap_is_said(version):
    capped = [HELP["help"] | {"cap": {"points": 9, "per": unit}} for unit in ("month", "year")]
    old, new = ({"rules": {"help": rule}} for rule in capped)
    assert remarks(version, old, new) == (
        "'help' has a second cap in the period that 2026-05-01 falls into: cap or pool changed.",
    )
    assert remarks(version, old, new, date(2026, 1, 1)) == ()


def test_a_second_cap_of_a_rule_in_a_pool_is_said(version):
    pools = {"all": {"rules": ["help"], "cap": {"points": 20, "per": "year"}}}
    rule = HELP["help"] | {"cap": {"points": 9, "per": "month"}}
    old = {"rules": {"help": rule}, "pools": pools}
    new = {"rules": {"help": rule | {"expires": "12 months"}}, "pools": pools}
    assert len(remarks(version, old, new, date(2026, 5, 2))) == 1
    assert remarks(version, old, new) == ()


def test_a_pool_s_second_cap_is_said(version):
    old, new = (
        {"rules": HELP, "pools": {"all": {"rules": ["help"], "cap": {"points": points, "per": "year"}}}}
        for points in (9, 8)
    )
    assert remarks(version, old, new) == (
        "The pool 'all' has a second cap in the period that 2026-05-01 falls into: its cap changed.",
    )
