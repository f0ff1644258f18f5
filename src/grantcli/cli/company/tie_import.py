"""The accounts of a tie of the company: its figures go where the profile holds the tie."""

from pathlib import Path

from ...i18n import _
from ...model.facts import Facts
from ...problem import Place, Problem

LINKS = "company.links"
YEARS = "company.years"


def of_tie(
    imported: Facts, sources: dict[str, str], tie: str, profile: Facts, into: Path
) -> tuple[Facts, dict[str, str], list[Problem]]:
    """Return the answers of accounts as those of one item of ``company.links``; other fields of a tie stay as they are.

    Refused where the profile has no such tie, or where the accounts are of a firm with another tax code.
    """
    links = {item.id: item for item in profile.lists.get(LINKS, ())}
    if tie not in links:
        text = _("nel profilo non c'è un legame «{id}»").format(id=tie)
        hint = _("ci sono: {ids}").format(ids=", ".join(links) or "–")
        return imported, sources, [Problem(Place(str(into)), LINKS, text, hint, "unknown_tie")]
    code, known = imported.value("company.tax_code"), links[tie].value("tax_code")
    if code and known and code != known:
        text = _("il bilancio è di un'altra impresa: codice fiscale {code}, nel profilo {known}")
        said = text.format(code=code, known=known)
        return imported, sources, [Problem(Place(str(into)), f"{LINKS}[{tie}]", said, kind="other_company")]
    names = {"company.name": "name", "company.tax_code": "tax_code"}
    answers = {field: imported.answers[key] for key, field in names.items() if key in imported.answers}
    item = Facts(answers, {"years": imported.lists.get(YEARS, ())}, id=tie)
    moved = {key.replace("company.", f"{LINKS}[{tie}].", 1): told for key, told in sources.items()}
    return Facts({}, {LINKS: (item,)}), moved, []
