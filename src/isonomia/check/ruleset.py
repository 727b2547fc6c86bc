"""The version of the set of checks, and who answers for it."""

VERSION = "2026.11"
CHECKED_BY = "the authors of isonomia; no lawyer has reviewed the checks"
NOT_ADVICE = (
    "Findings state the law as its texts read to the authors. They are not legal advice. What the file does not say "
    "was not checked, and where a human must judge the finding says so."
)
