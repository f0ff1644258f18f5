"""Whether Word documents can be written here, and those that follow somebody's own template."""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from ...i18n import _
from ...model.outcome import Outcome
from ...model.paper.house_style import HouseStyle
from ...problem import Place, Problem
from .styles import bad_word


def without_word() -> Problem | None:
    """Return the problem that the libraries for Word are not installed, None where they are."""
    if all(find_spec(name) is not None for name in ("docx", "docxtpl")):
        return None
    hint = _("installare: pip install 'grantcli[docx]'")
    return Problem(Place(""), "", _("per scrivere documenti Word manca un componente"), hint, "missing_extra")


def by_template(file: Path, values: Mapping[str, object], outcome: Outcome, house: HouseStyle, identity: str) -> bytes:
    """Return a Word template filled with what a page gets, the house and the answers; BadStyleError where it cannot."""
    from ...render.pages import house_values
    from ...render.word.nested_answers import answers
    from ...render.word.templates import BadWordTemplateError, filled

    more = {"house": house_values(house), "answers": answers(outcome), "identity": identity}
    try:
        return filled(file, {**values, **more}, identity=identity, created=outcome.on.isoformat())
    except BadWordTemplateError as error:
        raise bad_word(error) from error
