"""A folder claimed by one run: a second run into it would mix its parts with those of the first."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

_MARK = ".run"


class ClaimedError(Exception):
    """Another run is writing into the folder."""


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Claim ``folder`` within the block; ``ClaimedError`` where another process has claimed it.

    The claim is a lock on a file, which the system lets go of when the process ends, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / _MARK
    mark.touch()
    with closing(sqlite3.connect(mark, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            raise ClaimedError(str(folder)) from error
        try:
            yield
        finally:
            with suppress(OSError):  # some systems do not remove what is open
                mark.unlink()
