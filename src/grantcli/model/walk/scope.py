"""What a name means at its place in a call: an item's field, its partner's, or the application's own fact."""

from collections.abc import Mapping
from dataclasses import field

from ..call import Area
from ..noun import record
from ..vocabulary import Fact, Vocabulary

OF_SUPPORT = ("total.support", "total.own_funds", "total.equivalent")
"""What is computed of the instruments of a call, where it has some."""
COMPUTED = frozenset(
    {"on", "track", "total.presented", "total.admitted", "total.contribution", "total.score", *OF_SUPPORT}
)
"""What evaluate adds to the answers of the application while it judges."""
COMPUTED_FIELDS = frozenset(
    {
        ("expenses", "admitted"),
        ("expenses", "id"),
        ("partners", "id"),
        ("partners", "presented"),
        ("partners", "admitted"),
        ("partners", "contribution"),
    }
)
"""What it adds to items, as (list, field)."""


@record
class Scope:
    """The place of a condition in a call: the vocabulary, the call's areas, the list one is inside of.

    ``inside`` is the list as the vocabulary names it: ``expenses``, ``partners[].people``; empty: the application.
    ``dated_by`` is the fact whose day dated figures ask for, where they do not say. ``ateco_edition`` is that of the
    call's codes of activity, ``inferred`` where the call does not say it.
    """

    vocabulary: Vocabulary
    areas: Mapping[str, Area] = field(default_factory=dict)
    inside: str = ""
    dated_by: str = ""
    ateco_edition: str = "2025"
    ateco_inferred: bool = False

    def within(self, list_name: str) -> "Scope":
        """Return the scope of a condition over the items of ``list_name``, a list seen from here."""
        inside = self.path(list_name)
        return Scope(self.vocabulary, self.areas, inside, self.dated_by, self.ateco_edition, self.ateco_inferred)

    def path(self, name: str) -> str:
        """Return the name in the vocabulary that ``name`` has when seen from here."""
        if not self.inside:
            return name
        where = self.holder(name)
        if where == "item":
            return f"{self.inside}[].{name}"
        return f"partners[].{name}" if where == "partner" else name

    def holder(self, name: str) -> str:
        """Return who holds ``name`` here: the ``item``, its ``partner`` when it has one, or the ``application``."""
        if not self.inside:
            return "application"
        if f"{self.inside}[].{name}" in self.vocabulary or (self.inside, name) in COMPUTED_FIELDS:
            return "item"
        if f"partners[].{name}" in self.vocabulary and self.inside != "partners":
            return "partner"
        return "application"

    def fact(self, name: str) -> Fact | None:
        """Return the vocabulary's entry of ``name`` as seen from here, None for what is computed while judging."""
        return self.vocabulary.get(self.path(name) if self.inside else name)

    def is_computed(self, name: str) -> bool:
        """Return whether judging itself finds ``name``, which may then be open."""
        fact = self.fact(name)
        computed = fact is not None and fact.compute is not None
        return computed or (name in COMPUTED and self.holder(name) == "application")
