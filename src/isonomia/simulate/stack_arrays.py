"""Arrays on the stack: a function's own room of a fixed size, without the cost of asking for memory at each call.

The compiler knows of them that they overlap no other array, which it must to make vectors of the loops that fill them.
They must not outlive the function.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba.core import cgutils, config, types
from numba.core.errors import TypingError
from numba.extending import intrinsic
from numba.np.arrayobj import make_array, populate_array

ALIGNMENT = 32
"""Bytes of a vector."""


def _on_stack(typing_context: Any, size: Any, dtype: Any) -> Any:
    """An array of `size` items, a constant, of a NumPy type; what they hold at first is not known."""
    if not isinstance(size, types.IntegerLiteral) or not isinstance(dtype, types.NumberClass):
        raise TypingError(f"an array on the stack needs a constant size and a number's type, not {size} of {dtype}")
    count, array = size.literal_value, types.Array(dtype.dtype, 1, "C")

    def make(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = context.get_data_type(dtype.dtype)
        place = cgutils.alloca_once(builder, ir.ArrayType(kind, count))
        place.align = ALIGNMENT
        made = make_array(array)(context, builder)
        item, length = (context.get_constant(types.intp, n) for n in (context.get_abi_sizeof(kind), count))
        data = builder.bitcast(place, kind.as_pointer())
        populate_array(made, data=data, shape=(length,), strides=(item,), itemsize=item, meminfo=None)
        return made._getvalue()

    return array(size, dtype), make


def _in_memory(size: int, dtype: Any) -> npt.NDArray[Any]:
    """The same where nothing is compiled."""
    return np.empty(size, dtype)


on_stack: Any = _in_memory if config.DISABLE_JIT else intrinsic(prefer_literal=True)(_on_stack)
