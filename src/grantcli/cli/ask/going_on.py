"""The command that goes on with an interview, with all that this one was asked for."""

import shlex
from pathlib import Path

from ..shell.setting import Setting
from ..shell.terminal import program


def command(ident: str, into: Path, setting: Setting, *, everything: bool = False, anew: tuple[str, ...] = ()) -> str:
    """Return the line that goes on with the file ``into``; with the options ``anew`` where it is not written yet.

    The day and the files that an application names stand in it once it is written.
    """
    options = [*(["--all"] if everything else []), *(() if into.exists() else anew)]
    return f"{program(setting)} {shlex.join(['ask', ident, '-o', str(into), *options])}"
