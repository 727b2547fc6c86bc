"""Writes the files of a new check: the check with its page to fill in, and its worked cases.

`make new-check CODE=GDPR037 SLUG=points_for_rumours FAMILY=gdpr`
"""

import re
import sys
from pathlib import Path

from isonomia.check.registry import FAMILIES, by_code

ROOT = Path(__file__).parents[2]

MODULE = '''"""{title}.

What it does
------------
Reports ...

Why
---
...

Example
-------
```yaml
rules:
  returned_late:
    relative: true
```

Use instead
-----------
```yaml
rules:
  returned_late:
    relative: false
```

References
----------
...
"""

from collections.abc import Iterator

from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import EVERYWHERE, Force, Level
from isonomia.check.subject.subject import Subject
from isonomia.locale import _

CHECK = Check(
    __name__,
    level=Level.ADVICE,
    force=Force.UNVERIFIED,
    citations=(),
    laws=EVERYWHERE,
    readings=(),
    is_preview=True,
)


def examine(subject: Subject) -> Iterator[Finding]:
    """Each rule that ..."""
    for rule in subject.scheme.rules:
        if rule.written.relative:
            yield CHECK.finding(
                subject.place_of(rule),
                _("What is wrong with '{{rule}}', in a sentence that one can read aloud.").format(rule=rule.name),
                remedy=_("What to do."),
            )
'''

CASES = """- case: the point of law, in words
  over:
    rules: {{returned_late: {{relative: true}}}}
  findings:
  - at: rules.returned_late
    level: advice
    message: What is wrong with 'returned_late', in a sentence that one can read aloud.

- case: the near miss
  over: {{}}
  findings: []
"""


def main(code: str, slug: str, family: str) -> int:
    """Write both files; nothing is overwritten."""
    if not re.fullmatch(r"[A-Z]{3,4}[0-9]{3}", code) or not re.fullmatch(r"[a-z][a-z0-9_]*", slug):
        sys.stderr.write("usage: make new-check CODE=GDPR037 SLUG=points_for_rumours FAMILY=gdpr\n")
        return 2
    if family not in FAMILIES or code in by_code():
        problem = f"{code} exists" if code in by_code() else f"no family '{family}'; one of {', '.join(FAMILIES)}"
        sys.stderr.write(f"{problem}\n")
        return 2
    module = ROOT / "src" / "isonomia" / "check" / family / f"{code.lower()}_{slug}.py"
    cases = ROOT / "tests" / "checks" / family / f"{code.lower()}.yaml"
    module.write_text(MODULE.format(title=slug.replace("_", " ").capitalize()), encoding="utf-8")
    cases.parent.mkdir(exist_ok=True)
    cases.write_text(CASES.format(), encoding="utf-8")
    sys.stdout.write(f"{module.relative_to(ROOT)}\n{cases.relative_to(ROOT)}\n")
    sys.stdout.write("Read the law, fill in both, then: make test T=tests/checks; python docs/scripts/check_pages.py\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*[*sys.argv[1:], "", "", ""][:3]))
