"""The forms that aid takes."""

from typing import Literal

InstrumentForm = Literal["grant", "loan", "interest", "guarantee", "tax_credit", "voucher", "deduction", "equity"]
"""Grant, loan, contribution to interest, guarantee, tax credit, voucher, deduction from income, share of capital."""
