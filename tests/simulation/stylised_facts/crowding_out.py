"""What is paid for or fined loses its own motive, and does not get it back when the price is gone."""

from collections.abc import Iterator

from isonomia.experiment.paired import Estimate, estimate
from simulation.stylised_facts.fact import (
    COMES_OUT,
    DIRECTION_ONLY,
    DOES_NOT,
    REPLICATES,
    Changes,
    Fact,
    Row,
    acts,
    change,
    shipped,
    shown,
    verdict,
)

TOWN, PAYING, FINING = "european-town", "riverside-time-bank", "national-list"
SECOND_YEAR = (52, 104)
KEPT_MOTIVE: Changes = (("activities.*.crowding_out", "0"),)
FINED_MOTIVE: Changes = (("activities.paying_late.crowding_out", "0.05"),)
"""The most that the town's range allows for people who are fined."""
PUBLISHED = (0.5, 1.5)
"""About twofold; the size is second hand, so half of it is allowed on each side."""


def lost(replicate: int) -> float:
    """How much less the paid virtue is done in the second year than if no motive were lost."""
    paid, kept = (shipped(TOWN, PAYING, replicate, changes) for changes in ((), KEPT_MOTIVE))
    return acts(paid, "volunteering", *SECOND_YEAR) / acts(kept, "volunteering", *SECOND_YEAR) - 1


def rows() -> Iterator[Row]:
    found: Estimate = estimate([lost(replicate) for replicate in range(REPLICATES)])
    yield Row(
        "Time bank: volunteering in the second year, against the same without loss of motive",
        "a price crowds out the own motive; no figure for virtue was read",
        shown(found),
        "the same run: 0.0 %",
        DIRECTION_ONLY if found.high < 0 else DOES_NOT,
    )
    paid, kept = (change(TOWN, PAYING, "volunteering", changes) for changes in ((), KEPT_MOTIVE))
    yield Row(
        "Time bank: volunteering in two years, against no scheme", "none", shown(paid), shown(kept), "not compared"
    )
    fined = change(TOWN, FINING, "paying_late")
    most = change(TOWN, FINING, "paying_late", FINED_MOTIVE)
    yield Row(
        "National list: paying late, which a rule takes 20 points for",
        "about +100 % after a fine, and so it stayed",
        f"{shown(fined)} (crowding out is 0); with 0.05, the end of its range: {shown(most)}",
        shown(fined),
        COMES_OUT if verdict(most, *PUBLISHED) == COMES_OUT else DOES_NOT,
    )


FACT = Fact(
    name="crowding-out",
    title="Fines and rewards crowd out the own motive",
    source="Gneezy and Rustichini, Journal of Legal Studies 29 (2000): a fine on late parents; size second hand",
    setting="`riverside-time-bank`, which pays for volunteering, and `national-list`, which punishes paying late, both in "
    "`european-town`.",
    rests_on="`crowding_out` of an activity (0.005 for volunteering, 0 for paying late, both assumptions): what each true "
    "record takes for good from the own motive of what is paid, or from the restraint from what is fined.",
    put_in="That a price takes the place of a motive, and that this stays, is put in; what is left of it against the worth "
    "of the points and the fear of records is not.",
    missing="The study's fine doubled lateness within weeks. Here each record moves a person by the same small step, also "
    "the tenth; a first fine that changes what the act means at once would need a step of its own.",
    rows=rows,
)
