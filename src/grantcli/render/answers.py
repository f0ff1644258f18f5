"""What the applicant answered, as tables of label, value and origin."""

from ..i18n import _, say
from ..model.fact import Fact
from ..model.facts import Answer, Facts
from ..model.outcome import Outcome
from . import values, words

Plain = dict[str, object]
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
        "label": values.label(key, outcome.vocabulary),
        "value": values.answer(key, held, outcome.facts, outcome.vocabulary),
        "origin": words.origin(held.origin),
        "note": held.note if held.origin == "derived" else "",
    }


def _table(key: str, outcome: Outcome) -> Plain:
    items = outcome.facts.lists[key]
    entry = outcome.vocabulary.get(key)
    fields = _fields(items, entry)
    title = values.label(key, outcome.vocabulary)
    if not items:
        return {"title": title, "columns": [], "rows": [], "empty": _("Nessuno."), "wide": False}
    facts = {field: values.described(f"{key}[].{field}", outcome.vocabulary) for field in fields}
    if len(fields) > _WIDEST:
        return _list(title, items, facts)
    columns = [
        {"label": _name(field, fact), "number": fact is not None and fact.kind in ("money", "number", "integer")}
        for field, fact in facts.items()
    ]
    key_field = entry.key if entry else None
    rows = [
        [item.id if field == key_field else _cell(item.answers.get(field), fact) for field, fact in facts.items()]
        for item in items
    ]
    return {"title": title, "columns": columns, "rows": rows, "empty": "", "wide": False}


def _list(title: str, items: tuple[Facts, ...], facts: dict[str, Fact | None]) -> Plain:
    columns = [{"label": _("Voce"), "number": False}, {"label": _("Dati"), "number": False}]
    rows = []
    for item in items:
        known = [
            (field, fact) for field, fact in facts.items() if field in item.answers and field not in ("id", "name")
        ]
        said = [f"{_name(field, fact)}: {_cell(item.answers[field], fact)}" for field, fact in known]
        rows.append([str(item.value("name") or item.id), "; ".join(said)])
    return {"title": title, "columns": columns, "rows": rows, "empty": "", "wide": True}


def _fields(items: tuple[Facts, ...], entry: Fact | None) -> list[str]:
    held = {field for item in items for field in item.answers}
    named = [field for field in (entry.items or {}) if field in held] if entry else []
    return named + sorted(held - set(named))


def _name(field: str, fact: Fact | None) -> str:
    return say(fact.label) if fact else field


def _cell(held: Answer | None, fact: Fact | None) -> str:
    return "–" if held is None else values.shown(held.value, fact)
