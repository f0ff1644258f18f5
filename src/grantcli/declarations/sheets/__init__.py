"""The sheets of declarations: tables that take more than the items of a list, by the name that a form gives them."""

from collections.abc import Callable, Mapping

from ...model.paper.declaration import FilledPart
from ..filling import Filling
from . import aid, cover, requirements, size, suppliers, work_units

Sheet = Callable[[Filling], list[FilledPart]]

SHEETS: Mapping[str, Sheet] = {
    **size.SHEETS,
    "work_units": work_units.work_units,
    "suppliers": suppliers.suppliers,
    "single_undertaking": aid.single_undertaking,
    "de_minimis": aid.de_minimis,
    "other_aid": aid.other_aid,
    "funding": cover.funding,
    "requirements": requirements.requirements,
}
"""What fills each sheet; none of its parts where this application has nothing to put there."""
