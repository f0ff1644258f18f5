"""Who puts the questions: the face of the interview, so that the talk can be driven by a person or by a script."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, Protocol

from ..model.vocabulary import Fact

Sign = Literal["unknown", "back", "quit", "map"]
"""Not an answer: it is not known; the question before, please; save and leave; show the whole interview."""
Tone = Literal["plain", "heading", "good", "bad", "warn", "dim"]


class Given(NamedTuple):
    """An answer, typed by the fact's kind."""

    value: object


Reply = Given | Sign


class Asked(NamedTuple):
    """One question of a page: ``default`` is the answer that holds now; ``skipped``: it was said not to be known.

    ``assumed``: silence has a meaning, that of ``default`` where there is one; it need not be answered. ``doubt`` is
    what is doubtful in the answer that holds.
    """

    key: str
    fact: Fact
    title: str
    default: object | None = None
    help: str = ""
    skipped: bool = False
    assumed: bool = False
    doubt: str = ""


class Heard(NamedTuple):
    """What follows from an answer of a page: stop the page here, or go on without the questions now idle; a doubt."""

    stop: bool = False
    idle: frozenset[str] = frozenset()
    doubt: str = ""


MOST_OPTIONS = 9
"""Options that one figure each can stand for."""


def fits_a_page(fact: Fact) -> bool:
    """Return whether a question can be on a page with others: no list, no prose, few enough options to number."""
    return fact.kind not in ("long_text", "list") and len(fact.choices or {}) <= MOST_OPTIONS


Hear = Callable[[str, Reply], Heard]
"""Takes one answer of a page under its key, as soon as it is given."""


class Option(NamedTuple):
    """One of several things to pick: its code (none: a heading), what is read, and a line that explains it."""

    code: str
    text: str
    help: str = ""


class Prompter(Protocol):
    """Puts questions and shows lines; it never decides what comes next.

    ``key`` is what a question is about: the full key of a fact or of a list, or the name of a menu
    (``#client``, ``#exclusion``, ``#closing``, ``#map``, ``#item``, ``#field``).
    """

    def ask(self, asked: Asked) -> Reply:
        """Ask for one value."""

    def page(self, title: str, asked: Sequence[Asked], hear: Hear) -> Literal["done", "back", "quit", "map"]:
        """Ask for several values on one page, each handed to ``hear`` as it is given; ``done`` when it is left."""

    def pick(self, key: str, title: str, options: Sequence[Option], *, default: str | None = "") -> str | Sign:
        """Let one option be picked and return its code; the first is pointed to, or ``default``, or none (None)."""

    def mark(self, key: str, title: str, options: Sequence[Option]) -> tuple[str, ...] | Sign:
        """Let any of the options be marked and return their codes."""

    def place(self, number: int, about: int, each: bool = False) -> None:
        """Take in the number of the next question: so-and-so of about so many (0: none counted).

        ``each``: on a page every question counts as one.
        """

    def tell(self, text: str, tone: Tone = "plain") -> None:
        """Show a line or a paragraph."""
