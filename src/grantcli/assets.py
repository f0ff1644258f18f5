"""Where the shipped folders are: beside the package in an installed wheel, at the top of a checkout."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent
"""The folder of the package itself."""


@cache
def shipped(name: str) -> Path:
    """Return the shipped folder ``name`` (``calls``, ``templates``); FileNotFoundError when the install lost it."""
    for place in (PACKAGE / "_data" / name, PACKAGE.parent.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the installation of grantcli lacks its folder «{name}»")
