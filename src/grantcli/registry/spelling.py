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
