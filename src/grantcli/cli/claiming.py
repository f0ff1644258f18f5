"""A file that an interview writes into is held meanwhile: no other interview may write there."""

import os
import platform
from collections.abc import Callable
from pathlib import Path

from ..filing import HeldError, held
from ..i18n import _
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


def _who() -> str:
    return _("processo {number} su {machine}").format(number=os.getpid(), machine=platform.node())
