"""Reading a document against the models of its format; what is faulty is left out, so that the rest can be checked."""

import json
from dataclasses import dataclass
from typing import Any, Generic

from pydantic import ValidationError

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.structure.faults import diagnose, keys_of, one_per_place
from isonomia.diagnostics.structure.file_format import FileFormat, Keys, M
from isonomia.diagnostics.yaml_document import Document, describe, plain


@dataclass(frozen=True)
class Structure(Generic[M]):
    """What could be read of a file: the models of all sound items, the faults, the names left out."""

    file: M
    faults: list[Diagnostic]
    faulty_names: frozenset[str]


def read_structure(document: Document, form: FileFormat[M]) -> Structure[M]:
    """Validate a document against the models; faulty items are reported and left out of `file`."""
    data = plain(document.root)
    if not isinstance(data, dict):
        found = f"{describe(document.root)} as the whole file"
        fault = Diagnostic(form.codes.wrong_type, document.locate(()), found, form.expected, form.remedy)
        return Structure(form.model.model_validate(form.stand_ins), [fault], frozenset())
    faults: list[Diagnostic] = []
    faulty: set[Keys] = set()
    try:
        return Structure(_validate(data, form), [], frozenset())
    except ValidationError as error:
        for details in one_per_place(error.errors(), document):
            keys = keys_of(details, document)
            faults.append(diagnose(details, keys, document, form))
            faulty.add(keys)
    names = {str(keys[1]) for keys in faulty if len(keys) > 1 and keys[0] in form.item_keys}
    names |= {str(keys[3]) for keys in faulty if len(keys) > 3 and (keys[0], keys[2]) in form.inner_names}
    return Structure(_without(data, faulty, form), faults, frozenset(names))


def _validate(data: Any, form: FileFormat[M]) -> M:
    # JSON mode is strict about numbers and booleans and still reads words of a vocabulary.
    return form.model.model_validate_json(json.dumps(data), strict=True)


def _without(data: dict[str, Any], faulty: set[Keys], form: FileFormat[M]) -> M:
    """The file without its faulty parts, as little left out as validates; what is required is stood in for."""
    for depth in (3, 2, 1):
        try:
            pruned = _pruned(data, {_cut_place(keys, depth, form) for keys in faulty})
            return _validate({**form.stand_ins, **pruned}, form)
        except ValidationError:
            continue
    return _validate(form.stand_ins, form)


def _cut_place(keys: Keys, depth: int, form: FileFormat[M]) -> Keys:
    """Where to cut: a key of an item, an item or a whole section; a band is cut whole, as its place counts."""
    if not keys or keys[0] not in form.item_keys:
        return keys[:1]
    return keys[: 2 if keys[0] in form.whole_items else depth][:depth]


def _pruned(data: Any, places: set[Keys]) -> Any:
    """The data without what stands at the given places."""
    here = {keys[0] for keys in places if len(keys) == 1}
    below = {
        key: {keys[1:] for keys in places if len(keys) > 1 and keys[0] == key} for key in {k[0] for k in places if k}
    }
    if isinstance(data, dict):
        return {key: _pruned(value, below.get(key, set())) for key, value in data.items() if key not in here}
    if isinstance(data, list):
        return [_pruned(value, below.get(index, set())) for index, value in enumerate(data) if index not in here]
    return data
