"""Grounds of processing as people cite them, and texts that look like one."""

import pytest

from isonomia.check.subject.basis import basis_letters


@pytest.mark.parametrize(
    "article",
    ["6(1)(a)", "6 (1) a", "6(1)a", "6(1)(A)", "Article 6(1)(a)", "Article 6.1(a)", "Art. 6 Abs. 1 lit. a DSGVO",
     "art. 6, par. 1, lett. a) GDPR", "Art. 6 (1) point (a)", "6(1)(a), explicit consent", "art 6 1 a"],
)  # fmt: skip
def test_consent_is_read_however_it_is_cited(article):
    assert basis_letters(article) == {"a"}


def test_two_grounds_are_two_letters():
    assert basis_letters("6(1)(a) and 6(1)(f)") == {"a", "f"}


@pytest.mark.parametrize("article", ["9(2)(a)", "16(1)(a)", "consent", "6(4)", "5(1)(f)", "Art. 60(1)(a)", "6(1)(g)"])
def test_no_ground_of_article_6_is_read_into_other_texts(article):
    assert basis_letters(article) == frozenset()
