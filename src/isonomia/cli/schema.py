"""`isonomia schema`: the JSON Schema of the scheme file, or of the society file."""

from typing import Annotated

import typer

from isonomia.cli.options import OutputOption
from isonomia.locale import _


def schema(
    society: Annotated[bool, typer.Option("--society", help=_("The schema of society files instead."))] = False,
    output: OutputOption = None,
) -> None:
    """Print the JSON Schema of scheme files.

    Editors that know it complete and check a scheme while you type.

    \b
    Examples:
      isonomia schema
      isonomia schema -o scheme.schema.json
      isonomia schema --society -o society.schema.json
    """
    import json

    from isonomia.cli.output import check_target, deliver

    check_target(output)
    if society:
        from isonomia.society.json_schema import society_json_schema

        content = society_json_schema()
    else:
        from isonomia.scheme.json_schema import scheme_json_schema

        content = scheme_json_schema()
    deliver(json.dumps(content, indent=2, ensure_ascii=False) + "\n", output)
