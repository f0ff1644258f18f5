"""How the cost of the plan is covered: the grant, and what the applicant brings or borrows."""

from decimal import Decimal

from ...i18n import _
from ...model.paper.declaration import Blank, FilledPart, FilledTable
from ...wording.formats import cents
from ..filling import Filling
from .columns import plain, sum_of

_FIELDS = ("kind", "description", "state", "amount")


def funding(filling: Filling) -> list[FilledPart]:
    """Return the means that cover the plan, the grant first; means that do not reach its cost contradict the form."""
    items = filling.items("project.funding")
    if items is None:
        return [FilledPart("", ((filling.blank("project.funding"),),))]
    grant = _grant(filling)
    amounts = [grant, *(_amount(item.value("amount")) for item in items)]
    asked = (plain(_("contributo richiesto")), plain(""), plain(""), filling.figure(grant, "expenses"))
    rows = [asked, *(tuple(_value(item.id, name, filling) for name in _FIELDS) for item in items)]
    heads = tuple(filling.label(f"project.funding[].{name}") for name in _FIELDS)
    total = (plain(_("Totale")), plain(""), plain(""), sum_of(amounts))
    table = FilledTable("", heads, (False, False, False, True), tuple(rows), total)
    cost = filling.outcome.expenses.presented
    words = _("Il piano costa {cost} euro, IVA esclusa.").format(cost=cents(cost))
    _check(amounts, cost, filling)
    return [FilledPart("", ((words,),), tables=(table,))]


def _grant(filling: Filling) -> Decimal | None:
    asked = filling.facts.value("application.requested_contribution")
    return asked if isinstance(asked, Decimal) else filling.outcome.contribution.amount


def _amount(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _value(ident: str, name: str, filling: Filling) -> Blank:
    return filling.value(f"project.funding[{ident}].{name}")


def _check(amounts: list[Decimal | None], cost: Decimal, filling: Filling) -> None:
    known = [amount for amount in amounts if amount is not None]
    if len(known) == len(amounts) and filling.outcome.expenses.known and sum(known, Decimal(0)) < cost:
        words = _("Le coperture indicate e il contributo non bastano al costo del piano: mancano {short} euro.")
        filling.refuse(words, short=cost - sum(known, Decimal(0)))
