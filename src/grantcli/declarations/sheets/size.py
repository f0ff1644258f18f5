"""The sheets of the size declaration: general, calculation, partners, consolidated and linked enterprises, one by one.

Every figure is that of the outcome's account of the size: the sheets' totals are its totals to the cent.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from ...i18n import _
from ...model.facts import Facts
from ...model.paper.declaration import Blank, FilledBox, FilledField, FilledPart, FilledTable
from ...model.standing import GroupRow, SizeAccount
from ...wording.facts import written
from ...wording.formats import percent
from ..filling import Filling
from .columns import FIGURES, added, plain, rounded, sum_of

_PARTNERS = ("partner", "linked_to_partner")
_LEFT_OUT = ("exempt", "person", "public", "none")
_OWN = "company.years"


def _account(filling: Filling) -> SizeAccount | None:
    standing = filling.outcome.standing
    return standing.size if standing is not None else None


def _title(name: str, words: str, filling: Filling) -> str:
    """Return the title of a sheet, with the number that the call's own model gives it."""
    number = filling.sheet_names.get(name, "")
    return _("Scheda {number}. {title}").format(number=number, title=words) if number else words


def _rows(filling: Filling, *roles: str) -> list[GroupRow]:
    account = _account(filling)
    return [row for row in account.rows if row.role in roles] if account is not None else []


def _key_of(row: GroupRow) -> str:
    return f"company.links[{row.id}].years" if row.id else _OWN


