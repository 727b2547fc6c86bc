"""The fundamental rights impact assessment follows 27(1)(a) to (f), and says whether one is due."""

from isonomia.report.dossier.fria import fria

TOP = [
    "Whether an assessment is required",
    "The processes in which the system is used",
    "Period and frequency of use",
    "People and groups likely to be affected",
    "Risks of harm",
    "Human oversight",
    "Measures if the risks come true, governance and complaints",
    "Findings of the check, and what to do",
    "Figures of a simulation",
    "Notification, sign-off and update",
]
OPEN_AT_THE_TOP = [
    "is an AI system used anywhere in the scheme, for instance to find or to judge facts?",
    "does the operator provide a public service (education, health, social services, housing, justice)?",
    "which intended purpose does the provider state in the instructions for use?",
    "at which step of which process does someone look at the score?",
    "from when is the system used?",
    "until when is the system used, or when is that decided?",
    "how often is a decision taken with the score?",
    "who is affected without being scored (households, applicants, those who are refused)?",
    "which risks does the provider's information name (AI Act 13)?",
    "which rules are harder to keep for some groups, though they name none (age, disability, care, money)?",
    "which oversight do the instructions for use ask for?",
    "how does whoever decides notice an error, and how often is the score departed from?",
    "who stops the system when it does harm, and how is the harm undone?",
    "which body inside the organisation answers for the system, and how often does it look?",
    "where can people complain, apart from the appeal?",
    "which market surveillance authority was notified, and on which day?",
    "which sections of the data protection impact assessment are referred to (27(4))?",
    "how were those affected, or their representatives, asked, and what did they say?",
    "who made this assessment, who signs it, and on which day?",
    "who watches whether an element has changed?",
]


def test_the_parts_stand_in_the_order_of_the_law(riverside, rongcheng):
    for report in (riverside, rongcheng):
        assert [part.heading for part in fria(report).parts] == TOP


def test_points_a_to_f_are_quoted_in_their_order(riverside):
    asked = [part.asked for part in fria(riverside).parts[1:7]]
    assert [text[text.index("27(1)(") :] for text in asked] == [f"27(1)({letter}))." for letter in "abcdef"]


def test_what_no_file_can_say_is_asked(riverside):
    assert [question for part in fria(riverside).parts for question in part.questions] == OPEN_AT_THE_TOP


def test_rongcheng_lies_in_annex_iii_and_the_duty_begins_later(rongcheng):
    told = fria(rongcheng).parts[0].paragraphs
    assert told[0] == "A public body runs the scheme."
    assert "'loans_closed' lies in Annex III, point 5(b)." in told
    assert "'recruitment_closed' lies in Annex III, point 4." in told
    assert told[-1].startswith("The duty applies from 2027-12-02.")


def test_riverside_lies_in_no_area(riverside):
    told = fria(riverside).parts[0].paragraphs
    assert told[:2] == (
        "The file does not state a public body.",
        "No consequence lies in an area of Annex III, as far as the file states areas.",
    )
