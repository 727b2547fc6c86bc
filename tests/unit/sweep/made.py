"""A sweep without its runs: what each point shows is a function of its numbers."""

import math

from isonomia.presets import preset_path, society_path
from isonomia.scheme.load import load_scheme
from isonomia.society.load import load_society
from isonomia.sweep.design import Kind
from isonomia.sweep.plan import Asked, make_plan

ONLY = ("response.know", "feelings.trust", "ties.near")
KEYS = ("conduct/volunteering", "trust/trust", "harm_by_error/under restriction", "validity/score ranks true conduct")


def asked(kind=Kind.MORRIS, blocks=4, only=ONLY, seed=1, society="chinese-county-2015", scheme="rongcheng"):
    return Asked(
        load_society(society_path(society)), load_scheme(preset_path(scheme)), None, 200, 8, seed, kind, blocks, only
    )


def plan(**chosen):
    return make_plan(asked(**chosen))


def shown(values, seed):
    """More knowledge, less volunteering; trust up or down around 0.6; restriction always; no rank, but for luck."""
    know = float(values.get("response.know", 0.11))
    trust = float(values.get("feelings.trust", 0.523))
    luck = ((seed * 7919) % 11 - 5) / 10_000
    return {
        KEYS[0]: (2 * (1 - 0.5 * know), 2.0),
        KEYS[1]: (trust + (trust - 0.6) * know, trust),
        KEYS[2]: (3 + know + luck, None),
        KEYS[3]: (0.5 + luck, None) if math.isfinite(luck) else (None, None),
    }


def stub(plan, points):
    """Runs nothing, and gives the points in another order than asked."""
    for point in sorted(points, key=lambda point: -point.number):
        yield point, shown(plan.values(point.row), point.seed)
