"""Sparing the interpreter's search for garbage: what is loaded stays, and searching it again finds nothing."""

import gc

OBJECTS_BEFORE_COLLECTION = 50_000


def spare_collection() -> None:
    """Search less often: loading makes many objects that stay."""
    gc.set_threshold(OBJECTS_BEFORE_COLLECTION)


def keep_what_is_loaded() -> None:
    """Search what is there by now once more, and then never again."""
    gc.collect()
    gc.freeze()
    spare_collection()
