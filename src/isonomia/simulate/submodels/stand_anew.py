"""Everybody's standing by a plan that is not the one of last week, and what follows from it."""

import numpy as np

from isonomia.simulate.compiled import kernel
from isonomia.simulate.population.state import FLAGS, LOW, MEMBER, SIZE
from isonomia.simulate.submodels.assess import assess
from isonomia.simulate.submodels.live import live


@kernel
def stand_anew(plan, people, store, tally, log, tick, work):
    """Work out all members' standings as of the end of week `tick`, from all records that are held."""
    for district in range(store.parts.shape[0]):
        low = store.parts[district, LOW]
        for person in range(low, low + store.parts[district, SIZE]):
            if np.int64(people.bytes[FLAGS, person]) & MEMBER:
                assess(plan, people, store, tally, log, district, person, tick, work)
            live(plan, people, person)
