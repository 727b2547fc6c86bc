"""The process that works behind the pages on PostgreSQL: standings, notices, the log, messages to recipients.

It is a process of its own, and a modest one: whoever asks for a page goes before. On SQLite, whose file one process
writes best, the server does the same work in a thread.
"""

import os
import signal
import subprocess
import sys
import threading
from types import TracebackType

MODESTY = 10  # added to the process's niceness, where the system has that
SECONDS_BEFORE_ANOTHER = 1.0
SECONDS_TO_FINISH = 30.0


class Behind:
    """Keeps such a process running while the block runs, and starts another where one has died."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._keep, name="isonomia-behind", daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()  # tells it to finish
        self.thread.join(timeout=SECONDS_TO_FINISH)
        if self.process is not None and self.process.poll() is None:
            self.process.kill()

    def _keep(self) -> None:
        while not self.stopping.is_set():
            self.process = subprocess.Popen([sys.executable, "-m", "isonomia.cli.behind"], stdin=subprocess.PIPE)
            if self.stopping.is_set() and self.process.stdin is not None:
                self.process.stdin.close()
            self.process.wait()
            self.stopping.wait(SECONDS_BEFORE_ANOTHER)


def main() -> None:
    """Work until whoever started this ends, however it ends: then the input ends too."""
    from isonomia.cli.serving import instance_of_process
    from isonomia.service.tasks import tasks_of
    from isonomia.service.worker import Worker

    if hasattr(os, "nice"):
        os.nice(MODESTY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the server, which then tells us
    instance = instance_of_process()
    worker = Worker(instance, tasks_of(instance))
    worker.start()
    sys.stdin.buffer.read()
    worker.stop()
    instance.database.close()


if __name__ == "__main__":
    main()
