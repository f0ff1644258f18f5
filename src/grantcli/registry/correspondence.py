"""What an activity code of one edition of ATECO may be in another, by the official correspondence, both ways."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

from ..model.activity import ActivityCode, ActivityLeaf, ActivityReading
from .activities import EDITIONS, Edition, ateco_title, edition_on, editions_of, heirs, under
from .spelling import squeeze
from .tables import lines

_CLASS = 5
"""Signs of a class («62.01»): down to there ATECO 2007 and 2022 are NACE Rev. 2 (Reg. (EC) 1893/2006), one and the
same."""


@lru_cache(maxsize=4096)
def activity(code: str, on: date | None = None, told: Edition | None = None) -> ActivityCode:
    """Return a dotted code with its readings in every edition, by each edition it may have been written in.

    These are the edition ``told``, else those that have the code and had begun by ``on``.
    """
    written = [told] if told in editions_of(code) else [*editions_of(code)]
    if told is None and on is not None:
        begun = EDITIONS.index(edition_on(on)) + 1
        written = [one for one in written if one in EDITIONS[:begun]] or written
    readings: dict[str, tuple[ActivityReading, ...]] = {
        to: tuple(ActivityReading(of, to, tuple(_leaves(code, of, to))) for of in written if of) for to in EDITIONS
    }
    coarse = any(len(_below(code, of)) > 1 for of in written if of)
    return ActivityCode(code, readings, coarse)


def inferred_edition(codes: Iterable[str], published: date | None) -> Edition:
    """Return the edition that a call's codes are most likely of: that of its day, else the latest that has them all."""
    named = [code for code in codes if len(code) > 1]
    day = edition_on(published) if published is not None else "2025"
    order = [day, *(one for one in reversed(EDITIONS) if one != day)]
    return next((one for one in order if all(one in editions_of(code) for code in named)), day)


def _leaves(code: str, of: Edition, to: Edition) -> Iterator[ActivityLeaf]:
    """Yield the finest codes of ``to`` for a code of ``of``, each once."""
    found = dict.fromkeys(heir for leaf in _below(code, of) for heir in _heirs_of_leaf(leaf, of, to))
    for heir in found:
        for leaf in _below(heir, to):
            yield ActivityLeaf(leaf, _sections(to)[leaf], ateco_title(leaf, to) or "")


def _heirs_of_leaf(leaf: str, of: Edition, to: Edition) -> tuple[str, ...]:
    if of == to:
        return (leaf,)
    if "2025" not in (of, to):
        return _within_class(leaf, of, to)
    near = _within_class(leaf, of, "2022") if of != "2025" else heirs(leaf, "2025", "2022")
    if of == "2025":
        return near if to == "2022" else tuple(one for code in near for one in _within_class(code, "2022", to))
    return tuple(one for code in near for one in heirs(code, "2022", "2025"))


def _within_class(leaf: str, of: Edition, to: Edition) -> tuple[str, ...]:
    """Return what a code of 2007 is in 2022, or back: itself where both have it and nothing about it changed.

    The class is the same in both. Where the update of 2022 split or renamed a code its heirs are among those of the
    class, and our tables do not say which.
    """
    if of == to:
        return (leaf,)
    title, other = ateco_title(leaf, of), ateco_title(leaf, to)
    same = other is not None and title is not None and squeeze(title) == squeeze(other)
    siblings = _below(leaf[:_CLASS], to)
    fresh = [one for one in siblings if ateco_title(one, of) is None]
    if same and not (fresh and of == "2007" and _split(leaf, fresh)):
        return (leaf,)
    return siblings


def _split(leaf: str, fresh: list[str]) -> bool:
    """Return whether new codes are under the same category of five figures as a code that was kept."""
    return any(one[:7] == leaf[:7] for one in fresh)


@cache
def _codes(edition: Edition) -> tuple[str, ...]:
    return tuple(line.partition("\t")[0] for line in lines(f"ateco_{edition}"))


@cache
def _sections(edition: Edition) -> dict[str, str]:
    """Return the letter of the section of each code: the last letter before it, as the classification is listed."""
    held: dict[str, str] = {}
    letter = ""
    for code in _codes(edition):
        letter = code if len(code) == 1 else letter
        held[code] = letter
    return held


@cache
def _below(code: str, edition: Edition) -> tuple[str, ...]:
    """Return the finest codes of an edition at or below a code."""
    if len(code) == 1:
        held = [one for one, section in _sections(edition).items() if section == code and len(one) > 1]
    else:
        held = [one for one in _codes(edition) if under(one, code)]
    finest = max(map(len, held), default=0)
    return tuple(one for one in held if len(one) == finest)
