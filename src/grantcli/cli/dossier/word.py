"""Whether Word documents can be written here."""

from importlib.util import find_spec

from ...i18n import _
from ...problem import Place, Problem


def without_word() -> Problem | None:
    """Return the problem that the libraries for Word are not installed, None where they are."""
    if all(find_spec(name) is not None for name in ("docx", "docxtpl")):
        return None
    hint = _("installare: pip install «grantcli[docx]»")
    return Problem(Place(""), "", _("per scrivere documenti Word manca un componente"), hint, "missing_extra")
