"""Where things are written: data on standard output, messages on standard error."""

import json
import os
import sys
from contextlib import suppress
from io import UnsupportedOperation
from typing import TYPE_CHECKING

from .setting import Setting

if TYPE_CHECKING:
    from rich.console import Console


def screen(setting: Setting) -> "Console":
    """Return the console for data."""
    return _console(setting, stderr=False)


def messages(setting: Setting) -> "Console":
    """Return the console for messages."""
    return _console(setting, stderr=True)


def _console(setting: Setting, *, stderr: bool) -> "Console":
    from .console import Terminal

    return Terminal(stderr=stderr, no_color=None if setting.color else True, highlight=False, emoji=False)


def print_json(data: object) -> None:
    """Write data as JSON on standard output, accents as they are."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def be_deaf() -> None:
    """Send what is still to be written nowhere, after the reader has gone."""
    with suppress(OSError, UnsupportedOperation, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
