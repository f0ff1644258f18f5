"""A yes or no before something is written; without a terminal the option must have said it."""

import sys
from pathlib import Path

from ..i18n import _
from ..problem import Place, Problem
from .shell.setting import Setting
from .shell.terminal import messages


def confirmed(question: str, file: Path, setting: Setting) -> bool:
    """Ask on the terminal; where there is none, report that ``--yes`` is needed and return False."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        from .reading import tell

        text = _("non è stato scritto: senza terminale serve --yes")
        tell([Problem(Place(str(file)), "", text, kind="not_confirmed")], setting)
        return False
    import questionary
    from prompt_toolkit.output import create_output

    asked = questionary.text(f"{question} [{_('s/n')}]", qmark="?", output=create_output(sys.stderr))
    answer = str(asked.unsafe_ask()).strip().casefold()
    if answer in ("s", "sì", "si", "y", "yes"):
        return True
    messages(setting).print(_("Non è stato scritto nulla."), markup=False)
    return False
