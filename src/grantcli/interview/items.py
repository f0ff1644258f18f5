"""Lists, item by item: add, change, take away; each field asked and saved as it comes."""

from collections.abc import Sequence

from ..engine.for_applicant import had_by_applicant
from ..i18n import _, language, say
from ..law.derive import is_source
from ..model.facts import Answer, Facts
from ..model.vocabulary import APPLICANT_KIND, Fact
from ..wording.facts import label_of, vocabulary_key
from ..wording.formats import listing
from .conversation import Conversation
from .headings import item_name
from .paths import item_of, items_at, known_at, put_items
from .prompter import Given, Option, fits_a_page
from .remarks import remark_on_expense
from .suggestions import said

_ACCOUNTS = "company.years"
_DIFFICULTY = ("subscribed_capital", "share_premium", "reserves", "accumulated_losses", "equity")
"""Of the accounts, what an undertaking in difficulty is known by."""
_MOST_OF_AN_ITEM = 18
_JUDGED = ("yes_no", "choice", "choices")
_PERSONAL = ("date", "commune", "percent")
"""Kinds of fields, of any item and of a person, that are asked only where something looks at them."""


def fill(talk: Conversation, key: str) -> bool:
    """Ask for the whole list ``key``; False where the person wants to go back."""
    proposed = "add" if _few(talk, key) else "done"
    while True:
        picked = talk.pick(key, _title(talk, key), _options(talk, key), default=proposed)
        if picked == "add":
            _add(talk, key)
            proposed = "add"
            if is_whole(talk, key):
                return True
        elif picked == "change":
            _choose(talk, key)
        elif picked == "back":
            return False
        else:
            talk.record_items(key, None if picked == "unknown" else items_at(talk.facts, key) or ())
            return True


def complete(talk: Conversation, key: str) -> bool:
    """Ask what the last item of a list still lacks, as after an interruption; True where something was lacking.

    What may be left out is put too: what can refuse the item is among it.
    """
    items = items_at(talk.facts, key) or ()
    if not items:
        return False
    lacking = [name for name in _all_asked(talk, key) if not known_at(items[-1], name)]
    for stop in _stops(talk, key, items[-1].id, lacking):
        _put_stop(talk, key, items[-1].id, stop)
    return bool(lacking)


def interrupted(talk: Conversation, key: str) -> bool:
    """Return whether the last item of a list, and no other, lacks what each is asked: of a table all may."""
    items, asked = items_at(talk.facts, key) or (), _asked(talk, key)
    lacking = [item for item in items if any(not known_at(item, name) for name in asked)]
    return lacking == [*items[-1:]] and bool(items)


def _few(talk: Conversation, key: str) -> bool:
    return not items_at(talk.facts, key)


def is_whole(talk: Conversation, key: str) -> bool:
    """Return whether a list has no more items to come: a person who applies alone is one person."""
    alone = key == "people" and talk.outcome.facts.value(APPLICANT_KIND) == "person"
    return alone and bool(items_at(talk.facts, key))


def _title(talk: Conversation, key: str) -> str:
    fact = talk.fact(key)
    items = items_at(talk.facts, key)
    question = say(fact.question) or say(fact.label)
    if not items:
        return question
    names = [item_name(talk.facts, key, item.id, talk.edition.vocabulary) for item in items]
    shown = listing(names) if len(names) <= 3 else _("{n} voci").format(n=len(names))
    return _("{question} Finora: {items}.").format(question=question, items=shown.removesuffix("."))


def _one(what: str) -> str:
    """Put the article before what an item is called: ``una spesa``, ``un contratto``; ``an expense``."""
    vowel, italian = what[0].lower() in "aeiou", language() == "it"
    feminine = not italian or what[-1] in "aà"
    if vowel and feminine:
        return _("un'{what}").format(what=what)
    return (_("una {what}") if feminine else _("un {what}")).format(what=what)


def _options(talk: Conversation, key: str) -> list[Option]:
    what = _one(say(talk.fact(key).item) or _("voce"))
    if _few(talk, key):
        return [
            Option("add", _("aggiungere {what}").format(what=what)),
            Option("done", _("non ce ne sono")),
            Option("unknown", _("non so")),
            Option("back", _("indietro")),
        ]
    more = [] if is_whole(talk, key) else [Option("add", _("aggiungere {what}").format(what=what))]
    return [
        *more,
        Option("done", _("l'elenco è completo")),
        Option("change", _("cambiare o togliere una voce")),
        Option("back", _("indietro")),
    ]


def _asked(talk: Conversation, key: str) -> list[str]:
    """Return the fields that each item is asked for, the one that identifies an item first."""
    fact = talk.fact(key)
    fields = _fields(talk, key)
    asked = [name for name, one in fields.items() if _is_due(talk, key, name, one)]
    return sorted(asked, key=lambda name: name != fact.key)


