"""Any order of acts by anybody, on any days: what must never happen to a member never happens."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from isonomia.errors import NotAllowed
from isonomia.periods import ONE_DAY, Duration, add
from isonomia.procedure import adverse, appeal, benefit
from isonomia.procedure.consequence_case import ConsequenceCase, Fact, Given, Route, Stage
from isonomia.procedure.contest import Contest
from isonomia.procedure.day import pass_day
from isonomia.procedure.deadlines import Terms, terms_of
from isonomia.procedure.decision import Ruling
from isonomia.procedure.follows import Change, Effect, Notice, Step, Told
from isonomia.procedure.who_may import Actor, Role
from isonomia.scheme.model.consequence import Consequence, Rights

MEMBER = "Ada"
ACTORS = (
    Actor(MEMBER, frozenset({Role.MEMBER, Role.REVIEWER})),
    Actor("Carl", frozenset({Role.RECORDER, Role.REVIEWER}), frozenset({"payments"})),
    Actor("Rita", frozenset({Role.REVIEWER})),
    Actor("Rolf", frozenset({Role.REVIEWER})),
    Actor("Ruth", frozenset({Role.REVIEWER, Role.MEMBER})),
    Actor("bot", frozenset({Role.MACHINE})),
    Actor("botched", frozenset({Role.MACHINE, Role.REVIEWER})),
    Actor("Stan", frozenset({Role.STEWARD})),
)
MEMBER_OFTEN = (ACTORS[0], ACTORS[0], ACTORS[0], *ACTORS[1:4])
INDEPENDENT = {"Rita", "Rolf", "Ruth"}
STARTS_OR_RESUMES = (Change.STARTS, Change.RESUMES)
SHORT = st.none() | st.builds(Duration, st.integers(1, 15), st.just("days"))
LONG = st.none() | st.builds(Duration, st.integers(10, 60), st.just("days"))
STILL = st.sampled_from([True, True, True, True, True, False])
RULINGS = st.tuples(
    st.sampled_from([*ACTORS, *ACTORS[2:5], *ACTORS[2:5]]), st.sampled_from(["seen and weighed", "it is so", "  "])
)


class CaseMachine(RuleBasedStateMachine):
    """One case of one member, from its first day."""

    case: ConsequenceCase
    terms: Terms
    written: Consequence

    @initialize(
        kind=st.sampled_from(["adverse", "measure", "benefit"]),
        access=st.sampled_from([None, "reduced"]),
        ends=LONG,
        notice=SHORT,
        within=LONG,
        decided_within=LONG,
        suspends=st.booleans(),
    )
    def begin(self, kind, access, ends, notice, within, decided_within, suspends):
        to = {"to": "board", "within": within, "decided_within": decided_within, "suspends": suspends}
        self.terms = terms_of(Rights.model_validate({"notice": notice, "appeal": to}))
        self.written = Consequence.model_validate(
            {"band": "low", "kind": kind, "ends": ends, "ordinary_access": access, "measure": "letter"}
        )
        self.today = date(2026, 1, 1)
        self.open_case()

    @precondition(lambda self: self.case.is_closed)
    @rule()
    def another_case(self):
        self.open_case()

    def open_case(self) -> None:
        """A case from its start, as if there had been none before."""
        self.effects: list[Effect] = []
        self.confirmed_by: set[str] = set()
        self.told_of_end: dict[date, date] = {}
        self.was_in_effect: set[date] = set()
        given = Given("it", self.written, MEMBER, "low", "1")
        facts = (Fact("payments", "p1", "late", "Carl"),)
        if self.written.kind == "benefit":
            step = benefit.grant(given, case_id="c", on=self.today)
        else:
            step = adverse.propose(given, facts, case_id="c", earlier=(), on=self.today)
        self.take(step)

    def take(self, step: Step[ConsequenceCase]) -> None:
        """Store what is so, as the service would."""
        self.case = step.after
        if self.case.stage is Stage.GRANTED:
            self.confirmed_by.clear()  # whose decision to end it was overturned, or overtaken
        self.effects += [item for item in step.follows if isinstance(item, Effect)]
        for item in step.follows:
            if isinstance(item, Notice) and item.told is Told.ENDING:
                assert item.ends_on is not None
                self.told_of_end[item.on] = item.ends_on

    def independent(self) -> set[str]:
        """Who may decide: Carl recorded the fact of the adverse case; a benefit rests on none."""
        return INDEPENDENT | ({"Carl"} if self.case.route is Route.BENEFIT else set())

    def attempt(self, act, *arguments, **named) -> bool:
        """Do it if it is allowed; a refusal says why and what to do, and changes nothing."""
        try:
            self.take(act(self.case, *arguments, **named))
        except NotAllowed as refusal:
            assert refusal.reason and refusal.remedy
            return False
        return True

    def ruling(self, drawn) -> Ruling:
        actor, reasons = drawn
        return Ruling(actor, "board", reasons, self.today)

    @precondition(lambda self: self.case.notice_until is not None and self.today <= self.case.notice_until)
    @rule()
    def notice_runs_out(self):
        self.days_pass_with((self.case.notice_until - self.today).days + 1, gives=self.case.route is Route.ADVERSE)

    @rule(days=st.integers(1, 20), gives=STILL)
    def days_pass(self, days, gives):
        self.days_pass_with(days, gives if self.case.route is Route.ADVERSE else not gives)

    def days_pass_with(self, days: int, gives: bool) -> None:
        """Day by day, as the service does."""
        for __ in range(days):
            self.today += ONE_DAY
            self.take(pass_day(self.case, gives=gives, terms=self.terms, on=self.today))
            self.note_the_day()

    @rule(gives=STILL)
    def the_band_changes_today(self, gives):
        self.take(pass_day(self.case, gives=gives, terms=self.terms, on=self.today))

    @precondition(lambda self: self.case.standing_stage is Stage.NOTICED)
    @rule(drawn=RULINGS)
    def confirm(self, drawn):
        before = self.case.open_appeal
        if self.attempt(adverse.confirm, self.written, self.ruling(drawn), self.terms):
            self.confirmed_by.add(drawn[0].name)
            assert before is None or not before.suspends
            assert self.case.starts_on == self.today + ONE_DAY

    @precondition(lambda self: self.case.standing_stage is Stage.ENDING)
    @rule(drawn=RULINGS)
    def confirm_end(self, drawn):
        before = self.case.open_appeal
        if self.attempt(benefit.confirm_end, self.ruling(drawn), self.terms):
            self.confirmed_by.add(drawn[0].name)
            assert before is None or not before.suspends

    @precondition(lambda self: self.case.standing_stage is Stage.ENDING)
    @rule()
    def end_benefit_early(self):
        self.attempt(benefit.end_benefit, self.today)

    @precondition(lambda self: self.case.standing_stage in (Stage.PROPOSED, Stage.NOTICED))
    @rule(drawn=RULINGS)
    def refuse(self, drawn):
        self.attempt(adverse.refuse, self.ruling(drawn))

    @precondition(lambda self: self.case.standing_stage in (Stage.CONFIRMED, Stage.ENDED))
    @rule(drawn=RULINGS)
    def undo(self, drawn):
        self.attempt(adverse.undo, self.ruling(drawn))

    @precondition(lambda self: self.case.standing_stage in (Stage.CONFIRMED, Stage.ENDED))
    @rule()
    def facts_fall(self):
        self.attempt(adverse.undo_for_facts, self.today)

    @precondition(lambda self: self.case.stage in appeal.OPEN_TO_APPEAL)
    @rule(actor=st.sampled_from(MEMBER_OFTEN), new_grounds=st.booleans())
    def contest(self, actor, new_grounds):
        contest = Contest(actor, "it is wrong", self.today, new_grounds)
        if self.attempt(appeal.lodge_appeal, contest, appeal_id="a", terms=self.terms):
            assert actor.name == MEMBER

    @precondition(lambda self: self.case.open_appeal is not None)
    @rule(actor=st.sampled_from(MEMBER_OFTEN))
    def take_back(self, actor):
        self.attempt(appeal.withdraw_appeal, actor, terms=self.terms, on=self.today)

    @precondition(lambda self: self.case.open_appeal is not None)
    @rule(drawn=RULINGS, upheld=st.booleans())
    def decide_appeal(self, drawn, upheld):
        if self.attempt(appeal.decide_appeal, self.ruling(drawn), upheld=upheld, terms=self.terms):
            assert drawn[0].name in self.independent() - self.confirmed_by

    @rule(drawn=RULINGS)
    def out_of_place(self, drawn):
        """What has no place here is refused: each act is tried where its own rule would not try it."""
        stage, ruling = self.case.standing_stage, self.ruling(drawn)
        if stage is not Stage.NOTICED:
            assert not self.attempt(adverse.confirm, self.written, ruling, self.terms)
        if stage is not Stage.ENDING:
            assert not self.attempt(benefit.confirm_end, ruling, self.terms)
            assert not self.attempt(benefit.end_benefit, self.today)
        if stage not in (Stage.PROPOSED, Stage.NOTICED):
            assert not self.attempt(adverse.refuse, ruling)
        if stage not in (Stage.CONFIRMED, Stage.ENDED):
            assert not self.attempt(adverse.undo, ruling)
        if self.case.open_appeal is None:
            assert not self.attempt(appeal.decide_appeal, ruling, upheld=True, terms=self.terms)

    def note_the_day(self) -> None:
        if self.case.is_in_effect(self.today):
            self.was_in_effect.add(self.today)

    @invariant()
    def nothing_adverse_without_notice_and_a_named_person(self):
        case = self.case
        if case.route is Route.BENEFIT or case.starts_on is None:
            return
        assert case.noticed_on is not None and case.notice_until is not None
        assert case.notice_until == add(case.noticed_on, self.terms.notice)
        assert case.starts_on > case.notice_until
        assert case.decision is not None and case.decision.reasons
        assert self.confirmed_by and self.confirmed_by <= self.independent()

    @invariant()
    def every_disadvantage_has_an_end(self):
        case = self.case
        if case.route is Route.ADVERSE and case.starts_on is not None:
            assert case.ends_on is not None
            assert not case.is_in_effect(case.ends_on)
            longest = add(case.starts_on, self.written.ends or Duration(3, "months"))
            assert case.ends_on <= longest

    @invariant()
    def an_appeal_that_suspends_holds_everything_up(self):
        open_appeal = self.case.open_appeal
        if open_appeal is None:
            assert self.case.stage is not Stage.CONTESTED
            return
        assert self.case.stage is Stage.CONTESTED
        if open_appeal.suspends:
            assert self.case.is_in_effect(self.today) is (self.case.route is Route.BENEFIT)

    @invariant()
    def what_is_undone_never_was(self):
        if self.case.stage in (Stage.UNDONE, Stage.REFUSED, Stage.LAPSED):
            assert not any(self.case.is_in_effect(day) for day in self.was_in_effect | {self.today, date.max})

    @invariant()
    def deadlines_are_never_before_notice(self):
        case = self.case
        if case.notice_until is not None:
            assert case.noticed_on is not None and case.noticed_on <= case.notice_until
            assert case.contest_until is not None and case.contest_until >= case.notice_until
            assert case.decide_until is None or case.decide_until > case.notice_until

    @invariant()
    def a_benefit_stays_until_the_day_that_was_said(self):
        case = self.case
        if case.route is Route.BENEFIT and case.stage in (Stage.ENDING, Stage.ENDED) and case.noticed_on is not None:
            promised = self.told_of_end[case.noticed_on]
            assert case.ends_on is None or case.ends_on >= promised
            assert case.is_in_effect(promised - ONE_DAY)
            assert case.ends_on is None or bool(self.confirmed_by) or not case.ending_needs_decision

    @invariant()
    def whoever_follows_the_effects_has_the_same_day(self):
        state = False
        for effect in self.effects:
            if effect.on <= self.today:
                state = effect.change in STARTS_OR_RESUMES
        assert state is self.case.is_in_effect(self.today)

    @invariant()
    def overdue_appeals_are_passed_on(self):
        open_appeal = self.case.open_appeal
        if open_appeal is not None and self.case.appeals[-1].opened_on < self.today:
            assert open_appeal.decide_until >= self.today - timedelta(days=1)


CaseMachine.TestCase.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
TestCaseMachine = CaseMachine.TestCase
