"""The simulator's parts of docs/benchmarks.md."""

from typing import Any

Figures = dict[str, Any]

PROGRAMS = {
    "isonomia_1": "`isonomia`, one thread",
    "isonomia_2": "`isonomia`, two threads",
    "avx2_1": "C with AVX2 by hand, one thread",
    "avx2_2": "C with AVX2 by hand, two threads",
    "numpy_tuned": "NumPy, tuned",
    "mesa_frames_2": "mesa-frames, Polars on two threads",
    "mesa_frames_1": "mesa-frames, Polars on one thread",
    "numpy": "NumPy, plain",
    "mesa_tuned": "Mesa, tuned",
    "mesa": "Mesa, plain",
    "agentpy": "AgentPy, tuned",
}


def _scorelet(made: Figures) -> str:
    rows = "\n".join(
        f"| {title} | {item['people']:,} | {item['million_person_ticks_a_second']} | "
        f"{item['isonomia_on_1_over_this']} | {item['isonomia_on_2_over_this']} |"
        for name, title in PROGRAMS.items()
        if name in made["programs"]
        for item in [made["programs"][name]]
    )
    left_out = "".join(
        f"\nLeft out on this machine: `{name}`, {reason}.\n" for name, reason in made["left_out"].items()
    )
    farthest = max(item["standard_errors_apart"] for item in made["programs"].values())
    return f"""## The simulator against other simulators

scorelet is a small model that all can express: eight activities, four neighbours on a ring whose last acts matter,
three groups that are detected differently, false records, points that count for ever, four bands, an income that falls
in the lowest. For `isonomia` it is an ordinary scheme and an ordinary society (`benchmarks/scorelet/`); the other
programs are in `benchmarks/peers/`: plain ones are written as the library's documentation writes models, tuned ones as
fast as we could make them. Each runs in a process of its own, with as many people as suit it, in {made["turns"]} turns
in which one program follows the other; the rate is the best of all rounds, ten a turn.

| | people | million person-ticks a second | `isonomia`, one thread / this | `isonomia`, two threads / this |
|---|---|---|---|---|
{rows}

That they model the same is tested before: acts by activity and group, detections where the program tells them, scores
by group, bands and income after 104 ticks must be those of plain NumPy within five standard errors, or the run fails.
Here the farthest was {farthest}. `isonomia` does more than the others meanwhile: it counts acts by group and moves
between bands, and its bytes are the same on any number of threads. NumPy, tuned, and the program in C do for this one
model what only a person sees.

What bounds it: on one thread about a fifth of the time draws numbers and a quarter decides acts, as in C; the rest
keeps scores, bands, incomes and counts for any scheme, which the program in C does for this one, in part. Threads share
no data that changes, so two take the processor's time that one takes; a second core that has other work gives less.
{left_out}"""


def _full_model(made: Figures) -> str:
    rates = [made[f"million_person_weeks_a_second_on_{threads}"] for threads in (1, 2)]
    return f"""## The whole model

Rongcheng's scheme in the society `chinese-county-2015`, {made["weeks"]} weeks, with machine code at hand. Rates leave
out the first week.

| | |
|---|---|
| {made["rate_people"]:,} people, one thread | {rates[0]} million person-weeks a second |
| {made["rate_people"]:,} people, two threads | {rates[1]} million person-weeks a second |
| {made["many_people"]:,} people under the scheme, two threads | {made["scheme_seconds"]} s |
| the same people under none | {made["baseline_seconds"]} s |
| of which making the people, each time | {made["seconds_to_make_people"]} s |

Memory, where every point is gone after 24 months: {made["memory_people"]:,} people, {made["memory_weeks"]} weeks.

| | bytes a person |
|---|---|
| all arrays, before the first week | {made["array_bytes_a_person_at_first"]} |
| all arrays, at the end | {made["array_bytes_a_person"]} |
| the process at its peak, above what it had before | {made["peak_bytes_a_person"]} |
"""


def _start(made: Figures) -> str:
    return f"""## Starting the simulator

`isonomia simulate` with Rongcheng's scheme for 1,000 people and one week, with and without the scheme, as a whole
process, from a wheel.

| | seconds |
|---|---|
| the very first time, which compiles the kernel | {made["first_seconds"]} |
| any later time | {made["installed_seconds"]} |
| any later time, from a read-only folder | {made["read_only_seconds"]} |
"""


PARTS = [
    ("simulation_scorelet", _scorelet),
    ("simulation_full_model", _full_model),
    ("simulation_start", _start),
]
