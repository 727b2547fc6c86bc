"""The scheme file as a format: what its structural faults are called, and how they are told."""

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.structure.file_format import Codes, FileFormat, Keys
from isonomia.diagnostics.yaml_document import Document, Mapping, describe
from isonomia.scheme.model.scheme_file import SchemeFile

CODES = Codes(
    wrong_type="scheme-wrong-type",
    missing_key="scheme-missing-key",
    unknown_key="scheme-unknown-key",
    unknown_value="scheme-unknown-value",
    value="scheme-value",
    name="scheme-name",
)


def _own_words(expected: str, keys: Keys, document: Document) -> Diagnostic | None:
    """Refusals that are about the absence of a key, or about a key of the text's own name."""
    value = document.value_at(keys)
    if expected == "no `nth` in a period rule":
        remedy = "a period is matched once; count with COUNT(rule)"
        return Diagnostic(CODES.value, document.locate_key((*keys, "nth")), "`nth` in a period rule", "", remedy)
    if expected.startswith("either `source`"):
        both = isinstance(value, Mapping) and "each" in value.values
        place = (*keys, "each") if both else keys
        found = "both `source` and `each`" if both else "neither `source` nor `each`"
        return Diagnostic(CODES.value, document.locate_key(place), found, expected)
    if expected == "a base inside the range" and not (isinstance(value, Mapping) and "base" in value.values):
        return Diagnostic(CODES.value, document.locate((*keys, "range")), "a range without 0, the base", expected)
    language = expected.removeprefix("a text for the language '").removesuffix("'")
    inner = document.value_at((*keys, language)) if language != expected else None
    return Diagnostic(CODES.value, document.locate((*keys, language)), describe(inner), expected) if inner else None


SCHEME_FORMAT = FileFormat(
    model=SchemeFile,
    codes=CODES,
    version_key="isonomia",
    expected="a scheme: keys such as `isonomia: 1`",
    remedy="`isonomia new DIR` writes an example",
    name_expected="lower-case letters, digits and underscores (in the scheme's identifier hyphens), a letter first",
    pair_expected="a list of two: the least and the greatest score, either may be null",
    stand_ins={"isonomia": 1, "scheme": "unnamed", "time_zone": "UTC", "sources": {}, "rules": {}},
    item_keys=("sources", "rules", "pools", "bands", "consequences", "steps"),
    whole_items=("bands", "steps"),
    inner_names=(("sources", "fields"),),
    about_key={
        "a base inside the range": "base",
        "a range whose first number is below the second": "range",
    },
    own_words=_own_words,
)
