"""The two consoles: data on standard output, messages on standard error."""

import json
import sys
from contextlib import suppress
from io import UnsupportedOperation
from os import devnull
from pathlib import Path

from rich.console import Console

from .setting import Setting


class Terminal(Console):
    """A console that lets a closed pipe be handled where the command is run."""

    def on_broken_pipe(self) -> None:
        """Pass the error on instead of leaving the program here."""
        raise BrokenPipeError


def screen(setting: Setting) -> Console:
    """Return the console for data."""
    return Terminal(no_color=True if not setting.color else None, highlight=False, emoji=False)


def messages(setting: Setting) -> Console:
    """Return the console for messages."""
    return Terminal(stderr=True, no_color=True if not setting.color else None, highlight=False, emoji=False)


def print_json(data: object) -> None:
    """Write data as JSON on standard output, accents as they are."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def be_deaf() -> None:
    """Send what is still to be written nowhere, after the reader has gone."""
    with suppress(OSError, UnsupportedOperation, ValueError), Path(devnull).open("w") as nowhere:
        import os

        os.dup2(nowhere.fileno(), sys.stdout.fileno())
