"""The shipped list of related contexts: each pair once, in the words of the vocabularies, with what it reaches."""

import pytest

from isonomia.scheme.contexts import context_relations, context_terms, relation_between
from isonomia.scheme.model.vocabulary import SourceKind

RELATIONS = context_relations()


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: " and ".join(sorted(relation.between)))
def test_a_pair_is_of_two_terms_with_reason_and_source(relation):
    assert len(relation.between) == 2
    assert relation.between <= set(context_terms())
    assert relation.reason
    assert relation.source


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: " and ".join(sorted(relation.between)))
def test_a_pair_that_does_not_reach_all_says_what_in_both_directions(relation):
    if relation.covers is None:
        assert not relation.is_of_means
    else:
        assert set(relation.covers) == relation.between
        assert all(SourceKind(kind) for kinds in relation.covers.values() for kind in kinds)


def test_no_pair_is_there_twice():
    assert len({relation.between for relation in RELATIONS}) == len(RELATIONS)


def test_the_order_of_a_pair_does_not_matter():
    assert relation_between("work", "credit") is relation_between("credit", "work")
    assert relation_between("work", None) is None
