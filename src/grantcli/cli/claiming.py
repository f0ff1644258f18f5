"""A file that is written into is held meanwhile: nobody else of us may write there, and what others did is seen."""

import os
import platform
from collections.abc import Callable
from pathlib import Path

from ..filing import HeldError, held, read_regular
from ..i18n import _
from ..loading.parser.tree import MOST_BYTES
from ..problem import Place, Problem, reason_of
from .reading import tell
from .shell.exits import BAD_INPUT
from .shell.setting import Setting
from .shell.terminal import typed


def held_file(into: Path, deed: Callable[[], int], setting: Setting) -> int:
    """Do something while no other interview writes into the file; report who does, or why it cannot be written."""
    try:
        with held(into.with_name(f".{into.name}.lock"), _who()):
            return deed()
    except HeldError as error:
        text = _("un'altra intervista sta scrivendo in questo file: {who}").format(who=error)
        hint = _("aspettare che finisca; intanto si può leggere: grantcli evaluate {file}").format(file=typed(into))
        tell([Problem(Place(str(into)), "", text, hint, "claimed")], setting)
    except OSError as error:
        text = _("non si può scrivere: {why}").format(why=reason_of(error))
        tell([Problem(Place(str(into)), "", text, kind="cannot_write")], setting)
    return BAD_INPUT


def content_of(file: Path) -> bytes | None:
    """Return what stands in a file; None where nothing can be read."""
    try:
        return read_regular(file, MOST_BYTES)
    except OSError:
        return None


def unchanged_file(into: Path, before: bytes | None, deed: Callable[[], int], setting: Setting) -> int:
    """Write a file that was read before, as ``held_file`` does; not where somebody has changed it since."""

    def write() -> int:
        if content_of(into) == before:
            return deed()
        text = _("il file è cambiato dopo che è stato letto: non è stato scritto nulla")
        hint = _("dare di nuovo lo stesso comando")
        tell([Problem(Place(str(into)), "", text, hint, "changed_meanwhile")], setting)
        return BAD_INPUT

    return held_file(into, write, setting)


def _who() -> str:
    return _("processo {number} su {machine}").format(number=os.getpid(), machine=platform.node())
