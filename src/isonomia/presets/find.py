"""From an argument to a file: a path, or the name of a scheme or a society that comes with isonomia."""

from collections.abc import Callable
from pathlib import Path

from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.diagnostics.visible import visible
from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.presets import preset_names, preset_path, society_names, society_path


def find_scheme(argument: str | Path) -> Path:
    """The file of a scheme: a path, or the name of a shipped one where no such file exists; else UsageError."""
    missing = _("there is no scheme file '{name}', and no scheme of that name comes with isonomia")
    return _found(argument, preset_names(), preset_path, missing, _("schemes that come with isonomia"))


def find_society(argument: str | Path) -> Path:
    """The file of a society: a path, or the name of a shipped one where no such file exists; else UsageError."""
    missing = _("there is no society file '{name}', and no society of that name comes with isonomia")
    return _found(argument, society_names(), society_path, missing, _("societies that come with isonomia"))


def _found(argument: str | Path, names: list[str], find: Callable[[str], Path], missing: str, kind: str) -> Path:
    path = Path(argument)
    if isinstance(argument, Path) or path.exists() or path.suffix or len(path.parts) != 1:
        return path
    if argument in names:
        return find(argument)
    choices = [visible(item) for item in names]
    remedy = did_you_mean(argument, choices) or f"{kind}: {one_of(choices)}"
    raise UsageError(missing.format(name=argument), remedy=remedy)
