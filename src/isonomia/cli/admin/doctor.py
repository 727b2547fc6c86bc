"""`isonomia admin doctor`: what may be wrong with how it is run."""

import typer

from isonomia.cli.admin.options import DatabaseOption


def doctor(database: DatabaseOption = "") -> None:
    """Look at configuration, database, disk, clock, waiting work and backups; each line says what to do.

    Nothing is changed. Ends with 1 if a line says fail, else with 0. Run it with the environment of the service.

    \b
    Examples:
      isonomia admin doctor
      isonomia admin doctor --database postgresql://club@host/club
    """
    from isonomia.cli.admin.options import settings
    from isonomia.service.doctor.examine import examine
    from isonomia.service.doctor.line import Level

    levels = set()
    for line in examine(settings(database)):
        typer.echo(str(line))
        levels.add(line.level)
    if Level.FAIL in levels:
        raise typer.Exit(1)
