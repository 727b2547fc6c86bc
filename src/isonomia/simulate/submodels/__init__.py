"""What happens to a person in a week, one submodel a file: whole numbers in, whole numbers out (docs/simulation).

All scalars are int64 or uint64, so that the same code gives the same bits with Numba and without.
"""
