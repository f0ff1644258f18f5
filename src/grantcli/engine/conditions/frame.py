"""What a condition looks at while it is judged: where names lead, and what a judgement carries back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ...model.call import Area
from ...model.facts import Answer, Facts
from ...model.finding import Verdict
from ...model.vocabulary import Fact, Vocabulary

_YES = frozenset({"true", "yes", "sì", "si", "1"})
_NUMBERS = frozenset({"money", "percent", "number"})


class Judgement(NamedTuple):
    """A verdict, the answers it rests on by full key, the keys it lacks, and the ids of the items it is about.

    ``missing`` is empty unless the verdict is unknown. ``who`` are the items that decide: the ones that fail an
    ``every``, the ones that satisfy a ``some``.
    """

    verdict: Verdict
    used: tuple[tuple[str, Answer], ...] = ()
    missing: tuple[str, ...] = ()
    who: tuple[str, ...] = ()


made = tuple.__new__  # made(Judgement, …): for every line and test, where its own constructor would cost twice as much


class Open(NamedTuple):
    """The value of a computed fact that cannot be told: its verdict (unknown, undetermined), the keys it waits for."""

    verdict: Verdict
    missing: tuple[str, ...] = ()


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


Judge = Callable[[Frame], Judgement]
Look = Callable[[Frame], Answer | None]
Name = Callable[[Frame], str]

COMPUTED = frozenset({"on", "track", "total.presented", "total.admitted", "total.contribution"})
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


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a condition stands in a call: the vocabulary, the call's areas, the list one is inside of.

    ``inside`` is the list as the vocabulary names it: ``expenses``, ``partners[].people``; empty: the application.
    """

    vocabulary: Vocabulary
    areas: Mapping[str, Area] = field(default_factory=dict)
    inside: str = ""

    def within(self, list_name: str) -> "Scope":
        """Return the scope of a condition over the items of ``list_name``, a list seen from here."""
        return Scope(self.vocabulary, self.areas, self.path(list_name))

    def path(self, name: str) -> str:
        """Return the name in the vocabulary that ``name`` has when seen from here."""
        where = self.holder(name)
        if where == "item":
            return f"{self.inside}[].{name}"
        return f"partners[].{name}" if where == "partner" else name

    def holder(self, name: str) -> str:
        """Tell who holds ``name`` here: the ``item``, its ``partner`` when it has one, or the ``application``."""
        if not self.inside:
            return "application"
        if f"{self.inside}[].{name}" in self.vocabulary or (self.inside, name) in COMPUTED_FIELDS:
            return "item"
        if f"partners[].{name}" in self.vocabulary and self.inside != "partners":
            return "partner"
        return "application"

    def fact(self, name: str) -> Fact | None:
        """Return the vocabulary's entry of ``name`` as seen from here, None for what is computed while judging."""
        return self.vocabulary.get(self.path(name))


def default_answer(fact: Fact | None) -> Answer | None:
    """Return what silence means for ``fact``, typed by its kind; None where silence means nothing."""
    if fact is None or fact.default is None or fact.kind == "list":
        return None
    text = fact.default.strip()
    value: object = text
    if fact.kind == "yes_no":
        value = text.lower() in _YES
    elif fact.kind in _NUMBERS:
        value = Decimal(text)
    elif fact.kind == "integer":
        value = int(text)
    elif fact.kind == "choices":
        value = () if text in {"", "none", "[]"} else tuple(part.strip() for part in text.split(","))
    return Answer(value, "default")


def namer(name: str, scope: Scope) -> Name:
    """Return the function that gives the full key of ``name`` in a frame.

    Of what partners have, for an item that names none of those who apply together, it is the key of the item's partner.
    """
    holder = scope.holder(name)
    if holder == "item":
        return lambda frame: frame.prefix + name
    if holder == "partner":
        names_partner, shared = f"{scope.inside}[].partner" in scope.vocabulary, name in scope.vocabulary

        def full(frame: Frame) -> str:
            if frame.partner is not None:
                return f"partners[{frame.partner.id}].{name}"
            asks_partner = names_partner and not (shared and _of_one_alone(name, frame.facts))
            return f"{frame.prefix}partner" if asks_partner else name

        return full
    return lambda frame: name  # noqa: ARG005


def _of_one_alone(name: str, facts: Facts) -> bool:
    """Tell whether ``name`` is the application's own: answered there, or nobody applies together."""
    return name in facts.answers or not facts.lists.get("partners")


def looker(name: str, scope: Scope) -> Look:
    """Return the function that finds the answer of ``name`` in a frame; a default is answered where there is one."""
    holder = scope.holder(name)
    if name in COMPUTED and holder == "application":
        return lambda frame: _told(frame.facts.answers.get(name))
    default = default_answer(scope.fact(name))
    if holder == "item":
        if name == "id":
            return lambda frame: Answer(frame.item.id, "derived")
        return lambda frame: frame.item.answers.get(name, default)
    if holder == "partner":
        own = default_answer(scope.vocabulary.get(name))

        def look(frame: Frame) -> Answer | None:
            if frame.partner is None:
                return frame.facts.answers.get(name, own)
            return frame.partner.answers.get(name, default)

        return look
    return lambda frame: frame.facts.answers.get(name, default)


def _told(answer: Answer | None) -> Answer | None:
    return None if answer is None or isinstance(answer.value, Open) else answer


def lacker(name: str, scope: Scope) -> Judge:
    """Return the function that judges a frame in which ``name`` is not answered: unknown, and its full key missing.

    A computed fact gives the verdict of what it was computed from instead.
    """
    if name in COMPUTED and scope.holder(name) == "application":
        return lambda frame: _lack_of(frame.facts.answers.get(name))
    if scope.holder(name) == "application":
        lack = Judgement("unknown", (), (name,))
        return lambda frame: lack  # noqa: ARG005
    full = namer(name, scope)
    return lambda frame: Judgement("unknown", (), (full(frame),))


def _lack_of(answer: Answer | None) -> Judgement:
    if answer is None or not isinstance(answer.value, Open):
        return Judgement("undetermined")
    return Judgement(answer.value.verdict, (), answer.value.missing)


class FoundList(NamedTuple):
    """A list found from a frame: its full path, its items (None: not known), and the partner they belong to."""

    path: str
    items: tuple[Facts, ...] | None
    partner: Facts | None = None


def lister(name: str, scope: Scope) -> Callable[[Frame], FoundList]:
    """Return the function that finds the list ``name`` in a frame."""
    holder = scope.holder(name)
    fact = scope.fact(name)
    empty: tuple[Facts, ...] | None = () if fact is not None and fact.default is not None else None

    def find(frame: Frame) -> FoundList:
        item = frame.item if holder == "item" else frame.partner if holder == "partner" else None
        if item is None:
            return FoundList(name, frame.facts.lists.get(name, empty))
        prefix = frame.prefix if holder == "item" else f"partners[{item.id}]."
        partner = item if prefix == f"partners[{item.id}]." else frame.partner
        return FoundList(prefix + name, item.lists.get(name, empty), partner)

    return find


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
