"""Effects: every severity that a consequence may have must say what it does."""

from isonomia.diagnostics.yaml_document import Mapping
from isonomia.scheme.model.vocabulary import Severity
from isonomia.society.checks import Examination


def check_effects(examination: Examination) -> None:
    """A consequence whose severity has no effect would do nothing, without a word."""
    for side in ("adverse", "benefit"):
        written = examination.document.value_at(("effects", side))
        if not isinstance(written, Mapping):
            continue  # missing or of the wrong type, and told already
        missing = [severity.value for severity in Severity if severity.value not in written.values]
        if missing:
            words = " and ".join(f"'{word}'" for word in missing)
            examination.error_at_key(
                "society-severity", ("effects", side), f"no effect for the severity {words}", "one for each severity"
            )