def _columns(filling: Filling, first: str, *more: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    heads = (first, *more, *(filling.label(f"company.years[].{name}") for name in FIGURES))
    return heads, (False, *(True for _one in heads[1:]))


def general(filling: Filling) -> list[FilledPart]:
    """Return what the first sheet asks: kind of enterprise, period, figures, change of class, resulting size."""
    account = _account(filling)
    if account is None or not account.years:
        return [FilledPart(_title("general", _("Informazioni generali"), filling), fields=(_size_field(filling),))]
    last = account.years[-1]
    fields = [FilledField(_("Periodo di riferimento"), plain(str(last.year)))]
    for name in FIGURES:
        label = filling.label(f"company.years[].{name}")
        fields.append(FilledField(label, filling.figure(getattr(last, name), _OWN)))
    fields += [FilledField(_("Cambio di classe rispetto all'esercizio prima"), _change(account, filling))]
    return [
        FilledPart(
            _title("general", _("Informazioni generali sull'impresa"), filling),
            boxes=_kinds(account),
            fields=(*fields, _size_field(filling)),
        )
    ]


def _size_field(filling: Filling) -> FilledField:
    return FilledField(filling.label("company.size"), filling.value("company.size"))


def _kinds(account: SizeAccount) -> tuple[FilledBox, ...]:
    roles = {row.role for row in account.rows}
    partner, linked = bool(roles.intersection(_PARTNERS)), "linked" in roles
    return (
        FilledBox(_("impresa autonoma"), account.autonomous and not (partner or linked)),
        FilledBox(_("impresa associata: compilare le schede delle imprese associate"), partner),
        FilledBox(_("impresa collegata: compilare le schede delle imprese collegate"), linked),
    )


def _change(account: SizeAccount, filling: Filling) -> Blank:
    if len(account.years) < 2 or account.years[-2].status is None or account.years[-1].status is None:
        return filling.blank(_OWN)
    before, now = account.years[-2].status, account.years[-1].status
    fact = filling.vocabulary.get("company.size")
    return plain(_("no") if before == now else _("sì, prima era {size}").format(size=written(before, fact)))


def calculation(filling: Filling) -> list[FilledPart]:
    """Return the sum of the three lines: the applicant or its consolidated accounts, partners, linked enterprises."""
    account = _account(filling)
    if account is None or not account.years:
        return []
    own = _("Dati del richiedente o dei conti consolidati (dalla scheda dei conti consolidati)")
    lines = [
        (own if _consolidated(filling) else _("Dati del richiedente"), _rows(filling, "self")),
        (_("Dati in proporzione di tutte le imprese associate"), _rows(filling, *_PARTNERS)),
        (_("Dati di tutte le imprese collegate non consolidate"), _rows(filling, "linked")),
    ]
    heads, numbers = _columns(filling, _("Riga"))
    sums = [[added([getattr(row, name) for row in rows]) for _words, rows in lines] for name in FIGURES]
    shown = [rounded(column) for column in sums]
    table = FilledTable(
        "",
        heads,
        numbers,
        tuple(
            (
                plain(f"{place + 1}. {words}"),
                *(filling.figure(column[place], _lacking_key(rows)) for column in shown),
            )
            for place, (words, rows) in enumerate(lines)
        ),
        (plain(_("Totale")), *(sum_of(column) for column in sums)),
    )
    return [FilledPart(_title("calculation", _("Calcolo dei dati dell'impresa"), filling), tables=(table,))]


def _lacking_key(rows: list[GroupRow]) -> str:
    open_one = next((row for row in rows if any(getattr(row, name) is None for name in FIGURES)), None)
    return _OWN if open_one is None else _key_of(open_one)


def _together(filling: Filling, rows: list[GroupRow], shares: bool) -> FilledTable:
    """Return a table of enterprises at their shares, with the sum that goes into the calculation."""
    more = (_("Quota"),) if shares else ()
    heads, numbers = _columns(filling, _("Impresa"), *more)
    columns = [rounded([getattr(row, name) for row in rows]) for name in FIGURES]
    made = tuple(
        (
            plain(row.name or row.id),
            *([plain(percent(row.share))] if shares else []),
            *(filling.figure(column[place], _key_of(row)) for column in columns),
        )
        for place, row in enumerate(rows)
    )
    sums = [sum_of([getattr(row, name) for row in rows]) for name in FIGURES]
    return FilledTable("", heads, numbers, made, (plain(_("Totale")), *([plain("")] if shares else []), *sums))


def partners(filling: Filling) -> list[FilledPart]:
    """Return the summary of the partner enterprises, in proportion."""
    rows = _rows(filling, *_PARTNERS)
    title = _title("partners", _("Imprese associate: riepilogo"), filling)
    return [FilledPart(title, tables=(_together(filling, rows, shares=True),))] if rows else []


def partnership(filling: Filling) -> list[FilledPart]:
    """Return a sheet for each partner enterprise: who it is, its figures in full, the share, the product."""
    made = []
    for row in _rows(filling, *_PARTNERS):
        link = _link(filling, row.id)
        title = _title("partnership", _("Impresa associata: {name}").format(name=row.name or row.id), filling)
        heads, numbers = _columns(filling, _("Dati"))
        shares = (
            plain(_("In proporzione, al {share}").format(share=percent(row.share))),
            *(filling.figure(None if amount is None else amount, _key_of(row)) for amount in _at_share(row)),
        )
        table = FilledTable("", heads, numbers, ((plain(_("Dati interi")), *_in_full(link, row, filling)), shares))
        fields = (*_who(row, filling), *_held(link, row))
        made.append(FilledPart(title, fields=fields, tables=(table,)))
    return made


def _at_share(row: GroupRow) -> list[Decimal | None]:
    return [getattr(row, name) for name in FIGURES]


def _in_full(link: Facts | None, row: GroupRow, filling: Filling) -> list[Blank]:
    """Return the figures of a partner without the share: those answered for the period, else what the share gives."""
    account = _account(filling)
    year = account.years[-1].year if account is not None and account.years else None
    items = link.lists.get("years", ()) if link is not None else ()
    told = next((item for item in items if item.value("year") == year or item.id == str(year)), None)
    made = []
    for name in FIGURES:
        amount = told.value(name) if told is not None else None
        if not isinstance(amount, Decimal | int) and getattr(row, name) is not None and row.share:
            amount = getattr(row, name) / row.share
        made.append(filling.figure(Decimal(amount) if isinstance(amount, Decimal | int) else None, _key_of(row)))
    return made


def _who(row: GroupRow, filling: Filling) -> list[FilledField]:
    names = ("name", "address", "tax_code", "registry_number", "legal_representative")
    keys = [f"company.links[{row.id}].{name}" for name in names]
    return [FilledField(filling.label(key), filling.value(key)) for key in keys]


def _held(link: Facts | None, row: GroupRow) -> list[FilledField]:
    """Return the shares in both directions, and the higher one that counts."""
    capital = [
        (_("Quota detenuta dal richiedente nell'impresa"), "downstream"),
        (_("Quota detenuta dall'impresa nel richiedente"), "upstream"),
    ]
    made = []
    for words, direction in capital:
        told = link.value("percent_capital") if link is not None and link.value("direction") == direction else None
        made.append(FilledField(words, plain(percent(told) if isinstance(told, Decimal) else "–")))
    return [*made, FilledField(_("Quota che conta, la più alta"), plain(percent(row.share)))]


def _link(filling: Filling, ident: str) -> Facts | None:
    return next((item for item in filling.items("company.links") or () if item.id == ident), None)


def _consolidated(filling: Filling) -> bool:
    inside = any(item.value("consolidated") is True for item in filling.items("company.links") or ())
    return inside or filling.facts.value("company.consolidated") is True


def consolidated(filling: Filling) -> list[FilledPart]:
    """Return the sheet of the consolidated accounts: their figures, and the enterprises that are in them."""
    if not _consolidated(filling):
        return []
    rows = _rows(filling, "self")
    heads, numbers = _columns(filling, _("Conti consolidati"))
    figures = [filling.figure(getattr(row, name), _OWN) for row in rows for name in FIGURES]
    whole = FilledTable("", heads, numbers, ((plain(_("Totale")), *figures),) if figures else ())
    inside = [item for item in filling.items("company.links") or () if item.value("consolidated") is True]
    fields = ("name", "address", "registry_number")
    listed = FilledTable(
        _("Imprese consolidate"),
        tuple(filling.label(f"company.links[].{name}") for name in fields),
        (False, False, False),
        tuple(tuple(filling.value(f"company.links[{item.id}].{name}") for name in fields) for item in inside),
    )
    title = _title("consolidated", _("Imprese collegate: conti consolidati"), filling)
    return [FilledPart(title, tables=(whole, listed) if inside else (whole,))]


def linked(filling: Filling) -> list[FilledPart]:
    """Return the linked enterprises that are not consolidated, in full."""
    rows = _rows(filling, "linked")
    title = _title("linked", _("Imprese collegate non consolidate: riepilogo"), filling)
    return [FilledPart(title, tables=(_together(filling, rows, shares=False),))] if rows else []


def linkage(filling: Filling) -> list[FilledPart]:
    """Return a sheet for each linked enterprise that is not consolidated: who it is, its figures."""
    made = []
    for row in _rows(filling, "linked"):
        title = _title("linkage", _("Impresa collegata: {name}").format(name=row.name or row.id), filling)
        heads, numbers = _columns(filling, _("Dati"))
        figures = (plain(_("Dati interi")), *(filling.figure(amount, _key_of(row)) for amount in _at_share(row)))
        table = FilledTable("", heads, numbers, (figures,))
        made.append(FilledPart(title, fields=tuple(_who(row, filling)), tables=(table,)))
    return made


def left_out(filling: Filling) -> list[FilledPart]:
    """Return the enterprises, people and bodies of the group that are not counted, and why."""
    rows = _rows(filling, *_LEFT_OUT)
    if not rows:
        return []
    table = FilledTable(
        "",
        (_("Chi"), _("Perché non si conta")),
        (False, False),
        tuple((plain(row.name or row.id), plain(f"{row.why} ({row.cite})")) for row in rows),
    )
    return [FilledPart(_("Non computati"), tables=(table,))]


SHEETS: Mapping[str, Callable[[Filling], list[FilledPart]]] = {
    "size.general": general,
    "size.calculation": calculation,
    "size.partners": partners,
    "size.partnership": partnership,
    "size.consolidated": consolidated,
    "size.linked": linked,
    "size.linkage": linkage,
    "size.left_out": left_out,
}
"""The sheets of the size declaration; the part after the dot is what a call numbers under ``sheets``."""
