"""What an applicant is called: the firm, the lead of those who apply together, the persons who will found one."""

from ..i18n import _, plural
from ..model.facts import Facts
from ..model.vocabulary import APPLICANT_KIND, NO_FIRM_YET


def is_without_firm(facts: Facts) -> bool:
    """Return whether who applies has no firm yet: a person, or a team that will found one."""
    return facts.value(APPLICANT_KIND) in NO_FIRM_YET


def is_firm(facts: Facts) -> bool:
    """Return whether who applies is a firm or does not say what it is; a professional, a person, a team is none."""
    return facts.value(APPLICANT_KIND) in (None, "firm")


def unnamed(facts: Facts) -> str:
    """Return what stands for the name of an applicant that has none."""
    return _("impresa senza nome") if is_firm(facts) else _("richiedente senza nome")


def applicant_name(facts: Facts) -> str:
    """Return the name of the applicant; nothing where it is not known.

    Of those who apply together that of the lead, of who has no firm the persons' own.
    """
    partners = facts.lists.get("partners", ())
    lead = next((one.value("company.name") for one in partners if one.value("lead") is True), None)
    name = facts.value("company.name") or lead
    if name or is_firm(facts):
        return str(name or "")
    people = [str(one.value("name")) for one in facts.lists.get("people", ()) if one.value("name")]
    if len(people) < 2:
        return "".join(people)
    others = plural("{name} e un'altra persona", "{name} e altre {n} persone", len(people) - 1)
    return others.format(name=people[0], n=len(people) - 1)
