"""Which countries were of the Union and of COSME on a day, by the registry's dates: calls' lists are held to it."""

from datetime import date

from grantcli.registry.countries import country

COSME_FIRST, COSME_LAST = date(2014, 1, 1), date(2020, 12, 31)


def in_union(code: str, on: date) -> bool:
    """Tell whether a country was a member State of the European Union on a day."""
    found = country(code)
    if found is None or found.eu_since is None:
        return False
    return found.eu_since <= on and (found.eu_until is None or on <= found.eu_until)


def in_cosme(code: str, on: date) -> bool | None:
    """Tell whether a country took part in COSME on a day; None when our sources do not tell for that day."""
    found = country(code)
    if found is None or not COSME_FIRST <= on <= COSME_LAST:
        return False
    if in_union(code, on):
        return True
    if found.cosme_since is None or on >= found.cosme_since:
        return found.cosme_since is not None
    return False if found.cosme_certain else None
