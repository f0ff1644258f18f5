"""Lists, item by item: add, change, take away; each field asked and saved as it comes."""

from collections.abc import Mapping, Sequence

from ..i18n import _, language, plural, say
from ..model.facts import Answer, Facts
from ..model.vocabulary import APPLICANT_KIND, Fact
from ..wording.facts import label_of
from ..wording.formats import listing
from .conversation import Conversation
from .headings import item_name
from .item_fields import all_asked, fields_of, more_fields, unfinished
from .paths import item_of, items_at, known_at, put_items
from .prompter import Given, Option, fits_a_page
from .remarks import remark_on_expense
from .suggestions import said

_MOST_OF_AN_ITEM = 18
_MOST_NAMED = 3


def fill(talk: Conversation, key: str) -> bool:
    """Ask for the whole list ``key``; False where the person wants to go back."""
    proposed = "add" if _few(talk, key) else None
    while True:
        begun = unfinished(talk, key)
        options = [*_finishing(talk, key, begun), *_options(talk, key)]
        picked = talk.pick(key, _title(talk, key), options, default=options[0].code if begun else proposed)
        if picked == "finish":
            all(_complete(talk, key, ident) for ident in begun)
        elif picked == "add":
            _add(talk, key)
            proposed = "add"
            if is_whole(talk, key):
                talk.end_list(key)
                return True
        elif picked == "change":
            _choose(talk, key)
        elif picked == "back":
            return False
        else:
            talk.end_list(key)
            talk.record_items(key, None if picked == "unknown" else items_at(talk.facts, key) or ())
            return True


def complete_last(talk: Conversation, key: str) -> None:
    """Ask for what the last item of a list still lacks, as after an interruption."""
    items = items_at(talk.facts, key) or ()
    if items:
        _complete(talk, key, items[-1].id)


def _complete(talk: Conversation, key: str, ident: str) -> bool:
    """Ask for what an item lacks; what may be left out too, since what can refuse the item is among it.

    False where the person wants to go back from the first page.
    """
    item = item_of(items_at(talk.facts, key) or (), ident) or Facts()
    return _walk(talk, key, ident, [name for name in all_asked(talk, key) if not known_at(item, name)])


def _walk(talk: Conversation, key: str, ident: str, names: Sequence[str]) -> bool:
    """Ask for fields of an item, page by page; False where the person wants to go back from the first."""
    stops, place = _stops(talk, key, ident, names), 0
    while 0 <= place < len(stops):
        place += 1 if _put_stop(talk, key, ident, stops[place]) else -1
    return place >= 0


def _finishing(talk: Conversation, key: str, begun: Mapping[str, Sequence[str]]) -> list[Option]:
    """Offer first to finish what was begun, saying what is missing."""
    words = [_lacking_words(talk, key, ident, names) for ident, names in begun.items()]
    if len(words) > _MOST_NAMED:
        some = _("le altre {n}").format(n=len(words) - _MOST_NAMED)
        words = [*words[:_MOST_NAMED], some]
    return [Option("finish", _("completare: {items}").format(items="; ".join(words)))] if words else []


def _lacking_words(talk: Conversation, key: str, ident: str, names: Sequence[str]) -> str:
    fields = fields_of(talk, key)
    labels = [label_of(name, fields) for name in names[:_MOST_NAMED]] + ["…"] * (len(names) > _MOST_NAMED)
    item = item_name(talk.facts, key, ident, talk.edition.vocabulary)
    words = plural("{item} (manca: {fields})", "{item} (mancano: {fields})", len(names))
    return words.format(item=item, fields=", ".join(labels))


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


def _add(talk: Conversation, key: str) -> None:
    fact = talk.fact(key)
    before = items_at(talk.facts, key)
    talk.begin_list(key)
    ident = _new_id(talk, key, fact)
    if not ident:
        return
    names = [name for name in all_asked(talk, key) if name != fact.key]
    if not _walk(talk, key, ident, names):
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
    if not (kept or known):
        talk.end_list(key)
    talk.take(put_items(talk.facts, key, kept if kept or known else None))


def _stops(talk: Conversation, key: str, ident: str, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Part the fields of an item into pages: those that fit one together, then each of the others alone."""
    fields = fields_of(talk, key)
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
    more = more_fields(talk, key)
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
    begun = unfinished(talk, key)
    names = [
        Option(
            item.id,
            _lacking_words(talk, key, item.id, begun[item.id])
            if item.id in begun
            else item_name(talk.facts, key, item.id, talk.edition.vocabulary),
        )
        for item in items
    ]
    ident = talk.pick("#item", _("Quale voce?"), [*names, Option("back", _("indietro"))], next(iter(begun), ""))
    if item_of(items, ident) is not None:
        revise(talk, key, ident)


def revise(talk: Conversation, key: str, ident: str) -> None:
    """Let the fields of one item be changed, one after the other."""
    while item_of(items_at(talk.facts, key) or (), ident) is not None and _change(talk, key, ident):
        pass


def _change(talk: Conversation, key: str, ident: str) -> bool:
    """Let one field of an item be changed, or the item taken away; False when that is enough."""
    fields = fields_of(talk, key)
    wanted = {*all_asked(talk, key), *more_fields(talk, key)} - {talk.fact(key).key}
    shown = [name for name in fields if name in wanted]
    options = [Option(f".{name}", _now(talk, f"{key}[{ident}].{name}")) for name in shown]
    ends = [Option("remove", _("togliere questa voce")), Option("back", _("basta così"))]
    name = item_name(talk.facts, key, ident, talk.edition.vocabulary)
    lacking = [f".{one}" for one in unfinished(talk, key).get(ident, ())]
    title = _("{item}: che cosa cambia?").format(item=name)
    picked = talk.pick("#field", title, [*options, *ends], default=[*lacking, "back"][0])
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
    value = "–" if answer is None else said(fact, answer.value, talk.on)
    return f"{label_of(name, {name: fact})}: {value}"


def _take_away(talk: Conversation, key: str, ident: str) -> None:
    kept = tuple(item for item in items_at(talk.facts, key) or () if item.id != ident)
    talk.record_items(key, kept)
