"""``grantcli style …``: house styles for the papers."""

from collections.abc import Mapping

from ...i18n import _
from ..shell.lazy_commands import Commands


def summaries() -> Mapping[str, str]:
    """Return the commands on styles, a line of help each."""
    return {"new": _("Scrive la cartella di uno stile nuovo, da completare.")}


MODULES = {"new": "style.new"}
"""The module of each command, below the room ``cli``."""


class StyleCommands(Commands):
    """The group of the commands on styles."""

    summaries = staticmethod(summaries)
    modules = MODULES


group = StyleCommands.named("style")
