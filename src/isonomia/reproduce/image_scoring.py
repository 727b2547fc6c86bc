"""The kernel of image scoring: generations of donors and recipients, strategies inherited by payoff."""

import numba
import numpy as np

PEOPLE = 100
LOWEST_SCORE, HIGHEST_SCORE = -5, 5
LOWEST_STRATEGY, HIGHEST_STRATEGY = -5, 6  # -5 always helps, 6 never
MUTATION = 0.001
BENEFIT, COST = 1.0, 0.1


@numba.njit()
def evolve(random: np.random.Generator, meetings: int, generations: int) -> float:
    """The share of meetings with help over the second half of the generations, from random strategies on."""
    strategies = random.integers(LOWEST_STRATEGY, HIGHEST_STRATEGY + 1, PEOPLE)
    children = np.empty_like(strategies)
    helped, counted = 0, 0
    for generation in range(generations):
        scores = np.zeros(PEOPLE, np.int64)
        payoffs = np.zeros(PEOPLE)
        for _meeting in range(meetings):
            donor = int(random.random() * PEOPLE)
            recipient = int(random.random() * (PEOPLE - 1))
            recipient += recipient >= donor
            payoffs[donor] += COST  # so that no payoff is negative
            helps = scores[recipient] >= strategies[donor]
            if helps:
                payoffs[donor] -= COST
                payoffs[recipient] += BENEFIT
                scores[donor] = min(scores[donor] + 1, HIGHEST_SCORE)
            else:
                scores[donor] = max(scores[donor] - 1, LOWEST_SCORE)
            if 2 * generation >= generations:
                helped += helps
                counted += 1
        ends = np.cumsum(payoffs)
        for child in range(PEOPLE):
            # without any payoff at all, everybody is as likely to be the parent
            at = random.random() * (ends[-1] if ends[-1] > 0 else PEOPLE)
            parent = min(int(np.searchsorted(ends, at, side="right")), PEOPLE - 1) if ends[-1] > 0 else int(at)
            children[child] = strategies[parent]
            if random.random() < MUTATION:
                children[child] = int(random.random() * (HIGHEST_STRATEGY - LOWEST_STRATEGY + 1)) + LOWEST_STRATEGY
        strategies[:] = children
    return helped / counted
