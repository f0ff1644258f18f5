"""Why an answer cannot be taken: said to the person who gave it, never raised."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """``kind`` is a stable word for tests and scripts; ``text`` says what is wrong, ``hint`` what to write instead."""

    kind: str
    text: str
    hint: str = ""


Reading = tuple[object | None, Refusal | None]
"""A typed value and None, or None and the refusal."""


def refused(kind: str, text: str, hint: str = "") -> tuple[None, Refusal]:
    """Return a reading that was refused."""
    return None, Refusal(kind, text, hint)
