"""Economic activities: ATECO 2007, its update of 2022 and ATECO 2025, with what became of each code."""

import re
from datetime import date
from functools import cache
from typing import Literal

from .spelling import fold
from .tables import lines

Edition = Literal["2007", "2022", "2025"]
EDITIONS: tuple[Edition, ...] = ("2007", "2022", "2025")
_SHORT = 2
"""Letters of a word that says too little to begin one: «zz» would be found in «pizza»."""
_SIX_DIGITS = re.compile(r"([0-9]{2})\.?(?:([0-9])([0-9])?)?\.?(?:([0-9])([0-9])?)?")


def edition_on(on: date) -> Edition:
    """Return the edition in force on a day: 2022 from 1 January 2022, 2025 from 1 January 2025."""
    return "2025" if on >= date(2025, 1, 1) else "2022" if on >= date(2022, 1, 1) else "2007"


@cache
def _titles(edition: Edition) -> dict[str, str]:
    return {code: title for code, _tab, title in (line.partition("\t") for line in lines(f"ateco_{edition}"))}


@cache
def _folded(edition: Edition) -> tuple[str, ...]:
    return tuple(map(fold, _titles(edition).values()))


def dotted(text: str) -> str | None:
    """Return a code with its dots (``62.01.00`` from ``620100``), or None when the text has not the form of one."""
    code = text.strip().upper()
    if len(code) == 1 and "A" <= code <= "V":
        return code
    match = _SIX_DIGITS.fullmatch(code)
    if match is None or (match[4] and not match[3]):
        return None
    parts = (match[1], (match[2] or "") + (match[3] or ""), (match[4] or "") + (match[5] or ""))
    return ".".join(part for part in parts if part)


def as_division(code: str) -> str | None:
    """Return the division that a code with noughts means in catalogues («47.00»), None for any other code."""
    digits = code.replace(".", "")
    if len(digits) not in (3, 4, 6) or not digits.isdigit() or digits[2:].strip("0") or editions_of(dotted(code) or ""):
        return None
    return digits[:2] if editions_of(digits[:2]) else None


def ateco_title(code: str, edition: Edition) -> str | None:
    """Return the title of a dotted code in an edition, None when the edition has no such code."""
    return _titles(edition).get(code)


def editions_of(code: str) -> tuple[Edition, ...]:
    """Return the editions that have a dotted code."""
    return tuple(edition for edition in EDITIONS if code in _titles(edition))


def under(code: str, prefix: str) -> bool:
    """Return whether a dotted code is ``prefix`` or below it: ``62.01.00`` is under ``62`` and ``62.0``, not ``6``."""
    return code == prefix or (
        code.startswith(prefix) and (code[len(prefix)] == "." or "." in prefix) and len(prefix) > 1
    )


def _beginning(word: str) -> str:
    """Return what a title must hold for a typed word: one that begins so, the whole of one that is too short."""
    return f" {word}" if len(word) > _SHORT else f" {word} "


def find_ateco(text: str, edition: Edition = "2025", limit: int = 10) -> tuple[tuple[str, str], ...]:
    """Return codes with their titles: those under a code, or those with words that begin so, finest first."""
    titles = _titles(edition)
    code = dotted(text)
    if code:
        found = [one for one in titles if under(one, code)]
        return tuple((one, titles[one]) for one in found[:limit])
    words = [_beginning(word) for word in fold(text).split()]
    if not words:
        return ()
    folded = zip(titles, _folded(edition), strict=True)
    found = [one for one, title in folded if all(word in f" {title} " for word in words)]
    found.sort(key=lambda one: (-len(one), one))
    return tuple((one, titles[one]) for one in found[:limit])


@cache
def _heirs(backwards: bool) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines("ateco_2022_2025"):
        old, new, _ = line.split("\t", 2)
        if backwards:
            old, new = new, old
        found[old] = (*found.get(old, ()), new)
    return found


def heirs(code: str, from_edition: Edition, to_edition: Edition) -> tuple[str, ...]:
    """Return the codes of ``to_edition`` to which the activities of a code may belong.

    One: that is the code. Several: a person must choose. None: the tables do not say. Between 2007 and 2022 no
    table exists: a code is itself where both editions have it under the same title.
    """
    if from_edition == to_edition:
        return (code,) if code in _titles(from_edition) else ()
    old, new = EDITIONS.index(from_edition), EDITIONS.index(to_edition)
    step = EDITIONS[old + 1] if new > old else EDITIONS[old - 1]
    near = _step(code, from_edition, step)
    return tuple(dict.fromkeys(heir for one in near for heir in heirs(one, step, to_edition)))


def _step(code: str, old: Edition, new: Edition) -> tuple[str, ...]:
    if "2007" in (old, new):
        title = _titles(old).get(code)
        return (code,) if title is not None and fold(title) == fold(_titles(new).get(code, "")) else ()
    return _heirs(old == "2025").get(code, ())
