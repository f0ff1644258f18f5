"""Lists of answers as tables: few fields or few items in one, many of both in several that a page can hold."""

from ...i18n import _, say
from ...model.facts import Facts
from ...model.outcome import Outcome
from ...model.vocabulary import Fact
from ...wording import facts as said

Plain = dict[str, object]
Fields = dict[str, Fact | None]
_WIDEST = 6  # columns that an A4 page holds without squeezing
_FEW = 4  # columns beside the name of an item
_SHARED = 4  # of so many items one may differ where the others agree
_NUMBERS = ("money", "number", "integer", "percent")
CODES = ("vat_number", "tax_code", "iban", "pec", "email", "ateco")
"""Kinds whose values are never broken by a hyphen."""
_PLACE_PARTS = (".name", ".province", ".region")
_NAMES = ("name", "company.name")


def tables(key: str, outcome: Outcome) -> list[Plain]:
    """Return the tables of the list ``key``; the second and further ones have no title."""
    items = outcome.facts.lists[key]
    entry = outcome.vocabulary.get(key)
    title = said.name_of_fact(key, outcome.vocabulary)
    if not items:
        return [{"title": title, "columns": [], "rows": [], "empty": _("Nessuno."), "shape": ""}]
    fields = _worth_telling(key, _fields(items, entry), outcome)
    if len(fields) <= _WIDEST:
        made = [_by_item(items, fields, _key_name(entry))]
    elif len(items) < _WIDEST:
        made = [_by_field(items, fields)]
    else:
        made = _spread(items, fields, say(entry.item) if entry and entry.item else title)
    return [{"title": "" if number else title, "empty": "", **table} for number, table in enumerate(made)]


def is_place_part(key: str, facts: Facts) -> bool:
    """Return whether ``key`` only names the place that a code beside it means."""
    return any(key.endswith(part) and key.removesuffix(part) in facts.answers for part in _PLACE_PARTS)


def _key_name(entry: Fact | None) -> str:
    key = entry.items.get(entry.key) if entry and entry.items and entry.key else None
    return say(key.label) if key else _("Sigla")


def _by_item(items: tuple[Facts, ...], fields: Fields, key_name: str) -> Plain:
    columns = [_column(key_name), *(_column(_name(name, fact), _width(fact)) for name, fact in fields.items())]
    rows = [[item.id, *(_cell(item, name, fact) for name, fact in fields.items())] for item in items]
    return {"columns": columns, "rows": rows, "shape": "named"}


def _by_field(items: tuple[Facts, ...], fields: Fields) -> Plain:
    shown = {name: fact for name, fact in fields.items() if name not in _NAMES}
    counted = sum(fact is not None and fact.kind in _NUMBERS for fact in shown.values())
    width = "number" if 2 * counted > len(shown) else ""
    columns = [_column(_("Dato")), *(_column(_called(item), width) for item in items)]
    rows = [[_name(name, fact), *(_cell(item, name, fact) for item in items)] for name, fact in shown.items()]
    return {"columns": columns, "rows": rows, "shape": "turned"}


def _spread(items: tuple[Facts, ...], fields: Fields, item_word: str) -> list[Plain]:
    """Return tables of a few columns each, and last what nearly all items have in common, said once."""
    shown = {name: fact for name, fact in fields.items() if name not in _NAMES}
    common = {name: words for name, fact in shown.items() if (words := _in_common(items, name, fact))}
    differing = [(name, fact) for name, fact in shown.items() if name not in common]
    made = [_some(items, dict(part), item_word) for part in _parted(differing)]
    rows = [[_name(name, shown[name]), words] for name, words in common.items()]
    head = [_column(_("Uguale per tutti, salvo dove è detto")), _column(_("Valore"))]
    return [*made, {"columns": head, "rows": rows, "shape": "turned"}] if rows else made


def _in_common(items: tuple[Facts, ...], name: str, fact: Fact | None) -> str:
    """Return the value that nearly all items share, with those that differ named; nothing where there is none."""
    cells = [_cell(item, name, fact) for item in items]
    usual = max(cells, key=cells.count)
    others = [f"{_called(item)}: {cell}" for item, cell in zip(items, cells, strict=True) if cell != usual]
    return "; ".join([usual, *others]) if len(others) <= len(items) // _SHARED else ""


def _parted(fields: list[tuple[str, Fact | None]]) -> list[list[tuple[str, Fact | None]]]:
    """Part fields evenly, a few to each part."""
    count = -(-len(fields) // _FEW)
    return [fields[len(fields) * at // count : len(fields) * (at + 1) // count] for at in range(count)]


def _some(items: tuple[Facts, ...], fields: Fields, item_word: str) -> Plain:
    columns = [_column(item_word.capitalize()), *(_column(_name(name, fact)) for name, fact in fields.items())]
    rows = [[_called(item), *(_cell(item, name, fact) for name, fact in fields.items())] for item in items]
    return {"columns": columns, "rows": rows, "shape": "spread"}


def _called(item: Facts) -> str:
    """Return an item by its name and id, or by its id where it has no name."""
    name = next((item.value(key) for key in _NAMES if item.value(key)), None)
    return f"{name} ({item.id})" if name else item.id


def _column(label: str, width: str = "") -> Plain:
    return {"label": label, "width": width}


def _width(fact: Fact | None) -> str:
    if fact is not None and fact.kind in _NUMBERS:
        return "number"
    if fact is not None and fact.kind == "date":
        return "day"
    return "short" if fact is not None and fact.kind in ("yes_no", "country", "region") else ""


def _fields(items: tuple[Facts, ...], entry: Fact | None) -> list[str]:
    held = {field for item in items for field in item.answers if not is_place_part(field, item)}
    known = {"id", entry.key} if entry else {"id"}  # they head the row, and are not a column beside it
    named = [field for field in (entry.items or {}) if field in held] if entry else []
    return [field for field in named + sorted(held - set(named)) if field not in known]


def _worth_telling(key: str, names: list[str], outcome: Outcome) -> Fields:
    """Return the fields with their entries, of the derived ones those that some finding used."""
    used = {said.vocabulary_key(one) for finding in outcome.findings for one in finding.facts}
    fields = {name: said.described(f"{key}[].{name}", outcome.vocabulary) for name in names}
    return {name: fact for name, fact in fields.items() if not (fact and fact.derived) or f"{key}[].{name}" in used}


def _name(field: str, fact: Fact | None) -> str:
    return say(fact.label) if fact else field


def _cell(item: Facts, name: str, fact: Fact | None) -> str:
    held = item.answers.get(name)
    return "–" if held is None else said.told(name, held, {name: fact} if fact else {}, item)
