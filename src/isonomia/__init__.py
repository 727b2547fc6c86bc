"""isonomia: read, check, try out and contest a social scoring scheme.

`simulate`, `load_scheme` and `load_society` are described in isonomia.library, which is imported with their first use.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "load_scheme", "load_society", "simulate"]

if TYPE_CHECKING:
    from isonomia.library import load_scheme, load_society, simulate


class _Library(ModuleType):
    """Gives the library's functions when they are asked for, so that commands start without them.

    There is a room `isonomia.simulate` too. Importing a module of it would put the room in the function's place: the
    property keeps it. `from isonomia.simulate.run import ...` finds the room all the same.
    """

    @property
    def simulate(self) -> Any:
        """The function isonomia.library.simulate."""
        return self.__getattr__("simulate")

    @simulate.setter
    def simulate(self, room: ModuleType) -> None:
        """What the import system calls, and what nobody else should."""

    def __getattr__(self, name: str) -> Any:
        if name in __all__:
            from isonomia import library

            return getattr(library, name)
        raise AttributeError(f"module 'isonomia' has no attribute '{name}'")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Library
