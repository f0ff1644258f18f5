"""Spellings that mean the same: case, accents, apostrophes and spaces set aside; the nearest of some words."""

import re
import unicodedata
from collections.abc import Iterable

_BREAKS = re.compile(r"[\W_]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ð": "d", "ł": "l"})


def fold(text: str) -> str:
    """Return ``text`` in small letters without accents, apostrophes and punctuation, words parted by one space."""
    if text.isascii():
        return _BREAKS.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return _BREAKS.sub(" ", _ACCENTS.sub("", plain)).strip()


def squeeze(text: str) -> str:
    """Return ``text`` folded and without any space: «Sant'Angelo» and «Santangelo» are the same."""
    return fold(text).replace(" ", "")


def nearest(text: str, among: Iterable[str]) -> str | None:
    """Return the word of ``among`` that is spelled most like ``text``, or None when none is like it."""
    from difflib import get_close_matches

    words = {fold(word): word for word in among}
    found = get_close_matches(fold(text), words, n=1, cutoff=0.6)
    return words[found[0]] if found else None


_SMALL_WORDS = frozenset({"a", "con", "d", "da", "dei", "del", "della", "delle", "di", "e", "ed", "in"})
_SMALL_WORDS |= {"of", "per", "the", "and", "societa"}


def alike(text: str, among: Iterable[str]) -> str | None:
    """Return the one phrase of ``among`` that has the words of ``text``, each spelled nearly so; None: none or several.

    A phrase with a word more or a word less means another thing («cooperativa»), however near it is spelled as a whole.
    """
    sought = _words(text)
    found = [phrase for phrase in among if _same_words(sought, _words(phrase))]
    return found[0] if len(found) == 1 else None


def _words(text: str) -> list[str]:
    return [word for word in fold(text).split() if word not in _SMALL_WORDS]


def _same_words(some: list[str], others: list[str]) -> bool:
    return bool(some) and len(some) == len(others) and all(_near(*pair) for pair in zip(some, others, strict=True))


def _near(one: str, other: str) -> bool:
    from difflib import SequenceMatcher

    return one == other or (one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= 0.85)
