"""The parts of a form filled: blocks of fields, text, boxes, tables of a list, sheets."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from ..engine.conditions.compiler import Frame, Judgement, compile_condition
from ..i18n import _
from ..model.facts import Facts
from ..model.paper.declaration import (
    Blank,
    Block,
    FilledBox,
    FilledField,
    FilledPart,
    FilledTable,
    FormPart,
    ListTable,
    StatementBox,
)
from ..wording.facts import of_items
from ..wording.formats import cents
from .filling import GAP, Filling, no_signer, pieces
from .sheets import SHEETS

_NUMBERS = frozenset({"money", "number", "integer", "percent"})


def filled_parts(parts: Iterable[FormPart], blocks: Mapping[str, Block], filling: Filling) -> tuple[FilledPart, ...]:
    """Return the parts that are for this application, filled: one whose condition is not known is printed."""
    made: list[FilledPart] = []
    for part in parts:
        if part.when is not None and filling.judge(part.when).verdict == "fail":
            continue
        if part.sheet is not None:
            made += [_titled(part, one, number) for number, one in enumerate(SHEETS[part.sheet](filling))]
            continue
        made.append(_filled(part, blocks, filling))
    return tuple(made)


def _titled(part: FormPart, one: FilledPart, number: int) -> FilledPart:
    """Return a sheet's first part under the title that the form gives it, where the sheet gives none."""
    return replace(one, title=part.title) if part.title and not one.title and not number else one


def _filled(part: FormPart, blocks: Mapping[str, Block], filling: Filling) -> FilledPart:
    block = blocks.get(part.block or "")
    title, keys = part.title or "", list(part.fields)
    if block is not None:
        title, keys = title or block.title, [*_block_keys(block, filling), *keys]
    elif filling.scope.inside:
        keys = [key if "." in key else _of_person(key, filling) for key in keys]
    return FilledPart(
        title,
        (tuple(pieces(part.text, filling)),) if part.text else (),
        tuple(FilledField(filling.label(key), _value(key, filling)) for key in keys),
        tuple(_box(box, filling) for box in part.boxes),
        (_table(part.table, filling),) if part.table is not None else (),
    )


def _block_keys(block: Block, filling: Filling) -> list[str]:
    return [_of_person(key, filling) for key in block.fields] if block.of == "person" else list(block.fields)


def _of_person(key: str, filling: Filling) -> str:
    return f"people[{filling.person.id if filling.person is not None else ''}].{key}"


def _value(key: str, filling: Filling) -> Blank:
    """Return the value of a key; of a declarant that is not known, there is one space for all that is lacking."""
    if key.startswith("people[]."):
        filling.blank("application.signer", no_signer())
        return Blank(GAP, key, known=False)
    return filling.value(key)


def _box(box: StatementBox, filling: Filling) -> FilledBox:
    judged = filling.judge(box.when)
    _note(judged, filling)
    if box.must and judged.verdict == "fail":
        _deny(box, judged.who, filling)
    return FilledBox(box.text, judged.verdict == "pass")


def _note(judged: Judgement, filling: Filling) -> None:
    if judged.verdict == "unknown":
        for key in judged.missing:
            filling.blank(key)


def _deny(box: StatementBox, items: tuple[str, ...], filling: Filling) -> None:
    """Refuse what cannot be stated, saying of whom, and in which items, the answers say otherwise."""
    named = of_items(list(items))
    if filling.scope.inside and filling.person is not None:
        words = _("{who}: non si può dichiarare «{text}»: dalle risposte {why}{items}")
        filling.refuse(
            words,
            who=filling.value(_of_person("name", filling)).text,
            text=box.text,
            why=box.no or box.text,
            items=named,
        )
        return
    words = _("Non si può dichiarare «{text}»: dalle risposte {why}{items}")
    filling.refuse(words, text=box.text, why=box.no or box.text, items=named)


def _table(table: ListTable, filling: Filling) -> FilledTable:
    keys = [f"{table.list}[].{name}" for name in table.fields]
    kinds = [filling.vocabulary[key].kind if key in filling.vocabulary else "text" for key in keys]
    items = filling.items(table.list)
    rows: list[tuple[Blank, ...]] = []
    if items is None:
        rows = [tuple(filling.blank(table.list) for _key in keys)]
    kept = [item for item in items or () if _stands(table, item, filling)]
    rows += [tuple(filling.value(f"{table.list}[{item.id}].{name}") for name in table.fields) for item in kept]
    return FilledTable(
        "",
        tuple(filling.label(key) for key in keys),
        tuple(kind in _NUMBERS for kind in kinds),
        tuple(rows),
        _total(table, kept) if kept and table.total else (),
        table.empty or "",
    )


def _stands(table: ListTable, item: Facts, filling: Filling) -> bool:
    if table.where is None:
        return True
    judge = compile_condition(table.where, filling.scope.within(table.list))
    return judge(Frame(filling.facts, item, table.list)).verdict != "fail"


def _total(table: ListTable, items: list[Facts]) -> tuple[Blank, ...]:
    """Return the sums of a table under their columns; none of a column where an amount is not known."""
    made = []
    for name in table.fields:
        amounts = [item.value(name) for item in items] if name in table.total else []
        known = [amount for amount in amounts if isinstance(amount, Decimal)]
        whole = bool(known) and len(known) == len(amounts)
        made.append(Blank(cents(sum(known, Decimal(0))) if whole else "", ""))
    return tuple(made)