def _is_due(talk: Conversation, key: str, name: str, fact: Fact) -> bool:
    if fact.default is not None or fact.optional:
        return False
    looked_at = is_source(key) or talk.uses(f"{key}[].{name}")
    judged = fact.kind in _JUDGED or (key == "people" and fact.kind in _PERSONAL)
    return not judged or looked_at


def _welcome(talk: Conversation, key: str) -> list[str]:
    """Return the optional fields that the call looks at and that one word answers: asked too, but easily skipped."""
    fields = _fields(talk, key)
    several = bool(talk.facts.lists.get("partners"))
    return [
        name
        for name, one in fields.items()
        if one.optional
        and one.default is None
        and one.kind in ("text", "choice")
        and not is_source(key)
        and (several if name == "partner" else talk.uses(f"{key}[].{name}"))
    ]


def _open(talk: Conversation, key: str) -> list[str]:
    """Return the fields with a default, or optional, whose answer can decide: asked like the others, not aside."""
    asked = {*_asked(talk, key), *_welcome(talk, key)}
    name = key.rpartition("].")[2]
    return [
        one
        for one, fact in _fields(talk, key).items()
        if one not in asked
        and fact.kind != "list"
        and (one in _DIFFICULTY if name == _ACCOUNTS else talk.decides(f"{key}[].{one}"))
    ]


def _all_asked(talk: Conversation, key: str) -> list[str]:
    return [*_asked(talk, key), *_welcome(talk, key), *_open(talk, key)]


def _fields(talk: Conversation, key: str) -> dict[str, Fact]:
    """Return the fields that an item of a list can be asked for, of this kind of applicant."""
    fields = {name: one for name, one in (talk.fact(key).items or {}).items() if not one.derived and name != "id"}
    asked = vocabulary_key(key)
    full = {f"{asked}[].{name}": name for name in fields}
    had = had_by_applicant(full, talk.outcome.facts, talk.outcome.vocabulary)
    return {full[one]: fields[full[one]] for one in had}


def _more(talk: Conversation, key: str) -> dict[str, Fact]:
    """Return the fields an item may also have, as far as the call or the law looks at them."""
    of_law = is_source(key)
    fields, asked = _fields(talk, key), _all_asked(talk, key)
    return {
        name: one
        for name, one in fields.items()
        if name not in asked
        and (not one.for_declarations or talk.uses(f"{key}[].{name}"))
        and (one.optional or one.default is not None)
        and (of_law or talk.everything or talk.uses(f"{key}[].{name}"))
    }


def _add(talk: Conversation, key: str) -> None:
    fact = talk.fact(key)
    before = items_at(talk.facts, key)
    ident = _new_id(talk, key, fact)
    if not ident:
        return
    names = [name for name in _all_asked(talk, key) if name != fact.key]
    stops, place = _stops(talk, key, ident, names), 0
    while 0 <= place < len(stops):
        place += 1 if _put_stop(talk, key, ident, stops[place]) else -1
    if place < 0:
        if not _answered(talk, key, ident):
            _undo(talk, key, ident, known=before is not None)
        return
    _details(talk, key, ident)
    if key == "expenses":
        remark_on_expense(talk, ident)


def _answered(talk: Conversation, key: str, ident: str) -> bool:
    """Return whether an item has an answer besides the one that names it: it is kept, and finished later."""
    item = next((one for one in items_at(talk.facts, key) or () if one.id == ident), None)
    return item is not None and bool(item.lists or set(item.answers) - {"id", talk.fact(key).key})


def _undo(talk: Conversation, key: str, ident: str, *, known: bool) -> None:
    """Take back an item that was begun; a list that was not known before is not known again."""
    kept = tuple(item for item in items_at(talk.facts, key) or () if item.id != ident)
    talk.take(put_items(talk.facts, key, kept if kept or known else None))


