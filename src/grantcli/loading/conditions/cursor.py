"""Where a condition is being read: the node, its path, the list it is inside of, and the reader that takes problems."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from ...i18n import _
from ...problem import Refusal
from ..parser.reader import Reader, join
from ..parser.tree import Leaf, MappingNode, Mark, Series, Tree

T = TypeVar("T")


class Spot(NamedTuple):
    """A node on the way; ``scope`` is the list as the vocabulary names it (``partners[].people``), empty outside."""

    reader: Reader
    node: Tree
    path: str
    scope: str = ""

    @property
    def entries(self) -> Mapping[str, Tree]:
        """The entries of a table, none of anything else."""
        return self.node.entries if isinstance(self.node, MappingNode) else {}

    @property
    def word(self) -> str:
        """The text of a scalar, nothing of anything else."""
        return self.node.text if isinstance(self.node, Leaf) else ""

    def at(self, key: str, scope: str | None = None) -> "Spot":
        """Return the spot of an entry of this table."""
        return Spot(self.reader, self.entries[key], join(self.path, key), self.scope if scope is None else scope)

    def each(self) -> "list[Spot]":
        """Return the spots of a sequence's items, or this one alone."""
        if not isinstance(self.node, Series):
            return [self]
        return [self._replace(node=part, path=f"{self.path}[{index}]") for index, part in enumerate(self.node.items)]

    def tell(self, text: str, kind: str, hint: str = "") -> None:
        """Note a problem at the node."""
        self.reader.tell(self.node.mark, self.path, text, kind, hint)

    def tell_key(self, key: str, text: str, kind: str, hint: str = "") -> None:
        """Note a problem at a key of this table."""
        mark: Mark = self.node.key_mark(key) if isinstance(self.node, MappingNode) else self.node.mark
        self.reader.tell(mark, join(self.path, key), text, kind, hint)

    def told(self) -> int:
        """Return how many problems the reader has so far."""
        return len(self.reader.problems)

    def take(self, read: Callable[[str], T | Refusal]) -> T | None:
        """Read the scalar here, or report why it cannot be read."""
        if not isinstance(self.node, Leaf):
            self.tell(_("qui serve un solo valore"), "not_a_value")
            return None
        value = read(self.node.text)
        if isinstance(value, Refusal):
            self.tell(value.text, value.kind, value.hint)
            return None
        return value
