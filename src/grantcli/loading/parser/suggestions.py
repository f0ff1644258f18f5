"""The key that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from ...i18n import _


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the member of ``known`` most like ``word``, or None when nothing is near."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    found = get_close_matches(word.lower(), list(by_lower), n=1, cutoff=0.78)
    return by_lower[found[0]] if found else _same_ending(word.lower(), by_lower)


def _same_ending(word: str, by_lower: dict[str, str]) -> str | None:
    last = word.rsplit(".", 1)[-1]
    endings = {lower.rsplit(".", 1)[-1]: whole for lower, whole in by_lower.items()}
    found = get_close_matches(last, list(endings), n=1, cutoff=0.8)
    return endings[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest key, or nothing."""
    found = nearest(word, known)
    return _("forse «{key}»?").format(key=found) if found else ""
