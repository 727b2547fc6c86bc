"""A device is read, and nobody was asked.

What it does
------------
Reports a source read from a phone, a browser or another device (`kind: device` or `location`, or a sensor in a context
of movement, messages or the internet) that states neither consent nor strict need (`device_ground`).

Why
---
Reading what is stored on a person's device, or storing something there, needs consent, unless a service that the person
asked for strictly needs it. It holds whether or not the data is personal.

Example
-------
```yaml
sources:
  help:
    kind: device
```

Use instead
-----------
```yaml
sources:
  help:
    kind: device
    device_ground: consent in the app, withdrawn in its settings
```

References
----------
Directive 2002/58/EC, article 5(3); in the United Kingdom PECR regulation 6.
"""

from collections.abc import Iterator

from isonomia.check.citations import directive
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import UNION_EEA_UK, Force, Level
from isonomia.check.readings import EPRIVACY_TEXT
from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import SourceKind

CHECK = Check(
    __name__,
    level=Level.VIOLATION,
    force=Force.BINDING,
    citations=(directive("2002/58", "5(3)", "ePrivacy"),),
    laws=UNION_EEA_UK,
    readings=(EPRIVACY_TEXT,),
)


ON_DEVICES = frozenset({SourceKind.DEVICE, SourceKind.LOCATION})
CONTEXTS = frozenset({"location", "internet use", "messaging"})


def examine(subject: Subject) -> Iterator[Finding]:
    """Each such source."""
    for name, source in subject.file.sources.items():
        is_sensor = source.kind is SourceKind.SENSOR and source.context in CONTEXTS
        if (source.kind in ON_DEVICES or is_sensor) and source.device_ground is None:
            yield CHECK.finding(
                subject.at("sources", name, "kind"),
                (
                    _("'{source}' is read from devices that people carry or have at home, without stated consent.")
                    if is_sensor
                    else _("'{source}' is read from people's devices, and the file states no consent to that.")
                ).format(source=name),
                remedy=_("Ask first, or show that the service strictly needs it; say so under `device_ground`."),
            )
