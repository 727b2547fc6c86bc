"""The impact assessment: its parts in their order, what stays open, and each risk only where lines call for it."""

from isonomia.report.dossier.dpia import dpia

DESCRIPTION = [
    "Who runs it, and what for",
    "Who is scored",
    "The facts that are recorded",
    "The rules",
    "The score and its bands",
    "What follows from a band",
    "Who else gets to know",
]
NECESSITY = [
    "Purpose limitation (GDPR 5(1)(b))",
    "Least data (GDPR 5(1)(c))",
    "Correctness (GDPR 5(1)(d))",
    "Storage limitation (GDPR 5(1)(e))",
    "Proportion",
]
MEASURES = [
    "What people are told",
    "What people can demand",
    "How people contest",
    "Who watches over it",
    "When facts and points end",
    "Security and records",
]
RISKS_OF_RONGCHENG = [
    "Wrong facts",
    "Unproven reports",
    "People report on each other",
    "Exclusion",
    "A small matter, a hard blow",
    "Chilling of lawful conduct",
    "Surveillance",
    "Function creep",
    "Sensitive data come to light",
    "Loss of control",
    "Locked into the lowest band",
    "A machine decides",
    "Nobody can foresee or follow it",
    "Punished twice",
    "Data are leaked, changed or lost",
]
OPEN_IN_RIVERSIDE = [
    "is the processing on the supervisory authority's list of what needs an assessment (35(4))?",
    "is it large in scale, by people, data, time and area?",
    "where is the controller established?",
    "who is the data protection officer, or why is none needed?",
    "which processors take part (hosting, software, mail), and under which contract?",
    "does anybody else decide on purposes and means too?",
    "from which day does the scheme apply?",
    "are the controller's staff among them?",
    "who among them is vulnerable (children, the old, the ill, the poor, employees, asylum seekers)?",
    "does anybody outside the controller receive scores or facts?",
    "does any data leave the EEA, for instance to a host?",
    "could the purpose be reached without a score, and what was tried?",
    "what shows that the scheme reaches its purpose?",
    "which fields could be coarser, or go without names, and still serve the purpose?",
    "how many records were wrong in the past, and how were they found?",
    "why are the facts needed for so long, and not shorter?",
    "does anybody lose in practice by having few points?",
    "which further risks do those see who are scored?",
    "which rules are harder to keep for some groups, though they name none (age, disability, care, money)?",
    "how likely is this (Wrong facts), and what is the estimate based on?",
    "how likely is this (Function creep), and what is the estimate based on?",
    "how severe would this be (Function creep) for those whom it meets?",
    "how likely is this (Data are leaked, changed or lost), and what is the estimate based on?",
    "how severe would this be (Data are leaked, changed or lost) for those whom it meets?",
    "who answers for each measure, and from when does it work?",
    "which risk remains once the measures work, and is it still high, so that the authority is asked (36)?",
    "are requests answered free of charge?",
    "who looked whether groups are hit unequally, and with what result?",
    "what does the data protection officer advise, and what was made of it?",
    "how were the people who are scored, or their representatives, asked, and what did they say?",
    "if they were not asked, why not?",
    "who made this assessment, and on which day?",
    "who decides, for the controller, that the processing may begin, and on which day?",
    "when is it reviewed, and which changes of the scheme bring the review forward?",
]


def order_with(risks):
    return [
        "Whether an assessment is required",
        "Systematic description",
        *DESCRIPTION,
        "Necessity and proportionality",
        *NECESSITY,
        "Risks to the rights and freedoms",
        *risks,
        "Measures",
        *MEASURES,
        "Findings of the check, and what to do",
        "Figures of a simulation",
        "Views of those concerned, and advice",
        "Sign-off and review",
    ]


def headings(dossier):
    return [part.heading for _depth, part in dossier.walk()]


def part(dossier, heading):
    return next(part for _depth, part in dossier.walk() if part.heading == heading)


def test_the_parts_of_riverside_stand_in_the_order_of_the_law(riverside):
    risks = ["Wrong facts", "Function creep", "Data are leaked, changed or lost"]
    assert headings(dpia(riverside)) == order_with(risks)


def test_the_parts_of_rongcheng_stand_in_the_order_of_the_law(rongcheng):
    assert headings(dpia(rongcheng)) == order_with(RISKS_OF_RONGCHENG)


def test_what_riverside_does_not_say_is_asked_and_nothing_else(riverside):
    assert list(dpia(riverside).questions) == OPEN_IN_RIVERSIDE


def test_what_rongcheng_says_of_its_measures_is_asked(rongcheng):
    made = dpia(rongcheng)
    assert part(made, "How people contest").paragraphs == ("The file names no appeal.",)
    assert part(made, "How people contest").questions == (
        "who decides when a person contests an entry or a consequence, how soon, and is that free?",
    )
    assert part(made, "Who watches over it").questions == (
        "which role watches over the scheme, can it override any outcome, and is it trained?",
    )
    assert part(made, "What people are told").questions == (
        "are people told before they are scored?",
        "are people told how the score comes about?",
        "are people told what follows from their score?",
        "how long before an unfavourable consequence are people told and heard?",
        "when are people told of data that come from others?",
    )


