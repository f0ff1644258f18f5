"""Answers that requirements wait for, as somebody can give them: for what is derived, what it follows from."""

from typing import Final, NamedTuple

from ..law.derive import sources_of
from ..model.facts import Facts

_DECLARED: Final = (".declared_size", ".declared_in_difficulty", ".declared_in_difficulty_2019")
"""Declarations that stand for what is derived, where no figures contradict them."""


class Awaited(NamedTuple):
    """An answer that is waited for: ``answers`` can be given for it; each of ``enough`` is enough alone."""

    key: str
    answers: tuple[str, ...]
    enough: tuple[str, ...]


def awaited(key: str, facts: Facts) -> Awaited:
    """Return what can be answered for a missing key: what it follows from and is not known, else the key itself."""
    sources = sources_of(key)
    if not sources:
        return Awaited(key, (key,), (key,))
    left = tuple(source for source in sources if not _is_known(source, facts)) or sources
    return Awaited(key, left, left if len(left) == 1 else tuple(one for one in left if one.endswith(_DECLARED)))


def _is_known(key: str, facts: Facts) -> bool:
    path, inside, field = key.partition("].")
    if not inside:
        return key in facts.answers or key in facts.lists
    name, _bracket, item = path.partition("[")
    return any(_is_known(field, one) for one in facts.lists.get(name, ()) if one.id == item)
