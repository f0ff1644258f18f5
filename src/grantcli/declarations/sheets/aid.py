"""Aid received, as declarations ask for it: the single undertaking, the de minimis ledger, aid on the same costs."""

from decimal import Decimal

from ...i18n import _
from ...model.facts import Facts
from ...model.paper.declaration import Blank, FilledPart, FilledTable
from ...wording.formats import cents, day
from ..filling import Filling
from .columns import plain, sum_of

_TIED = ("name", "tax_code", "address", "country", "direction", "percent_capital")
_LEDGER = ("authority", "measure", "act", "date", "regulation", "amount", "amount_actual")


def single_undertaking(filling: Filling) -> list[FilledPart]:
    """Return the enterprises that control the applicant or that it controls; none where no tie gives control."""
    links = filling.items("company.links")
    if links is None:
        filling.blank("company.links")
        return []
    shown = [link for link in links if link.value("control") is True or _majority(link)]
    if not shown:
        return []
    table = FilledTable(
        "",
        tuple(filling.label(f"company.links[].{name}") for name in _TIED),
        tuple(name == "percent_capital" for name in _TIED),
        tuple(tuple(filling.value(f"company.links[{link.id}].{name}") for name in _TIED) for link in shown),
    )
    return [FilledPart(_("Imprese legate da controllo"), tables=(table,))]


def _majority(link: Facts) -> bool:
    share = link.value("percent_votes") or link.value("percent_capital")
    return isinstance(share, Decimal) and share > Decimal("0.5")


def de_minimis(filling: Filling) -> list[FilledPart]:
    """Return the ledger of the single undertaking: the aid that counts on the day of the award, with its total."""
    standing, items = filling.outcome.standing, filling.items("aids")
    account = standing.aid if standing is not None else None
    if items is None or account is None:
        return [FilledPart("", ((_("Aiuti ricevuti: "), filling.blank("aids")),))]
    counted = [row for row in account.rows if row.weight != "out"]
    heads = (filling.label("aids[].beneficiary"), *(filling.label(f"aids[].{name}") for name in _LEDGER))
    rows = tuple((_beneficiary(row.beneficiary, filling), *_entry(row.id, filling)) for row in counted)
    total = (*(plain("") for _head in heads[:6]), sum_of([row.amount for row in counted]), plain(""))
    table = FilledTable(
        "",
        heads,
        tuple(head in (heads[6], heads[7]) for head in heads),
        rows,
        (plain(_("Totale")), *total[1:]) if rows else (),
        _("Nessun aiuto de minimis nel periodo che conta."),
    )
    words = _("Aiuti concessi all'impresa unica dal {since}, Reg. (UE) {regulation}.")
    said = words.format(since=day(account.since), regulation=account.regulation)
    return [FilledPart("", ((said,),), tables=(table,))]


def _beneficiary(ident: str, filling: Filling) -> Blank:
    link = next((item for item in filling.items("company.links") or () if item.id == ident), None)
    name = link.value("name") if link is not None else filling.facts.value("company.name")
    return plain(str(name)) if name else filling.value("company.name")


def _entry(ident: str, filling: Filling) -> list[Blank]:
    return [filling.value(f"aids[{ident}].{name}") for name in _LEDGER]


def other_aid(filling: Filling) -> list[FilledPart]:
    """Return the aid on the same costs: by expense as answered, and of the ledger where it names expenses."""
    made = []
    lines = filling.items("expenses") or ()
    helped = [line for line in lines if any(_positive(line.value(name)) for name in ("other_aid", "other_support"))]
    if helped:
        names = ("id", "description", "amount", "other_aid", "other_support")
        table = FilledTable(
            "",
            tuple(filling.label(f"expenses[].{name}") for name in names),
            (False, False, True, True, True),
            tuple(tuple(_of_line(line, name, filling) for name in names) for line in helped),
        )
        made.append(FilledPart(_("Altri aiuti sulle singole spese"), tables=(table,)))
    named = [aid for aid in filling.items("aids") or () if aid.value("lines")]
    if named:
        fields = (*_LEDGER[:-1], "lines", "intensity")
        table = FilledTable(
            "",
            tuple(filling.label(f"aids[].{name}") for name in fields),
            tuple(name in ("amount", "intensity") for name in fields),
            tuple(tuple(filling.value(f"aids[{aid.id}].{name}") for name in fields) for aid in named),
        )
        made.append(FilledPart(_("Aiuti già concessi su spese del piano"), tables=(table,)))
    return made


def _positive(value: object) -> bool:
    return isinstance(value, Decimal) and value > 0


def _of_line(line: Facts, name: str, filling: Filling) -> Blank:
    if name == "id":
        return plain(line.id)
    value = line.value(name)
    if name in ("other_aid", "other_support"):
        return plain(cents(value) if isinstance(value, Decimal) else "–")
    return filling.value(f"expenses[{line.id}].{name}")
