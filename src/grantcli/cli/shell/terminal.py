"""Where things are written: data on standard output, messages on standard error."""

from collections.abc import Mapping
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
    from .gate import GatedConsole

    return GatedConsole(
        markup=False, stderr=stderr, no_color=None if setting.color else True, highlight=False, emoji=False
    )


def give_data(data: Mapping[str, object], setting: Setting) -> None:
    """Hand over the command's document, printed once at the end of the run with the problems in it."""
    setting.document.wanted = True
    setting.document.data = data
