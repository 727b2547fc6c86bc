"""All stylised facts, in the order of their page."""

from simulation.stylised_facts import crowding_out, detection, no_motive, points_licence, reviewers, surveillance

FACTS = tuple(module.FACT for module in (points_licence, surveillance, crowding_out, detection, reviewers, no_motive))
