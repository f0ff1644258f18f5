"""Which characters the shipped fonts can draw."""

import re
from functools import cache

from ..assets import shipped

_TAG = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)


def undrawable(html: str) -> str:
    """Return the characters of a page that no shipped font has, each once, in their order."""
    held = _drawn()
    found = (char for char in dict.fromkeys(_TAG.sub("", html)) if ord(char) not in held)
    return "".join(char for char in found if not char.isspace())


@cache
def _drawn() -> frozenset[int]:
    ranges = (line.split("-") for line in (shipped("templates") / "fonts" / "coverage.txt").read_text().split())
    return frozenset(code for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))
