"""``grantcli expenses …``: the expenses of an application."""

from collections.abc import Mapping

from ...i18n import _
from ..shell.lazy_commands import Commands


def summaries() -> Mapping[str, str]:
    """Return the commands on expenses, a line of help each."""
    return {"import": _("Porta in una domanda le spese di un piano (csv, xlsx, ods) o di fatture (xml, p7m, zip).")}


MODULES = {"import": "expenses.importing"}
"""The module of each command, below the room ``cli``."""


class ExpenseCommands(Commands):
    """The group of the commands on expenses."""

    summaries = staticmethod(summaries)
    modules = MODULES


group = ExpenseCommands.named("expenses")
