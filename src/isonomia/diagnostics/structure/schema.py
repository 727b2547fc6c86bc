"""The JSON Schema of a format, from its model: for editors, and for programs that write such files."""

from typing import Any

from isonomia.diagnostics.structure.file_format import FileFormat, M

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(form: FileFormat[M], identifier: str) -> dict[str, Any]:
    """The schema, draft 2020-12, as far as the model alone says it."""
    schema = form.model.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": DIALECT, "$id": identifier, **schema}
