"""A text read as a typed value, or refused: said to the person who gave it, never raised."""

from ..problem import Refusal

Reading = tuple[object | None, Refusal | None]
"""A typed value and None, or None and the refusal."""


def refused(kind: str, text: str, hint: str = "") -> tuple[None, Refusal]:
    """Return a reading that was refused."""
    return None, Refusal(kind, text, hint)
