"""Amounts and shares inside the sentences of the law, in the language spoken now."""

from decimal import Decimal

from ..i18n import language


def euro(amount: Decimal) -> str:
    """Write an amount in euro with two decimals: «1.234,50», in English «1,234.50»."""
    return _separated(f"{amount:,.2f}")


def percent(share: Decimal) -> str:
    """Write a fraction as a percentage without idle zeros: «35», «12,5»."""
    return _separated(f"{(share * 100).normalize():f}")


def _separated(text: str) -> str:
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))
