"""How the kernel's functions become machine code: its parts are linked first, and optimised once, as a whole.

Numba by itself optimises each function with everything that it calls, turns it into machine code, and does the same
again for each caller: a chain of calls five deep was optimised five times, and the kernel took two minutes to compile.
Here a part is left as it was lowered, and becomes part of its callers, as a C compiler does with a static function;
only what the interpreter calls is optimised, once. That takes a third of the time and makes code as fast.

Nothing but speed hangs on what is overridden: without it, Numba gives the same results.
"""

import ctypes
import hashlib
from typing import Any

from llvmlite.binding import Linkage
from numba import _dynfunc
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler

_REFUSE = ctypes.cast(ctypes.pythonapi.PyErr_BadArgument, ctypes.c_void_p).value
"""What the interpreter comes to when it calls a part: TypeError, by the C function that sets it and returns zero."""


class _Whole(JITCodeLibrary):  # type: ignore[misc]
    """A function with all its parts."""

    def _optimize_final_module(self) -> None:
        """As Numba does; but first the parts become the whole's own, so that nothing is kept of them for others.

        LLVM then drops arguments that are the same at every call, and takes what is called once into its caller. What
        is left of a part has a name of its own: the loader knows all code of a process by name, local or not, and would
        give another whole this one's part, which takes other arguments by now.
        """
        defined = [function for function in self._final_module.functions if not function.is_declaration]
        own = sorted(function.name for function in defined if function.linkage == Linkage.external)
        mark = hashlib.sha256("\n".join(own).encode()).hexdigest()[:16]
        for number, part in enumerate(found for found in defined if found.linkage == Linkage.linkonce_odr):
            part.linkage, part.name = Linkage.internal, f"part_{number}_{mark}"
        super()._optimize_final_module()


class _Part(JITCodeLibrary):  # type: ignore[misc]
    """A function's code in LLVM's form, for linking; never machine code of its own."""

    def _optimize_final_module(self) -> None:
        """Nothing: the whole's optimisation is this function's too."""

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()
        self._codegen._scan_and_fix_unresolved_refs(self._final_module)
        self._finalized = True


class WholeCompiler(Compiler):  # type: ignore[misc]
    """Numba's compiler, for what the interpreter calls."""

    def __init__(self, typing_context: Any, target_context: Any, library: Any, *rest: Any) -> None:
        """As Numba calls it."""
        super().__init__(typing_context, target_context, library, *rest)
        self.state.library = _Whole(self.state.targetctx.codegen(), "whole")
        self.state.library.enable_object_caching()


class PartCompiler(Compiler):  # type: ignore[misc]
    """Numba's compiler, for what only compiled code calls: the interpreter gets a TypeError."""

    def __init__(self, typing_context: Any, target_context: Any, library: Any, *rest: Any) -> None:
        """As Numba calls it."""
        super().__init__(typing_context, target_context, library, *rest)
        self.state.library = _Part(self.state.targetctx.codegen(), "part")
        self.state.targetctx = self.state.targetctx.subtarget()
        self.state.targetctx.get_executable = _refusal


def _refusal(library: Any, description: Any, environment: Any) -> Any:
    """What stands for a part in Python: one for each, since Numba finds a part's code by it."""
    module, name, explanation = description.lookup_module(), description.qualname, "a part of the kernel"
    return _dynfunc.make_function(module, name, explanation, _REFUSE, environment, (library,))
