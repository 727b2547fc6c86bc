"""Who may do what, and what undoes it."""

import pytest

from isonomia.errors import NotAllowed
from isonomia.procedure.actions import Action
from isonomia.procedure.inverse import INVERSES, inverse_of
from isonomia.procedure.who_may import DECIDING, ROLES, YES, Actor, Answer, Matter, Role, may, require, who_can

ALL = frozenset(Role) - {Role.MACHINE}


def actor(*roles: Role, name: str = "Rita", sources: tuple[str, ...] = ()) -> Actor:
    return Actor(name, frozenset(roles), frozenset(sources))


def test_every_action_has_its_roles_and_its_inverse():
    assert set(ROLES) == set(Action) == set(INVERSES)


@pytest.mark.parametrize("action", Action)
def test_an_action_without_inverse_says_why(action):
    inverse = inverse_of(action)
    assert inverse.acts or inverse.why
    assert all(act in Action for act in inverse.acts)


@pytest.mark.parametrize("action", Action)
def test_nobody_without_the_role(action):
    outsiders = actor(*(frozenset(Role) - ROLES[action]))
    answer = may(outsiders, action, Matter(member="Rita", source="payments"))
    assert not answer.allowed
    assert answer.reason.startswith("only ")


@pytest.mark.parametrize("action", sorted(DECIDING))
@pytest.mark.parametrize(
    ("matter", "reason"),
    [
        (Matter(member="Rita"), "nobody decides her own case"),
        (Matter(member="Ada", recorded_by=frozenset({"Rita"})), "who recorded a fact of the case does not decide it"),
        (Matter(member="Ada", reported_by=frozenset({"Rita"})), "who reported it does not decide it"),
        (Matter(member="Ada", decided_by=frozenset({"Rita"})), "who decided before in this case does not decide again"),
    ],
)
def test_who_decides_is_independent(action, matter, reason):
    assert may(actor(*ALL), action, matter) == Answer(False, reason, "another reviewer decides it")
    assert may(actor(Role.REVIEWER, name="Rolf"), action, matter) == YES


@pytest.mark.parametrize("action", sorted(DECIDING))
def test_a_machine_decides_nothing_even_as_a_reviewer(action):
    answer = may(actor(Role.MACHINE, Role.REVIEWER), action, Matter(member="Ada"))
    assert answer == Answer(False, "a machine decides nothing about a person", "a reviewer decides it")


def test_a_recorder_writes_her_own_sources():
    recorder = actor(Role.RECORDER, sources=("hours",))
    assert may(recorder, Action.RECORD, Matter(source="hours")) == YES
    assert may(recorder, Action.RECORD, Matter(source="payments")) == Answer(
        False, "source 'payments' is not among those you record: hours", "ask the steward for that source"
    )
    assert may(actor(Role.MACHINE), Action.CORRECT, Matter(source="hours")).reason.endswith("record: none")


def test_what_is_a_members_own_is_hers_alone():
    other = Answer(False, "this is another member's", "only the member concerned can do this")
    for action in (Action.READ_STATEMENT, Action.EXPORT, Action.ERASE, Action.APPEAL, Action.DISPUTE):
        assert may(actor(*ALL), action, Matter(member="Ada")) == other
        assert may(actor(Role.MEMBER), action, Matter(member="Rita")) == YES
        assert may(actor(Role.MEMBER), action) == other


def test_a_reviewer_reads_no_file_of_her_own():
    assert may(actor(Role.REVIEWER, Role.MEMBER), Action.READ_FILE, Matter(member="Ada")) == YES
    assert may(actor(Role.REVIEWER, Role.MEMBER), Action.READ_FILE, Matter(member="Rita")) == Answer(
        False, "this is your own file", "read your statement; another reviewer has the file"
    )


def test_who_can_is_the_queue_of_a_matter():
    reviewers = [actor(Role.REVIEWER, name=name) for name in ("Rita", "Rolf", "Ruth")] + [
        actor(Role.MEMBER, name="Bea")
    ]
    matter = Matter(member="Ruth", recorded_by=frozenset({"Rita"}))
    assert [found.name for found in who_can(reviewers, Action.DECIDE_DISPUTE, matter)] == ["Rolf"]
    assert who_can(reviewers[:1], Action.DECIDE_DISPUTE, matter) == ()


def test_require_raises_with_reason_and_remedy():
    require(actor(Role.STEWARD), Action.PROPOSE_VERSION)
    with pytest.raises(NotAllowed) as caught:
        require(actor(Role.MEMBER), Action.PROPOSE_VERSION)
    assert caught.value.reason == "only steward may do this: propose_version"
    assert caught.value.remedy == "ask somebody with that role"
