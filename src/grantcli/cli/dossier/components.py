"""What some formats need beyond the base install."""

from collections.abc import Iterable
from importlib.util import find_spec

from ...i18n import _
from ...problem import Place, Problem

_NEEDS = {"xlsx": ("xlsx", "xlsxwriter")}
"""The extra and the library of a format."""


def lacking_component(formats: Iterable[str]) -> Problem | None:
    """Return the problem that a format cannot be written with what is installed, None where all can."""
    for name in formats:
        extra, library = _NEEDS.get(name, ("", ""))
        if library and find_spec(library) is None:
            hint = _("installare: pip install 'grantcli[{extra}]'").format(extra=extra)
            text = _("per scrivere {name} manca un componente").format(name=name)
            return Problem(Place(""), "", text, hint, "missing_extra")
    return None