def _stops(talk: Conversation, key: str, ident: str, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Part the fields of an item into pages: those that fit one together, then each of the others alone."""
    fields = _fields(talk, key)
    fitting = [name for name in names if _fits(talk, f"{key}[{ident}].{name}", fields[name])]
    pages = [tuple(fitting[at : at + _MOST_OF_AN_ITEM]) for at in range(0, len(fitting), _MOST_OF_AN_ITEM)]
    return [*pages, *((name,) for name in names if name not in fitting)]


def _fits(talk: Conversation, path: str, fact: Fact) -> bool:
    return fits_a_page(talk.asked(path).fact) if fact.kind != "list" else False


def _put_stop(talk: Conversation, key: str, ident: str, names: Sequence[str]) -> bool:
    """Put fields of one item, on one page where they are several; False where the person wants to go back."""
    paths = [f"{key}[{ident}].{name}" for name in names]
    if len(paths) == 1:
        return _field(talk, paths[0])
    return talk.page(paths, planned=False)


def _new_id(talk: Conversation, key: str, fact: Fact) -> str:
    """Begin an item and return its id: the next free one, or the year (or what else is the key) asked for."""
    items = items_at(talk.facts, key) or ()
    taken = {item.id for item in items}
    if fact.key:
        return _new_key(talk, key, fact.key, taken)
    letter = (say(fact.item, "it") or say(fact.label, "it"))[:1].upper()
    number = len(items) + 1
    while f"{letter}{number}" in taken:
        number += 1
    ident = f"{letter}{number}"
    named = {"id": Answer(ident, "asked")} if "id" in (fact.items or {}) else {}
    talk.record_items(key, (*items, Facts(answers=named, id=ident)))
    return ident


def _new_key(talk: Conversation, key: str, field: str, taken: set[str]) -> str:
    one = (talk.fact(key).items or {})[field]
    while True:
        reply = talk.ask_about(f"{key}[].{field}", one, say(one.question) or f"{say(one.label)}?", help=say(one.help))
        if not isinstance(reply, Given):
            return ""
        ident = str(reply.value)
        if ident not in taken:
            item = Facts(answers={field: Answer(reply.value, "asked")}, id=ident)
            talk.record_items(key, (*(items_at(talk.facts, key) or ()), item))
            return ident
        talk.tell(_("C'è già: {name}.").format(name=ident), "warn")


def _field(talk: Conversation, path: str) -> bool:
    return fill(talk, path) if talk.fact(path).kind == "list" else talk.settle(path)


def _details(talk: Conversation, key: str, ident: str) -> None:
    """Offer at once all that an item may also have; a plain «no» field is set by marking it."""
    path = f"{key}[{ident}]"
    more = _more(talk, key)
    if not more:
        return
    title = _("[{item}] Altre precisazioni (facoltative)")
    name = item_name(talk.facts, key, ident, talk.edition.vocabulary)
    marked = talk.mark(path, title.format(item=name), [Option(one, _detail_words(fact)) for one, fact in more.items()])
    wanted = marked if isinstance(marked, tuple) else ()
    for field in wanted:
        if more[field].kind == "yes_no" and _is_no(more[field]):
            talk.record(f"{path}.{field}", True)
    asked = [field for field in wanted if not known_at(talk.facts, f"{path}.{field}")]
    for stop in _stops(talk, key, ident, asked):
        _put_stop(talk, key, ident, stop)


def _is_no(fact: Fact) -> bool:
    return (fact.default or "").strip().lower() in ("no", "false")


def _detail_words(fact: Fact) -> str:
    label = say(fact.label)
    if fact.default is None or fact.kind == "yes_no" or not fact.choices or fact.default not in fact.choices:
        return label
    return _("{label} (se non è: {default})").format(label=label, default=say(fact.choices[fact.default]))


def _choose(talk: Conversation, key: str) -> None:
    """Change one item: let it be chosen, then its field."""
    items = items_at(talk.facts, key) or ()
    names = [Option(item.id, item_name(talk.facts, key, item.id, talk.edition.vocabulary)) for item in items]
    ident = talk.pick("#item", _("Quale voce?"), [*names, Option("back", _("indietro"))])
    if item_of(items, ident) is not None:
        revise(talk, key, ident)


def revise(talk: Conversation, key: str, ident: str) -> None:
    """Let the fields of one item be changed, one after the other."""
    while item_of(items_at(talk.facts, key) or (), ident) is not None and _change(talk, key, ident):
        pass


def _change(talk: Conversation, key: str, ident: str) -> bool:
    """Let one field of an item be changed, or the item taken away; False when that is enough."""
    fields = _fields(talk, key)
    wanted = {*_all_asked(talk, key), *_more(talk, key)} - {talk.fact(key).key}
    shown = [name for name in fields if name in wanted]
    options = [Option(f".{name}", _now(talk, f"{key}[{ident}].{name}")) for name in shown]
    ends = [Option("remove", _("togliere questa voce")), Option("back", _("basta così"))]
    name = item_name(talk.facts, key, ident, talk.edition.vocabulary)
    picked = talk.pick("#field", _("{item}: che cosa cambia?").format(item=name), [*options, *ends], default="back")
    if picked == "remove":
        _take_away(talk, key, ident)
    if not picked.startswith("."):
        return False
    _field(talk, f"{key}[{ident}]{picked}")
    return True


def _now(talk: Conversation, path: str) -> str:
    """Name a field with its present value."""
    fact = talk.fact(path)
    holder, _dot, name = path.rpartition("].")
    ident = holder.rpartition("[")[2]
    item = item_of(items_at(talk.facts, holder.rpartition("[")[0]) or (), ident)
    answer = item.answers.get(name) if item is not None else None
    value = "–" if answer is None else said(fact, answer.value)
    return f"{label_of(name, {name: fact})}: {value}"


def _take_away(talk: Conversation, key: str, ident: str) -> None:
    kept = tuple(item for item in items_at(talk.facts, key) or () if item.id != ident)
    talk.record_items(key, kept)
