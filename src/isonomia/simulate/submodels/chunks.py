"""Loops over a block's persons that the compiler makes vectors of."""

from isonomia.simulate.compiled import inlined

CHUNK = 32
"""Persons between two looks at whether anyone of them needs a closer one."""


@inlined
def any_of(marks, chunk, count):
    """Whether any of the marks of a chunk is set."""
    own = marks[chunk : min(count, chunk + CHUNK)]
    found = own.dtype.type(0)
    for k in range(own.size):
        found |= own[k]
    return found != own.dtype.type(0)


@inlined
def copy(source, target):
    """Copy one array into another; assigning a slice would make Numba hold arrays (isonomia.simulate.compiled)."""
    for j in range(source.size):
        target[j] = source[j]
