"""The version of the set of checks, and who answers for it."""

VERSION = "2026.11"
CHECKED_BY = "the authors of isonomia; no lawyer has reviewed the checks"
NOT_ADVICE = (
    "These findings are the authors' reading of the law, not legal advice. What the file does not say was not checked. "
    "Where a person must judge, the finding says so."
)
