"""How fast is the whole model, and how much memory does it need: Rongcheng's scheme in a Chinese county of 2015?

Events of many sources, caps by the month, consequences, feelings and beliefs. Each figure comes from a
process of its own, with machine code at hand.
"""

import json
from typing import Any

from simulation_alone import EXPIRING, run_alone

SCHEME, SOCIETY = "rongcheng", "chinese-county-2015"
WEEKS = 104
RATE_PEOPLE, MANY_PEOPLE, MEMORY_PEOPLE = 200_000, 1_000_000, 200_000
MEMORY_WEEKS = 130
"""Half a year beyond the 24 months after which records expire there, so that as many go as come."""
THREADS = 2


def measure() -> dict[str, Any]:
    """Rates on one thread and two, seconds for a million people with a scheme and without, bytes a person."""
    rates = {
        f"million_person_weeks_a_second_on_{threads}": run_alone("rate", SCHEME, SOCIETY, RATE_PEOPLE, WEEKS, threads)[
            "million_person_ticks_a_second"
        ]
        for threads in (1, THREADS)
    }
    million = {name: run_alone("whole", name, SOCIETY, MANY_PEOPLE, WEEKS, THREADS) for name in (SCHEME, "none")}
    memory = run_alone("memory", EXPIRING, SOCIETY, MEMORY_PEOPLE, MEMORY_WEEKS, THREADS)
    return {
        "weeks": WEEKS,
        "rate_people": RATE_PEOPLE,
        **{name: float(f"{value:.3g}") for name, value in rates.items()},
        "many_people": MANY_PEOPLE,
        "threads": THREADS,
        "scheme_seconds": round(million[SCHEME]["seconds"], 1),
        "baseline_seconds": round(million["none"]["seconds"], 1),
        "seconds_to_make_people": round(million[SCHEME]["seconds_to_make_people"], 1),
        "memory_people": MEMORY_PEOPLE,
        "memory_weeks": MEMORY_WEEKS,
        **{name: round(value) for name, value in memory.items()},
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
