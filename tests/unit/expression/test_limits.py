"""How long, how deep and how large an expression may be (docs/semantics.md, "Nesting", "Numbers")."""

import pytest

from isonomia.expression.fault import ExpressionFault
from unit.expression.one_event import tree_of, value_of


def fault_of(text: str) -> ExpressionFault:
    with pytest.raises(ExpressionFault) as caught:
        tree_of(text)
    return caught.value


def test_400_words_and_signs():
    # 200 ones with 199 signs between them are 399; a minus before makes 400, and a bracket pair 402
    sums = " + ".join(["1"] * 200)
    assert value_of(f"-{sums}") == 198
    fault = fault_of(f"({sums} + 1)")
    assert (fault.code, fault.found) == ("expression-too-long", "an expression of 403 words and signs")


def test_the_place_of_the_first_word_too_many():
    # "1 + 1 + ..." puts the k-th word or sign (from 0) at character 2k: the 401st at 800
    fault = fault_of(" + ".join(["1"] * 201))
    assert (fault.found, fault.start, fault.end) == ("an expression of 401 words and signs", 800, 801)


def test_4000_characters():
    assert value_of("1".ljust(4000)) == 1
    assert fault_of("1".ljust(4001)).found == "an expression of 4001 characters"


def test_24_levels_of_brackets():
    assert value_of("(" * 24 + "1" + ")" * 24) == 1
    assert fault_of("(" * 25 + "1" + ")" * 25).found == "more than 24 levels of brackets"


@pytest.mark.parametrize("text", ["9" * 32, "9" * 32 + ".999999", "9223372036854775808", "0.000001", "0.1000000"])
def test_numbers_that_fit(text):
    assert tree_of(text).bounds.high > 0


@pytest.mark.parametrize("text", ["1" + "0" * 32, "9" * 33, "0.0000001", "1.1234567"])
def test_numbers_that_do_not(text):
    assert fault_of(text).expected == "at most 32 digits before and 6 after the point"


def test_a_value_that_may_not_fit_38_digits():
    # the largest whole number is 9.2 * 10**18: squared 8.5 * 10**37, which has 38 digits before the point
    fault = fault_of("number * number")
    assert (fault.code, fault.found) == ("expression-overflow", "a value that can have 38 digits before the point")
    assert fault.expected == "at most 32, whatever the data"
    bounded = "GREATEST(LEAST(number, 24), -24)"
    assert value_of(f"{bounded} * {bounded}", number=-30) == 576  # -24 * -24


def test_the_largest_value_of_all():
    # 99999999999999999999999999999999.999999 is the last that fits; a millionth more does not
    assert tree_of("9" * 32 + ".999999 + 0").bounds.high == tree_of("9" * 32 + ".999999").bounds.high
    assert fault_of("9" * 32 + ".999999 + 0.000001").code == "expression-overflow"
