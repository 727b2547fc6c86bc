"""A word that says nothing fulfils nothing, whichever key it stands under."""

import pytest

from checks.worked_cases import DAY, _read
from isonomia.check.example import family_base, lay_over
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.check.subject.connection import is_argument

DUTIES = {
    "GDPR002": "sources: {loans: {context: parking, compatibility: WORD}}",
    "GDPR008": "sources: {loans: {reveals: [health], special_ground: WORD}}",
    "GDPR020": "{documents: {dpia: WORD}, consequences: {loans_paused: {severity: high}}}",
    "GDPR022": "documents: {security: WORD}",
    "GDPR027": "transfers: [{to: us, ground: WORD}]",
    "AIA001": "sources: {loans: {context: parking, specified_by_law: WORD}}",
    "AIA011": "{documents: {conformity: WORD}, consequences: {loans_paused: {area: credit}}}",
    "AIA021": "{legitimate_aim: WORD, consequences: {loans_paused: {severity: medium, legitimate_aim: WORD, statute: WORD}}}",
    "CHR002": "consequences: {loans_paused: {restricts: [movement], statute: WORD}}",
    "CHR010": "participation: {mandatory: {statute: WORD}}",
    "EPR001": "sources: {loans: {kind: location, device_ground: WORD}}",
}


@pytest.mark.parametrize("word", ["none", "todo", '"-"', '"no"', "n/a", "to be done"])
@pytest.mark.parametrize("code", DUTIES)
def test_a_word_that_says_nothing_fulfils_nothing(code, word):
    reading = _read(lay_over(family_base("gdpr"), DUTIES[code].replace("WORD", word)))
    assert reading.scheme is not None, [item.message for item in reading.errors]
    assert check_scheme(reading.scheme, reading.document, Settings(DAY, select=(code,))).findings


@pytest.mark.parametrize("text", ["9(2)(a)", "StVG 4", "file P-1", "binder L, tab 2", "consent", "Law 7"])
def test_a_place_or_an_article_says_something(text):
    assert is_argument(text)


@pytest.mark.parametrize("text", ["", "-", "...", "xxx", "None.", "(todo)", "N/A", "to be done"])
def test_a_placeholder_says_nothing(text):
    assert not is_argument(text)
