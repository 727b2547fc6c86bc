"""A sign of life for what takes long: on a terminal only, and only after two seconds."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

QUIET_SECONDS = 2.0


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show a spinner with `what` while the block runs, on standard error."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    thread = threading.Thread(target=_show, args=(what, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """What to tell how much of how much is done: shows it as a bar, on standard error; None if it is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,}/{task.total:,}"))
    bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=1)
    began, is_shown = time.monotonic(), False

    def tell(done: int, total: int) -> None:
        nonlocal is_shown
        if not is_shown and time.monotonic() - began > QUIET_SECONDS:
            bar.start()
            is_shown = True
        bar.update(task, completed=done, total=total)

    try:
        yield tell
    finally:
        bar.stop()


def _show(what: str, done: threading.Event) -> None:
    if done.wait(QUIET_SECONDS):
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(what, total=None)
        done.wait()
