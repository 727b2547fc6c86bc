"""Grounds of processing as people cite them: `6(1)(a)`, `Article 6.1(a)`, `Art. 6 Abs. 1 lit. a DSGVO`."""

import re
from functools import cache

GROUND = re.compile(
    r"""\b6 \s* (?: \(\s*1\s*\) | [.,]\s*1\b | ,?\s*(?:abs|par|para|paragraph|n|no|n°)\.?\s*1\b | \s1\b )
        [\s,.]* (?: (?:lit|let|lett|letter|point|pt|buchst|buchstabe|litera)\b\.?\s* )? \(?\s*(?P<letter>[a-f])\b""",
    re.IGNORECASE | re.VERBOSE,
)


@cache
def basis_letters(article: str) -> frozenset[str]:
    """The letters of GDPR 6(1) that a ground names, in lower case; empty where none is found."""
    return frozenset(found["letter"].lower() for found in GROUND.finditer(article))


def without_ground(article: str) -> str:
    """What a text says beside the grounds that it names."""
    return GROUND.sub("", article)
