"""Traits that are neutral by themselves and often stand for a protected one."""

from isonomia.scheme.model.vocabulary import ProtectedTrait

PROXIES = frozenset(
    {ProtectedTrait.POSTCODE, ProtectedTrait.LANGUAGE, ProtectedTrait.WEALTH, ProtectedTrait.MARITAL_STATUS}
)
