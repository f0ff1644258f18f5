"""The way in: answers ``--version`` at once, chooses the language, runs the command, gives back its exit code."""

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .. import __version__
from .shell.streams import OutputError, guard_streams

if TYPE_CHECKING:
    from .shell.document import Document

DEBUG = "--debug"
_RARELY = 200_000
"""New objects between two collections: a command is soon over, and judging leaves few circles behind."""


def start() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_RARELY, 20, 20)
    guard_streams()
    code = run(sys.argv[1:])
    gc.freeze()  # a process that ends need not look for what it might free
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code. The one door: nothing but ``SystemExit`` comes out of here."""
    try:
        code = _answer(list(arguments))
        sys.stdout.flush()
    except OutputError as error:
        from .shell.endings import end_of_output

        return end_of_output(error)
    return code


def _answer(arguments: list[str]) -> int:
    if arguments == ["--version"]:
        print(__version__)
        return 0
    from ..i18n import use
    from .shell.document import Document, wants_document
    from .shell.setting import gathered, language_of

    arguments = gathered(arguments)
    use(language_of(arguments))
    document = Document(wants_document(arguments))
    code = _guarded(arguments, document)
    document.write()
    return code


def _guarded(arguments: list[str], document: "Document") -> int:
    """Run the command; whatever it lets out becomes the end of the run that fits."""
    import typer

    from .shell import endings

    try:
        from .app import command

        return int(command().main(arguments, prog_name="grantcli", standalone_mode=False, obj=document) or 0)
    except OutputError:
        raise
    except typer.TyperException as error:
        return endings.end_of_usage(error, document)
    except (typer.Abort, KeyboardInterrupt):
        return endings.end_of_interrupt(document)
    except Exception as error:
        if isinstance(error, OSError) and error.filename is not None:
            return endings.end_of_file(error, document)
        return endings.end_of_crash(error, document, debug=DEBUG in arguments)
