"""``grantcli company …``: profiles of companies, which many applications share."""

from collections.abc import Mapping

from ...i18n import _
from ..shell.lazy_commands import Commands


def summaries() -> Mapping[str, str]:
    """Return the commands on profiles, a line of help each."""
    return {
        "new": _("Scrive un profilo d'impresa da compilare."),
        "show": _("Mostra un profilo: dimensione con il gruppo, difficoltà, aiuti ricevuti."),
        "check": _("Controlla i profili e ne elenca i problemi."),
        "import": _("Porta in un profilo i dati di un bilancio XBRL, senza toccare le risposte che ci sono."),
    }


MODULES = {
    "new": "company.new",
    "show": "company.show",
    "check": "company.check",
    "import": "company.importing",
}
"""The module of each command, below the room ``cli``."""


class CompanyCommands(Commands):
    """The group of the commands on profiles."""

    summaries = staticmethod(summaries)
    modules = MODULES


group = CompanyCommands.named("company")
