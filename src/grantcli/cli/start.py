"""The way in: answers ``--version`` at once, chooses the language, runs the command, gives back its exit code."""

import sys
from collections.abc import Sequence

from .. import __version__
from .shell.exits import INTERRUPTED


def start() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; an exception that comes out of here is a bug of ours."""
    if list(arguments) == ["--version"]:
        print(__version__)
        return 0
    try:
        return _run(list(arguments))
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    from ..i18n import use
    from .shell.setting import gathered, language_of

    arguments = gathered(arguments)
    use(language_of(arguments))
    _never_fail_on_an_accent()
    import typer

    from .app import command

    try:
        return int(command().main(arguments, prog_name="grantcli", standalone_mode=False) or 0)
    except typer.TyperException as error:
        return _tell(error)
    except typer.Abort:
        return INTERRUPTED


def _never_fail_on_an_accent() -> None:
    """Let a terminal that cannot show a letter show another one instead."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _tell(error: Exception) -> int:
    from .shell.usage_errors import usage_words, where_to_read

    print(f"grantcli: {usage_words(error)}", file=sys.stderr)
    print(where_to_read(error), file=sys.stderr)
    return int(getattr(error, "exit_code", 2))
