"""A sweep as one JSON document: all findings, all drivers, every number varied or not."""

import json
import math
from dataclasses import asdict
from typing import Any

from isonomia import __version__
from isonomia.simulate.compiled import kernel_digest
from isonomia.sweep.design import Kind
from isonomia.sweep.drivers import Driver
from isonomia.sweep.result import Finding, Sweep


def sweep_json(sweep: Sweep) -> str:
    """Everything; what could not be measured is null."""
    plan, asked = sweep.plan, sweep.plan.asked
    document = {
        "asked": {
            "scheme": asked.scheme.name,
            "baseline": asked.baseline.name if asked.baseline is not None else None,
            "society": asked.society.file.society,
            "people": asked.people,
            "weeks": asked.weeks,
            "seed": asked.seed,
            "design": asked.kind.value,
            "blocks": asked.blocks,
            "only": list(asked.only),
        },
        "isonomia": __version__,
        "kernel": kernel_digest(),
        "pairs": len(plan.points),
        "verdicts": {item.subject.key: item.signs.verdict.value for item in sweep.findings},
        "findings": [_finding(sweep, item) for item in sweep.findings],
        "leading": [
            {"number": item.assumption.path, "part": item.share, "findings": item.findings} for item in sweep.leading
        ],
        "varied": [
            {
                "number": item.path,
                "value": float(item.value),
                "range": [float(item.low), float(item.high)],
                "scale": item.scale.value,
                "whole": item.is_whole,
                "source": item.source,
            }
            for item in plan.varied
        ],
        "fixed": [{"number": item.path, "reason": item.reason} for item in plan.fixed],
        "moved_together": [list(item.paths) for item in plan.together],
    }
    return json.dumps(_known(document), ensure_ascii=False, indent=2) + "\n"


def _finding(sweep: Sweep, item: Finding) -> dict[str, Any]:
    subject, signs = item.subject, item.signs
    return {
        "measure": subject.measure.name,
        "item": subject.item,
        "look": subject.look.value,
        "unit": subject.gauge.unit.value,
        "direction": subject.gauge.direction.value,
        "neutral": subject.neutral,
        "verdict": signs.verdict.value,
        "positive": signs.share(signs.above),
        "none": signs.share(signs.within),
        "negative": signs.share(signs.below),
        "points": signs.points,
        "unmeasured": signs.unmeasured,
        "least": signs.least,
        "centre": item.centre,
        "greatest": signs.greatest,
        "luck": asdict(item.luck),
        "drivers": {
            "blocks": item.drivers.blocks,
            "luck": item.drivers.threshold,
            "numbers": [_driver(sweep, driver) for driver in item.drivers.found],
        },
    }


def _driver(sweep: Sweep, driver: Driver) -> dict[str, Any]:
    main, other = ("mu_star", "sigma") if sweep.plan.design.kind is Kind.MORRIS else ("st", "s1")
    return {
        "number": driver.name,
        main: driver.main,
        f"{main}_half_width": driver.main_half,
        other: driver.other,
        f"{other}_half_width": driver.other_half,
        "luck": driver.is_luck,
    }


def _known(value: Any) -> Any:
    """NaN as null, as JSON has no NaN."""
    if isinstance(value, dict):
        return {key: _known(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_known(item) for item in value]
    return None if isinstance(value, float) and math.isnan(value) else value
