"""`isonomia schema`: the JSON Schema of the scheme file."""

from isonomia.cli.options import OutputOption


def schema(output: OutputOption = None) -> None:
    """Print the JSON Schema of scheme files.

    Editors that know it complete and check a scheme while you type.

    \b
    Examples:
      isonomia schema
      isonomia schema -o scheme.schema.json
    """
    import json

    from isonomia.cli.output import check_target, deliver
    from isonomia.scheme.json_schema import scheme_json_schema

    check_target(output)
    deliver(json.dumps(scheme_json_schema(), indent=2, ensure_ascii=False) + "\n", output)
