"""Deadlines, who may act, and what follows: pure functions that the live service and the simulator both obey.

No clock, no database, no I/O. Days are local dates in the scheme's zone; a function returns what is so afterwards and
what follows from it (`follows.Step`), or raises `NotAllowed` with a reason and a remedy.
"""
