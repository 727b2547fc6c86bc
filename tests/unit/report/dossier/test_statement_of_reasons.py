"""A statement of reasons for each loss, in the words of the DSA transparency database."""

from isonomia.report.dossier.statement_of_reasons import statement_of_reasons

FIELDS = [
    "decision_visibility",
    "decision_monetary",
    "decision_provision",
    "decision_account",
    "end_date_visibility_restriction, end_date_monetary_restriction, end_date_service_restriction, "
    "end_date_account_restriction",
    "territorial_scope",
    "decision_facts",
    "source_type",
    "source_identity",
    "automated_detection",
    "automated_decision",
    "decision_ground",
    "incompatible_content_ground",
    "incompatible_content_explanation",
    "incompatible_content_illegal",
    "illegal_content_legal_ground",
    "illegal_content_explanation",
    "decision_ground_reference_url",
    "redress: internal complaint",
    "redress: out-of-court settlement",
    "redress: court",
    "category",
    "content_type",
    "content_date",
    "application_date",
    "account_type",
    "puid",
    "platform_name",
]
ALL_SOURCES = "'contracts', 'court_cases', 'loans', 'investigations', 'fees', 'supply', 'road', 'streets', 'good_deeds'"
LOANS = "    effect: No bank loans.\n    severity: high\n"


def values(part):
    return {name: value for name, value, _point in part.tables[0].rows}


def about(dossier, name):
    return next(part for part in dossier.parts if part.heading == f"Statement of reasons: {name}")


def test_each_loss_has_its_statement(rongcheng):
    assert [part.heading for part in statement_of_reasons(rongcheng).parts] == [
        "Whether a statement of reasons is owed",
        "Statement of reasons: honours_closed",
        "Statement of reasons: loans_closed",
        "Statement of reasons: support_closed",
        "Statement of reasons: recruitment_closed",
        "Statement of reasons: candidacy_closed",
        "Before it is sent",
    ]


def test_where_nobody_loses_there_is_none(riverside):
    made = statement_of_reasons(riverside)
    assert [part.heading for part in made.parts] == [
        "Whether a statement of reasons is owed",
        "No statement of reasons",
        "Before it is sent",
    ]
    assert made.parts[1].paragraphs == (
        "The file states no consequence that treats anybody worse.",
        "'longer_lending': benefit; those without it keep what they had.",
        "'library_days': benefit; those without it keep what they had.",
    )


def test_fields_stand_in_the_order_of_article_17(rongcheng):
    part = about(statement_of_reasons(rongcheng), "loans_closed")
    assert list(values(part)) == FIELDS


def test_what_the_file_does_not_say_is_open(rongcheng):
    assert about(statement_of_reasons(rongcheng), "loans_closed").questions == (
        "which of the four restrictions is this ('No bank loans.')? At least one is filled.",
        "when does 'loans_closed' end? No date means for ever.",
        f"do the facts of {ALL_SOURCES} reach you by a notice under article 16, or otherwise?",
        f"did automated means find or identify any fact of {ALL_SOURCES} (Yes or No)?",
        "who decides on 'loans_closed'? If nobody, AUTOMATED_DECISION_FULLY; else AUTOMATED_DECISION_PARTIALLY.",
        "is the ground illegality or the scheme's own terms where 'commercial_fraud', 'counterfeit_goods', "
        "'supply_theft', 'destroyed_equipment', 'traffic_ticket', 'drunk_driving', 'litter' led here, for which the file "
        "names a law or a sanction?",
        "at which address are the rules of the scheme published?",
        "how can the person complain internally, free of charge, for six months (DSA 20)?",
        "which certified body settles disputes out of court?",
        "which court can the person go to, and within which time?",
        "which STATEMENT_CATEGORY_... fits 'loans_closed'?",
    )


def test_what_the_file_says_fills_the_fields(changed):
    report = changed(
        "rongcheng",
        (LOANS, LOANS + "    decided_by: system\n    ends: after 6 months\n"),
        (
            "  explanation: formula",
            "  appeal: {to: city ombudsman, within: 6 months, free: true}\n  explanation: formula",
        ),
    )
    part = about(statement_of_reasons(report), "loans_closed")
    found = values(part)
    assert found["automated_decision"] == "AUTOMATED_DECISION_FULLY"
    assert found[FIELDS[4]] == "[day of the decision and 6 months]"
    assert found["redress: internal complaint"] == "appeal to city ombudsman · within 6 months · free"
    assert found["platform_name"] == "Rongcheng municipal credit office"
    assert part.paragraphs[3:] == (
        "Of what would have counted for you, this is not recorded: [rules].",
        "A program computed the score and applied the decision; no person took it.",
        "It ends after 6 months, on [day].",
        "You can contest the decision and each entry within 6 months. Who decides: city ombudsman.",
    )


def test_a_person_who_uses_the_score_decides_in_part_by_machine(changed):
    report = changed("rongcheng", (LOANS, LOANS + "    decided_by: person\n    decider: bank clerk\n"))
    part = about(statement_of_reasons(report), "loans_closed")
    assert values(part)["automated_decision"] == "AUTOMATED_DECISION_PARTIALLY"
    assert "A program computed the score; the decision was taken by: bank clerk." in part.paragraphs


def test_merit_is_no_ground_of_a_loss_but_its_absence(rongcheng):
    part = about(statement_of_reasons(rongcheng), "loans_closed")
    against, for_them = part.tables[1:]
    assert against.caption == "Rules that can lead there; keep those that did"
    assert for_them.caption.startswith("Rules that keep or lead out of it")
    assert {"commercial_fraud", "litter"} <= {row[0] for row in against.rows}
    assert {row[0] for row in for_them.rows} == {"heroic_act", "village_volunteering"}
    ground = values(part)["incompatible_content_ground"]
    assert ground.startswith("[those that matched of: '")
    assert ground.endswith("\n[those of which too little was recorded: 'village_volunteering', 'heroic_act']")


def test_a_benefit_by_which_others_lose_is_told_as_one_that_is_denied(changed):
    report = changed("riverside-time-bank", ("    ordinary_access: kept", "    ordinary_access: reduced"))
    part = about(statement_of_reasons(report), "longer_lending")
    assert part.paragraphs[0].startswith("To [name]. On [day] it was decided that you do not get this: ")
    assert part.paragraphs[1].startswith("It is for ")
    assert "Of what would have counted for you, this is not recorded: [rules]." in part.paragraphs
