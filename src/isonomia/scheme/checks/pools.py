"""Pools: rules that exist, each in one pool only."""

from isonomia.scheme.checks import Examination
from isonomia.scheme.scheme import CompiledPool


def check_pools(examination: Examination) -> None:
    """A rule may stand in one pool only, or its points would be cut twice in no order."""
    pool_of: dict[str, str] = {}
    for name, pool in examination.file.pools.items():
        for index, rule in enumerate(pool.rules):
            keys = ("pools", name, "rules", index)
            if not examination.names("rule", keys, rule, examination.file.rules):
                continue
            if rule in pool_of:
                examination.error(
                    "scheme-pool",
                    keys,
                    f"the rule '{rule}' a second time",
                    "each rule in one pool only",
                    f"it is in the pool '{pool_of[rule]}' already",
                )
            pool_of[rule] = name
        examination.pools.append(CompiledPool(name, tuple(pool.rules), pool.cap))
