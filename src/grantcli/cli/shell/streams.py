"""The three standard streams, so guarded that one that is closed or full ends the program as it should."""

import errno
import io
import os
import select
import sys
from contextlib import suppress
from typing import Any, cast

_NAMES = ("stdin", "stdout", "stderr")
_WINDOWS = os.name == "nt"


class OutputError(Exception):
    """Standard output cannot be written; no OSError, so that nobody takes it for one of a file.

    ``closed``: the reader of a pipe has gone, which is no error.
    """

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.closed = isinstance(cause, BrokenPipeError) or (_WINDOWS and cause.errno == errno.EINVAL)


class _Output(io.FileIO):
    """Standard output: what fails is an ``OutputError``."""

    def write(self, data: Any) -> int:
        """Write, waiting where the other end is slow."""
        try:
            while (written := super().write(data)) is None:
                select.select([], [self], [])
        except OSError as error:
            raise OutputError(error) from error
        return written


class _Messages(io.FileIO):
    """Standard error: what cannot be said there is not said."""

    def write(self, data: Any) -> int:
        """Write if it can be."""
        with suppress(OSError):
            while super().write(data) is None:
                select.select([], [self], [])
        return len(data)


def guard_streams() -> None:
    """Put the guards in place; a stream that was closed becomes one that fails when it is used.

    A descriptor that is free would go to the next file opened, which messages would then be written into. Streams that
    somebody has put in place of the real ones are left alone.
    """
    for descriptor, name in enumerate(_NAMES):
        if getattr(sys, name) is None:
            _occupy(descriptor)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "r", closefd=False)), encoding="utf-8")
    if sys.stdout is sys.__stdout__:
        sys.stdout = _guarded(sys.stdout, _Output(1, "w", closefd=False))
    if sys.stderr is sys.__stderr__:
        sys.stderr = _guarded(sys.stderr, _Messages(2, "w", closefd=False))


def _occupy(descriptor: int) -> None:
    """Hold a free descriptor with something that can be neither read as input nor written as output."""
    with suppress(OSError):
        way = os.O_WRONLY if descriptor == 0 else os.O_RDONLY
        taken = os.open(os.devnull, way)
        if taken != descriptor:
            os.dup2(taken, descriptor)
            os.close(taken)


def _guarded(stream: Any, raw: io.FileIO) -> io.TextIOWrapper:
    """Return a text stream as ``stream`` was, over ``raw``; a letter that it lacks is written as another one.

    A console of Windows takes letters, not bytes, and is never full or gone: it stays as it is.
    """
    if stream is not None:
        with suppress(OSError, ValueError):
            stream.flush()
        if _WINDOWS and stream.isatty():
            stream.reconfigure(errors="replace")
            return cast(io.TextIOWrapper, stream)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    lines = raw.isatty() or isinstance(raw, _Messages)
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding, errors="replace", line_buffering=lines)


def be_deaf() -> None:
    """Send what is still to be written on standard output nowhere, after it could not be written."""
    with suppress(OSError, io.UnsupportedOperation, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
