"""Where a condition is judged: the application, and within a list the item and the item's partner."""

from collections.abc import Sequence
from typing import NamedTuple

from ...model.facts import Answer, Facts

NO_ITEM = Facts()


class Frame:
    """The place a condition is judged at: the application, and within a list the item and the item's partner.

    ``item_list`` is the full path of the list (``expenses``, ``partners[P2].people``), ``prefix`` what comes before the
    name of a field in a full key. Outside lists the item is one of which nothing is known. ``frames`` keeps the frames
    of lists already walked through; frames of one application share it.
    """

    __slots__ = ("facts", "frames", "item", "item_list", "partner", "prefix")

    def __init__(
        self,
        facts: Facts,
        item: Facts = NO_ITEM,
        item_list: str = "",
        partner: Facts | None = None,
        frames: "dict[str, ItemFrames] | None" = None,
    ):
        self.facts = facts
        self.item = item
        self.item_list = item_list
        self.partner = partner
        self.prefix = f"{item_list}[{item.id}]."
        self.frames = {} if frames is None else frames


class FoundList(NamedTuple):
    """A list found from a frame: its full path, its items (None: not known), and the partner they belong to."""

    path: str
    items: tuple[Facts, ...] | None
    partner: Facts | None = None


class ItemFrames(tuple[Frame, ...]):
    """The frames of all items of a list. ``answered`` keeps, by field, what they answer: looked up once for all."""

    answered: dict[str, list[tuple[str, Answer] | None]]

    def answers(self, field: str, default: Answer | None) -> list[tuple[str, Answer] | None]:
        """Return the answer of each item to ``field`` with its full key; None where it is not known."""
        found = self.answered.get(field)
        if found is None:
            found = self.answered[field] = answers_of(self, field, default)
        return found


def answers_of(frames: Sequence[Frame], field: str, default: Answer | None) -> list[tuple[str, Answer] | None]:
    """Return the answer of the item of each frame to ``field`` with its full key; None where it is not known."""
    return [
        None if (answer := frame.item.answers.get(field, default)) is None else (frame.prefix + field, answer)
        for frame in frames
    ]


def frames_of(frame: Frame, found: FoundList) -> ItemFrames:
    """Return the frames of the items of a list that was found from ``frame``, made once for an application."""
    made = frame.frames.get(found.path)
    if made is None:
        facts, frames = frame.facts, frame.frames
        partner = found.partner
        made = ItemFrames(
            [Frame(facts, item, found.path, partner or partner_of(item, facts), frames) for item in found.items or ()]
        )
        made.answered = {}
        frames[found.path] = made
    return made


def partner_of(item: Facts, facts: Facts) -> Facts | None:
    """Return the partner that an item names; one that nobody described is a partner of whom nothing is known."""
    answer = item.answers.get("partner")
    if answer is None:
        return None
    for partner in facts.lists.get("partners", ()):
        if partner.id == answer.value:
            return partner
    return Facts(id=str(answer.value))
