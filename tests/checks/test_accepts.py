"""Comments that accept findings: what they silence, what they cannot, and when they are findings themselves."""

from datetime import date
from pathlib import Path

import pytest

from isonomia.check.accept import accepts_in
from isonomia.check.example import family_base
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.diagnostics.render import snippet_of
from isonomia.scheme.load import read_scheme_text

DAY = date(2026, 11, 27)


def report(text, **settings):
    reading = read_scheme_text(Path("scheme.yaml"), text)
    assert reading.scheme is not None, [item.message for item in reading.errors]
    return check_scheme(reading.scheme, reading.document, Settings(DAY, **settings))


def with_relative_rule(comment="", above=""):
    return family_base("design").replace(
        "  helped:\n    source: help\n",
        f"  helped:\n    source: help\n{above}    relative: true{comment}\n",
    )


def test_a_comment_at_the_end_of_the_line_accepts_the_finding():
    made = report(with_relative_rule("  # isonomia: accept DSN002 the guild has always ranked its helpers"))
    assert made.findings == ()
    [(finding, accept)] = made.accepted
    assert (finding.code, accept.reason) == ("DSN002", "the guild has always ranked its helpers")


def test_a_comment_alone_on_the_line_above_accepts_the_finding():
    made = report(with_relative_rule(above="    # isonomia: accept DSN002 agreed in the assembly\n\n"))
    assert [finding.code for finding, _accept in made.accepted] == ["DSN002"]


def test_a_comment_for_each_code_above_the_line_accepts_both():
    text = family_base("gdpr").replace("    purpose: lend tools to neighbours\n    retention: 24 months\n", "")
    each = "  # isonomia: accept GDPR001 the name says it\n  # isonomia: accept GDPR005 until the fair\n  loans:\n"
    made = report(text.replace("  loans:\n", each), select=("GDPR001", "GDPR005", "ACC"))
    assert sorted(finding.code for finding, _accept in made.accepted) == ["GDPR001", "GDPR005"]
    assert "ACC" not in {finding.code[:3] for finding in made.findings}


def test_a_comment_for_two_codes_says_what_to_write():
    made = report(with_relative_rule("  # isonomia: accept DSN002, DSN011 agreed"), select=("DSN002", "ACC"))
    [finding] = [item for item in made.findings if item.code == "ACC002"]
    assert finding.message.startswith("This comment names more than one code")
    assert finding.remedy.startswith("Write a comment for each code, alone on the lines above")


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("  # isonomia: accept DSN001 another code", ["ACC001", "DSN002"]),
        ("  # isonomia: accept DSN002", ["ACC002", "DSN002"]),
        ("  # isonomia: accept", ["ACC002", "DSN002"]),
        ("  # isonomia: accept DSN002 -", ["ACC002", "DSN002"]),
        ("  # isonomia: accept DSN002 to do.", ["ACC002", "DSN002"]),
        ("  # isonomia: accept DSN002 DSN011", ["ACC002", "DSN002"]),
        ("  # isonomia: accept DSN002, DSN011 agreed in the assembly", ["ACC002", "DSN002"]),
        ("  # isonomia: accept DSN002 and dsn011 agreed in the assembly", ["ACC002", "DSN002"]),
        ("  # isonomia:accept dsn002 in lower case", []),
    ],
)
def test_what_a_comment_must_say(comment, codes):
    assert sorted(finding.code for finding in report(with_relative_rule(comment)).findings) == codes


def test_what_is_prohibited_cannot_be_accepted():
    text = family_base("gdpr").replace(
        "    context: community\n    kind: register", "    context: parking\n    kind: register"
    )
    text = text.replace("  loans_paused:\n", "  loans_paused:  # isonomia: accept AIA001 the board wants it so\n")
    made = report(text, select=("AIA001", "ACC"))
    assert [finding.code for finding in made.findings] == ["AIA001", "ACC003"]
    assert made.accepted == ()
    assert made.is_refused


def test_a_check_that_was_not_asked_for_says_nothing_of_its_comments():
    text = family_base("design") + "# isonomia: accept DSN002 nothing here\n"
    assert report(text, select=("GDPR", "ACC")).findings == ()
    assert [finding.code for finding in report(text).findings] == ["ACC001"]


def test_text_in_quotes_is_no_comment():
    assert accepts_in('title: "# isonomia: accept DSN002 no"\n') == ()
    assert accepts_in("title: a#isonomia: accept DSN002 no\n") == ()


@pytest.mark.parametrize(
    "text",
    [
        "title: |\n  A guild.\n\n  # isonomia: accept DSN002 told in a text\n",
        "title: >-\n  # isonomia: accept DSN002 told in a text\n  of several lines\n",
        'title: "A guild\n  # isonomia: accept DSN002 told in a text"\n',
        "title: 'A guild\n\n  # isonomia: accept DSN002 told in a text'\n",
    ],
)
def test_a_text_of_several_lines_holds_no_comment(text):
    written = with_relative_rule().replace("title: Example\n", text)
    assert text in written
    assert [finding.code for finding in report(written).findings] == ["DSN002"]


def test_a_comment_after_a_block_of_text_is_one():
    text = "title: |\n  A guild.\n# isonomia: accept DSN002 of no line\n"
    written = with_relative_rule().replace("title: Example\n", text)
    assert sorted(finding.code for finding in report(written).findings) == ["ACC001", "DSN002"]


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_a_separator_ends_no_line(separator):
    text = f"# A comment that goes on{separator}title: after a separator\ntitle: 'Ex{separator}ample'\n"
    written = with_relative_rule("  # isonomia: accept DSN002 agreed").replace("title: Example\n", text)
    made = report(written)
    assert made.findings == ()
    [(finding, _accept)] = made.accepted
    lines = written.split("\n")
    assert lines[finding.place.span.start.line - 1].startswith("    relative: true")
    assert "relative: true" in snippet_of(finding.place.span, written)[1]
