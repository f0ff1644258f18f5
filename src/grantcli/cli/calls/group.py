"""``grantcli calls …``: the library of calls and the kit to write one."""

from collections.abc import Mapping

from ...i18n import _
from ..shell.lazy_commands import Commands


def summaries() -> Mapping[str, str]:
    """Return the commands on calls, a line of help each."""
    return {
        "list": _("Elenca bandi, programmi e progetti, con le loro date."),
        "show": _("Mostra che cosa dice un bando."),
        "diff": _("Mostra che cosa cambia in un bando fra due giorni, e per una domanda."),
        "check": _("Controlla i file dei bandi e ne elenca i problemi."),
        "new": _("Scrive la cartella di un bando nuovo, da completare."),
        "keys": _("Elenca le chiavi di call.yaml: a che cosa servono e che cosa possono contenere."),
        "schema": _("Scrive lo schema JSON di call.yaml, per gli editor."),
        "cases": _("Elenca i casi di prova di un bando, o ne propone alle sue soglie."),
        "test": _("Rifà i casi di prova dei bandi e mostra quelli che non tornano."),
    }


MODULES = {
    "list": "calls.list",
    "show": "calls.show",
    "diff": "calls.diff",
    "check": "calls.check",
    "new": "calls.new",
    "keys": "calls.keys",
    "schema": "calls.schema",
    "cases": "calls.proposed",
    "test": "calls.cases",
}
"""The module of each command, below the room ``cli``."""


class CallsCommands(Commands):
    """The group of the commands on calls."""

    summaries = staticmethod(summaries)
    modules = MODULES


group = CallsCommands.named("calls")
