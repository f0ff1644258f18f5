"""Where things are written: data on standard output, messages on standard error."""

import re
import shlex
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .setting import Setting

if TYPE_CHECKING:
    from rich.console import Console

_BARE = re.compile(r"\bgrantcli (?=[a-z])")


def program(setting: Setting) -> str:
    """Return this program as it can be typed here: its bare name where the shell finds it, else as it was called.

    The options for every command that stand on the line are asked for again: without them the call is not found, or
    the answer comes in another language.
    """
    called = sys.argv[0]
    found = shutil.which("grantcli")
    bare = Path(called).name != "grantcli" or (found and Path(found).absolute() == Path(called).absolute())
    return shlex.join(["grantcli" if bare else called, *setting.line])


def typed(name: str | Path) -> str:
    """Return the name of a file as it is typed to a shell."""
    return shlex.quote(str(name))


def print_message(words: str, setting: Setting) -> None:
    """Print a sentence among the messages, the commands it names as they can be typed here; nothing is broken."""
    messages(setting).print(as_typed(words, setting), soft_wrap=True, markup=False)


def as_typed(words: str, setting: Setting) -> str:
    """Return a sentence with the commands it names as they can be typed here."""
    return _BARE.sub(lambda _found: program(setting) + " ", words)


def screen(setting: Setting) -> "Console":
    """Return the console for data."""
    return _console(setting, stderr=False)


def messages(setting: Setting) -> "Console":
    """Return the console for messages."""
    return _console(setting, stderr=True)


def _console(setting: Setting, *, stderr: bool) -> "Console":
    from .gate import GatedConsole

    return GatedConsole(
        markup=False, stderr=stderr, no_color=None if setting.color else True, highlight=False, emoji=False
    )


def give_data(data: Mapping[str, object], setting: Setting) -> None:
    """Hand over the command's document, printed once at the end of the run with the problems in it."""
    setting.document.wanted = True
    setting.document.data = data
