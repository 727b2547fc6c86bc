"""The measures of which a scheme knows: those of its steps and consequences, and of its earlier versions."""

from isonomia.scheme.scheme import Scheme


def measures_of(scheme: Scheme) -> tuple[str, ...]:
    """The measures that steps wait for, and those that consequences record when they take effect."""
    taken = [item.measure for item in scheme.file.consequences.values() if item.measure is not None]
    return tuple(dict.fromkeys([*(step.measure for step in scheme.steps), *taken]))


def measures_on_record(scheme: Scheme) -> tuple[str, ...]:
    """These, and the ones that earlier versions named: records of them stay, and change nothing."""
    return tuple(dict.fromkeys([*measures_of(scheme), *scheme.file.former_measures]))
