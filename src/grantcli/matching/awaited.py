"""Answers that requirements wait for, as somebody can give them: for what is derived, what it follows from."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from ..law.derive import SOURCES
from ..model.facts import Facts

_DECLARED: Final[Mapping[str, str]] = {
    "company.size": "company.declared_size",
    "company.sme": "company.declared_size",
    "company.in_difficulty": "company.declared_in_difficulty",
    "company.in_difficulty_2019": "company.declared_in_difficulty_2019",
}
"""Derived key to the declaration that stands for it where no figures contradict it."""


class Awaited(NamedTuple):
    """An answer that is waited for: ``answers`` can be given for it; each of ``enough`` is enough alone."""

    key: str
    answers: tuple[str, ...]
    enough: tuple[str, ...]


def awaited(key: str, facts: Facts) -> Awaited:
    """Return what can be answered for a missing key: what it follows from and is not known, else the key itself."""
    item, inside, field = key.rpartition("].")
    lead = item + inside
    sources = tuple(lead + source for source in SOURCES.get(field, ()))
    if not sources:
        return Awaited(key, (key,), (key,))
    left = tuple(source for source in sources if not _is_known(source, facts)) or sources
    declared = lead + _DECLARED.get(field, "")
    return Awaited(key, left, left if len(left) == 1 else tuple(one for one in left if one == declared))


def _is_known(key: str, facts: Facts) -> bool:
    path, inside, field = key.partition("].")
    if not inside:
        return key in facts.answers or key in facts.lists
    name, _bracket, item = path.partition("[")
    return any(_is_known(field, one) for one in facts.lists.get(name, ()) if one.id == item)
