"""Who puts the questions: the face of the interview, so that the talk can be driven by a person or by a script."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

from ..model.vocabulary import Fact

Sign = Literal["unknown", "back", "quit"]
"""Not an answer: it is not known; the question before, please; save and leave."""
Tone = Literal["plain", "heading", "good", "bad", "warn", "dim"]


class Given(NamedTuple):
    """An answer, typed by the fact's kind."""

    value: object


Reply = Given | Sign


class Option(NamedTuple):
    """One of several things to pick: its code, what is read, and a line that explains it."""

    code: str
    text: str
    help: str = ""


class Prompter(Protocol):
    """Puts questions and shows lines; it never decides what comes next.

    ``key`` tells what a question is about: the full key of a fact or of a list, or the name of a menu
    (``#exclusion``, ``#closing``, ``#review``, ``#item``, ``#field``).
    """

    def ask(self, key: str, fact: Fact, title: str, *, default: object | None = None, help: str = "") -> Reply:
        """Ask for one value of ``fact``; ``default`` is the answer that holds now."""

    def pick(self, key: str, title: str, options: Sequence[Option], *, default: str = "") -> str | Sign:
        """Let one option be picked and return its code."""

    def mark(self, key: str, title: str, options: Sequence[Option]) -> tuple[str, ...] | Sign:
        """Let any of the options be marked and return their codes."""

    def place(self, done: int, left: int) -> None:
        """Be told where the next question stands: so many settled, so many left with this one (0: none counted)."""

    def tell(self, text: str, tone: Tone = "plain") -> None:
        """Show a line or a paragraph."""
