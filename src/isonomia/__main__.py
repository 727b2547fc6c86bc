"""Where the command `isonomia` begins, and where a fault of isonomia itself ends without a traceback."""

import gc
import os
import sys

from isonomia.garbage import spare_collection

INTERRUPTED = 130
FAULT = 70


def main() -> None:
    """Run the command line and exit with its code."""
    spare_collection()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for some takes 20 ms, and none is used
    try:
        from isonomia.cli.app import app, keep_what_is_asked

        keep_what_is_asked(sys.argv[1:])
        app(prog_name="isonomia")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as fault:
        if os.environ.get("ISONOMIA_DEBUG") == "1":
            raise
        sys.stderr.write(_sentence(fault))
        sys.exit(FAULT)
    finally:
        gc.freeze()  # else the interpreter searches all that was loaded once more at its end: a seventh of a short run


def _sentence(fault: Exception) -> str:
    from isonomia import __version__
    from isonomia.locale import _

    what = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
    text = _(
        "this is a fault in isonomia: {what} (version {version}). Please report it with the command you ran; "
        "ISONOMIA_DEBUG=1 before the command shows the place, which helps to mend it."
    )
    return text.format(what=what, version=__version__) + "\n"


if __name__ == "__main__":
    main()
