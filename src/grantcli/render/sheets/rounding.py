"""The rounding of a call as a formula of a spreadsheet, and as what that formula comes to."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from ...model.contribution import Contribution
from ...money import CENT, to_cent

_NOISE = 8  # decimals at which the binary fractions of a spreadsheet are cleared of what they add


def rounded_formula(inner: str, rule: Contribution) -> str:
    """Return the formula of ``inner`` rounded by the call's rule to its unit."""
    unit = f"{rule.round_to:f}"
    units = f"({inner})*100" if rule.round_to == CENT else f"({inner})/{unit}"
    whole = {
        "half_up": "ROUND({units},0)",
        "down": f"ROUNDDOWN(ROUND({{units}},{_NOISE}),0)",
        "half_even": f"IF(ABS(ROUND({{units}},{_NOISE})-INT(ROUND({{units}},{_NOISE}))-0.5)<0.0000001,"
        "2*ROUND({units}/2,0),ROUND({units},0))",
    }[rule.rounding].format(units=units)
    if rule.round_to == CENT:
        return f"ROUND({inner},2)" if rule.rounding == "half_up" else f"{whole}/100"
    return f"{whole}*{unit}"


def rounded(amount: Decimal, rule: Contribution) -> Decimal:
    """Return an amount in euro rounded by the call's rule to its unit."""
    if rule.round_to == CENT:
        return to_cent(amount, rule.rounding)
    if rule.rounding == "down":
        return (amount // rule.round_to) * rule.round_to
    mode = ROUND_HALF_UP if rule.rounding == "half_up" else ROUND_HALF_EVEN
    return (amount / rule.round_to).quantize(Decimal(1), mode) * rule.round_to
