"""The categories of a call as plans name them."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from ...registry.spelling import fold

EXPENSES: Final = "expenses"
"""The list that a plan is read as."""


class CallOfPlan(NamedTuple):
    """What the call of a plan says of it: texts by category (both languages), and whether VAT counts as cost."""

    categories: Mapping[str, tuple[str, ...]] = {}
    vat: str = "unknown"


def category_named(said: str, categories: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the category that a text names: its id, its text, or its id before a text («A) Macchinari»)."""
    if not categories:
        return said
    wanted = fold(said)
    ids = {fold(ident): ident for ident in categories}
    if wanted in ids:
        return ids[wanted]
    named = [ident for ident, texts in categories.items() if wanted in map(fold, texts)]
    if len(named) == 1:
        return named[0]
    words = wanted.split()
    if words[:1] in (["macrovoce"], ["categoria"], ["voce"], ["lettera"], ["category"]):
        words = words[1:]
    return ids.get(words[0]) if words and (len(words) == 1 or _is_code(said, words[0])) else None


def _is_code(said: str, word: str) -> bool:
    """Return whether the first word of a category is set apart as a code: «A)», «A -», «A.», «A:»."""
    bare = said.strip().lstrip("(")
    at = bare.casefold().find(word)
    return at >= 0 and bare[at + len(word) :].lstrip().startswith((")", "-", "–", ".", ":", "|"))
