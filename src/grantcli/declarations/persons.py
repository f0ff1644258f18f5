"""Who declares, and where and when a person was born, by the tax code."""

from datetime import date

from ..i18n import _
from ..model.facts import Facts
from ..model.outcome import Outcome
from ..registry.persons import birth_of

OF_SIGNER = {"legal_representative": ("legal_representative", "proponent"), "proxy": ("holder_of_powers",)}
"""The roles of the person who declares, by who signs the application; who founds a firm speaks as its proponent."""


def declarant_of(outcome: Outcome, *, principal: bool = False) -> Facts | None:
    """Return the person who declares for the company; None where the answers do not name exactly one.

    ``principal``: who gives the powers, the legal representative whoever signs.
    """
    signer = str(outcome.facts.value("application.signer") or "legal_representative")
    roles = OF_SIGNER["legal_representative"] if principal else OF_SIGNER.get(signer, ())
    found = [one for one in outcome.facts.lists.get("people", ()) if one.value("role") in roles]
    return found[0] if len(found) == 1 else None


def of_tax_code(person: Facts, field: str, on: date) -> tuple[str | date, str] | None:
    """Return a field of a person that follows from the tax code, with words that say so; None where none does."""
    code = person.value("tax_code")
    born = birth_of(str(code), on) if field in ("born_on", "born_in") and code else None
    told = None if born is None else (born.day if field == "born_on" else born.place)
    return (told, _("dal codice fiscale, da confermare")) if told else None
