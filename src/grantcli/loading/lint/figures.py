"""How problems write figures."""

from decimal import Decimal


def figure(number: Decimal | int) -> str:
    """Write a number the Italian way: ``6.000.000``, ``0,5``."""
    whole, _point, rest = format(Decimal(number).normalize(), ",f").partition(".")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")
