"""What the applicant answered, as tables of label, value and origin."""

from ..i18n import _, say
from ..model.fact import Fact
from ..model.facts import Facts
from ..model.outcome import Outcome
from ..wording import facts as said
from ..wording.provenance import origin_word

Plain = dict[str, object]
Fields = dict[str, Fact | None]
_WIDEST = 6  # columns that an A4 page holds without squeezing
_PLACE_PARTS = (".name", ".province", ".region")
_ELSEWHERE = ("expenses", "sections")  # lists and answers that have parts of their own


def company(outcome: Outcome) -> Plain:
    """Return the answers about the company."""
    return _part(outcome, ("company",))


def project(outcome: Outcome) -> Plain:
    """Return the answers about the project."""
    return _part(outcome, ("project",))


def others(outcome: Outcome) -> Plain:
    """Return all other answers: declarations, people, partners, the award."""
    found = {_root(key) for key in (*outcome.facts.answers, *outcome.facts.lists)} - {"company", "project", *_ELSEWHERE}
    return _part(outcome, tuple(sorted(found)))


def _part(outcome: Outcome, roots: tuple[str, ...]) -> Plain:
    facts = outcome.facts
    answered = [key for key in facts.answers if _root(key) in roots and not _is_place_part(key, facts)]
    lists = [key for key in facts.lists if _root(key) in roots]
    order = {key: position for position, key in enumerate(outcome.vocabulary)}
    return {
        "rows": [_row(key, outcome) for key in sorted(answered, key=lambda key: (order.get(key, len(order)), key))],
        "tables": [_table(key, outcome) for key in sorted(lists, key=lambda key: (order.get(key, len(order)), key))],
    }


def _root(key: str) -> str:
    return key.partition(".")[0].partition("[")[0]


def _is_place_part(key: str, facts: Facts) -> bool:
    return any(key.endswith(part) and key.removesuffix(part) in facts.answers for part in _PLACE_PARTS)


def _row(key: str, outcome: Outcome) -> Plain:
    held = outcome.facts.answers[key]
    return {
        "label": said.name_of_fact(key, outcome.vocabulary),
        "value": said.told(key, held, outcome.vocabulary, outcome.facts),
        "origin": origin_word(held.origin),
        "note": held.note if held.origin == "derived" else "",
    }


def _table(key: str, outcome: Outcome) -> Plain:
    items = outcome.facts.lists[key]
    entry = outcome.vocabulary.get(key)
    title = said.name_of_fact(key, outcome.vocabulary)
    if not items:
        return {"title": title, "columns": [], "rows": [], "empty": _("Nessuno."), "shape": ""}
    names = _fields(items, entry)
    fields = {name: said.described(f"{key}[].{name}", outcome.vocabulary) for name in names}
    if len(fields) <= _WIDEST:
        made = _by_item(items, fields, _key_name(entry))
    elif len(items) < _WIDEST:
        made = _by_field(items, fields)
    else:
        made = _in_words(items, fields)
    return {"title": title, "empty": "", **made}


def _key_name(entry: Fact | None) -> str:
    key = entry.items.get(entry.key) if entry and entry.items and entry.key else None
    return say(key.label) if key else _("Sigla")


def _by_item(items: tuple[Facts, ...], fields: Fields, key_name: str) -> Plain:
    columns = [_column(key_name), *(_column(_name(name, fact), _width(fact)) for name, fact in fields.items())]
    rows = [[item.id, *(_cell(item, name, fact) for name, fact in fields.items())] for item in items]
    return {"columns": columns, "rows": rows, "shape": "named"}


def _by_field(items: tuple[Facts, ...], fields: Fields) -> Plain:
    columns = [_column(_("Dato")), *(_column(str(item.value("name") or item.id), "number") for item in items)]
    rows = [[_name(name, fact), *(_cell(item, name, fact) for item in items)] for name, fact in fields.items()]
    return {"columns": columns, "rows": rows, "shape": "turned"}


def _in_words(items: tuple[Facts, ...], fields: Fields) -> Plain:
    rows = []
    for item in items:
        known = [(name, fact) for name, fact in fields.items() if name in item.answers and name != "name"]
        words = [f"{_name(name, fact)}: {_cell(item, name, fact)}" for name, fact in known]
        rows.append([str(item.value("name") or item.id), "; ".join(words)])
    return {"columns": [_column(_("Voce")), _column(_("Dati"))], "rows": rows, "shape": "wide"}


def _column(label: str, width: str = "") -> Plain:
    return {"label": label, "width": width}


def _width(fact: Fact | None) -> str:
    if fact is not None and fact.kind in ("money", "number", "integer", "percent"):
        return "number"
    return "short" if fact is not None and fact.kind in ("yes_no", "date", "country", "region") else ""


def _fields(items: tuple[Facts, ...], entry: Fact | None) -> list[str]:
    held = {field for item in items for field in item.answers if not _is_place_part(field, item)}
    known = {"id", entry.key} if entry else {"id"}  # they head the row, and are not a column beside it
    named = [field for field in (entry.items or {}) if field in held] if entry else []
    return [field for field in named + sorted(held - set(named)) if field not in known]


def _name(field: str, fact: Fact | None) -> str:
    return say(fact.label) if fact else field


def _cell(item: Facts, name: str, fact: Fact | None) -> str:
    held = item.answers.get(name)
    return "–" if held is None else said.told(name, held, {name: fact} if fact else {}, item)
