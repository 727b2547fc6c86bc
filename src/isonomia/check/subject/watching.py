"""Sources that watch: what devices record about a person."""

from isonomia.scheme.model.vocabulary import SourceKind

WATCHING = frozenset({SourceKind.SENSOR, SourceKind.LOCATION, SourceKind.DEVICE})