def test_a_risk_shows_its_lines_what_is_against_it_and_the_severity_that_the_file_gives(rongcheng):
    risk = part(dpia(rongcheng), "Unproven reports")
    place = "sources.investigations.evidence"
    line = str(rongcheng.subject.at("sources", "investigations", "evidence").span.start.line)
    assert risk.tables[0].rows == (
        (line, place, "these facts are not proven (allegation), and they count against people"),
    )
    assert risk.paragraphs[2:] == (
        "The file names nothing against it.",
        "Severity, as the file rates what follows: 'honours_closed' medium, 'loans_closed' high, 'support_closed' high, "
        "'recruitment_closed' high, 'candidacy_closed' high.",
    )
    assert risk.questions == (
        "how likely is this (Unproven reports), and what is the estimate based on?",
        "what is done against it (Unproven reports)?",
    )


def test_a_ceiling_without_points_is_not_said_to_have_points_that_never_fade(rongcheng):
    rows = part(dpia(rongcheng), "Locked into the lowest band").tables[0].rows
    assert [place for _line, place, _why in rows if "drunk_driving" in place] == ["rules.drunk_driving.ceiling"]


def test_a_missing_severity_is_asked(changed):
    made = dpia(
        changed("rongcheng", ("    effect: No bank loans.\n    severity: high\n", "    effect: No bank loans.\n"))
    )
    assert "how hard do 'loans_closed' hit?" in made.questions
    assert "how severe would this be (Exclusion) under 'loans_closed'?" in made.questions


def test_features_bring_their_risks(changed):
    report = changed(
        "riverside-time-bank",
        ("  minimum_age: 18\n", "  minimum_age: 12\n"),
        ("      place: {type: text,", "      place: {type: text, trait: postcode,"),
        ("    kind: attendance\n", "    kind: location\n"),
        ("    gravity: minor\n", "    gravity: minor\n    conduct: [association]\n"),
    )
    found = headings(dpia(report))
    for risk in ("Children", "Discrimination by traits and proxies", "Surveillance", "Chilling of lawful conduct"):
        assert risk in found


def test_findings_stand_with_their_remedies(rongcheng):
    table = part(dpia(rongcheng), "Findings of the check, and what to do").tables[0]
    shown = "\n".join("\n".join(row) for row in table.rows)
    assert rongcheng.findings
    for finding in rongcheng.findings:
        assert f"Line {finding.place.span.start.line}: {finding.message}" in shown
        assert finding.remedy in shown


def test_the_place_for_a_simulation_is_left_empty(rongcheng):
    rows = part(dpia(rongcheng), "Figures of a simulation").tables[0].rows
    assert len(rows) == 6
    assert {value for *_figure, value in rows} == {"not simulated yet"}


def test_results_of_a_simulation_fill_their_place(simulated):
    figures = part(dpia(simulated()), "Figures of a simulation")
    assert figures.paragraphs == (
        "The scheme was run on the synthetic society 'county': 1,000 people, 104 weeks, 3 replicates. The figures say "
        "what follows from the society's numbers, of which many are assumptions, not what will happen to anybody.",
    )
    assert [value for *_figure, value in figures.tables[0].rows] == [
        "after 1 year: 'D' 10.0 %, 'C' 0.0 %, 'B' 0.0 %, 'A' 90.0 %, 'AA' 0.0 %, 'AAA' 0.0 %\n"
        "after 2 years: 'D' 25.0 %, 'C' 0.0 %, 'B' 0.0 %, 'A' 75.0 %, 'AA' 0.0 %, 'AAA' 0.0 %\n"
        "the run ended after 104 weeks",
        "on average over the run 2.5 % (0.0 % to 5.0 %)",
        "35.0 %, if the chance to leave in a week (2.0 %) stays the same",  # 0.98 to the power of 52
        "the results do not tell",
        "on average over the run 0.5 % only because a record was wrong; that is 20.0 % of all who are under a consequence",
        "in a band with adverse consequences, of those who did no harm: newcomers 1.0 %\n"
        "of those who did harm: villagers 4.0 %, newcomers 9.0 % (8.0 % to 10.0 %)\n"
        "whatever they did: one group is in such a band 0.44 times as often as another",
    ]


def test_a_group_that_is_hit_more_is_a_sign_of_discrimination(simulated):
    rows = part(dpia(simulated()), "Discrimination by traits and proxies").tables[0].rows
    sign = "in the simulation one group is in a band with adverse consequences 0.44 times as often as another"
    assert sign in [why for *_place, why in rows]


def test_results_of_the_file_as_it_was_are_said_to_be_that(simulated):
    figures = part(dpia(simulated(scheme_sha256="of another text")), "Figures of a simulation")
    assert figures.paragraphs[1:] == (
        "The scheme file has changed since it was simulated; the figures are of the file as it was. Run it again.",
    )


def test_what_the_results_lack_is_said_to_be_lacking(simulated):
    rows = part(dpia(simulated(measures=[])), "Figures of a simulation").tables[0].rows
    assert {value for *_figure, value in rows[1:]} == {"the results do not tell"}
    nobody = [{"measure": "traps", "item": "in the lowest band", "group": "everyone", "scheme": 0.0}]
    nobody[0] |= {"scheme_low": None, "scheme_high": None}
    rows = part(dpia(simulated(measures=nobody)), "Figures of a simulation").tables[0].rows
    assert rows[2][2] == "nobody was in it"


def test_it_says_that_it_is_a_draft_and_no_advice(riverside):
    made = dpia(riverside)
    assert made.title == "Data protection impact assessment (draft): Riverside time bank"
    assert "This is a draft" in made.notices[0]
    assert "no legal advice" in made.notices[0]
    assert made.footer.startswith("Draft, no legal advice")
