"""The map of an interview: every question with its answer, open, doubtful or not known; any can be gone to."""

from collections.abc import Iterator, Sequence

from ..engine.verdict import askable
from ..i18n import _, plural
from ..model.vocabulary import Fact
from ..registry.values import warn_value
from ..wording.chapters import chapter
from ..wording.facts import name_of_fact
from . import closing, items
from .conversation import Conversation
from .exclusions import excluding_now
from .headings import item_name
from .paths import answer_at, items_at
from .prompter import Option
from .suggestions import said

_SHOWN = 90
"""Letters of an answer that the map shows."""


def overview(talk: Conversation, *, from_top: bool = False) -> None:
    """Let any question be found and answered again, until the person comes back to where they were."""
    talk.wandering = True
    placed = talk.placed
    at = talk.way.at[0] if talk.way.at and not from_top else ""
    try:
        while True:
            talk.place(0, 0)
            title = _("Dove si va? (✓ data, ○ da dare, ? non so, ! da rivedere, · non serve)")
            picked = talk.pick("#map", title, [*entries(talk), Option("back", _("tornare dov'ero"))], at)
            if picked == "back":
                return
            at = str(picked)
            go_to(talk, at)
    finally:
        talk.wandering = False
        talk.place(*placed)


def go_to(talk: Conversation, code: str) -> None:
    """Put the question of an entry, or let an item be changed; going back from there comes back to the map."""
    if code.endswith("]"):
        key, _bracket, ident = code[:-1].rpartition("[")
        items.revise(talk, key, ident)
    else:
        closing.put(talk, code)


def entries(talk: Conversation) -> list[Option]:
    """Return the map: under the title of each chapter its questions and the items of its lists."""
    known = [key for key in (*talk.facts.answers, *talk.facts.lists) if key in talk.edition.vocabulary]
    pending = {question.key for question in talk.pending()}
    keys = {key for key in (*talk.of_call(), *known, *pending, *talk.passed_over) if _is_asked(talk, key)}
    doubtful = doubts(talk)
    order = {key: place for place, key in enumerate(talk.edition.vocabulary)}
    chapters: dict[str, list[str]] = {}
    for key in sorted(keys, key=lambda key: order.get(key, 0)):
        chapters.setdefault(talk.title_of(chapter(key)), []).append(key)
    return [
        option
        for title, held in chapters.items()
        for option in (_heading(talk, title, held, pending, doubtful), *_entries(talk, held, pending, doubtful))
    ]


def _is_asked(talk: Conversation, key: str) -> bool:
    fact = talk.edition.vocabulary.get(key)
    return fact is not None and not fact.derived and "[]" not in key


def doubts(talk: Conversation) -> dict[str, str]:
    """Return what is to be looked at again, by full key: what an exclusion rests on, what a register does not know."""
    found: dict[str, str] = {}
    for finding in excluding_now(talk):
        for key in finding.facts:
            found.setdefault(askable(key, talk.edition.vocabulary), _("esclude ({cite})").format(cite=finding.cite))
    found |= {key: doubt for key, doubt in talk.doubts_on_days().items() if key not in found}
    for key, answer in talk.facts.answers.items():
        fact = talk.edition.vocabulary.get(key)
        doubt = warn_value(fact, answer.value) if fact is not None else None
        if doubt:
            found[key] = doubt
    return found


def _heading(
    talk: Conversation, title: str, keys: Sequence[str], pending: set[str], doubtful: dict[str, str]
) -> Option:
    given, open_ = sum(map(talk.knows, keys)), sum(1 for key in keys if key in pending)
    unknown, doubted = sum(1 for key in keys if key in talk.passed_over), sum(1 for key in keys if key in doubtful)
    parts = [
        plural("{n} data", "{n} date", given).format(n=given),
        *([plural("{n} da dare", "{n} da dare", open_).format(n=open_)] if open_ else []),
        *([_("{n} non so").format(n=unknown)] if unknown else []),
        *([_("{n} da rivedere").format(n=doubted)] if doubted else []),
    ]
    return Option("", f"{title} — {', '.join(parts)}")


def _entries(talk: Conversation, keys: Sequence[str], pending: set[str], doubtful: dict[str, str]) -> Iterator[Option]:
    for key in keys:
        sign = _sign(talk, key, pending, doubtful)
        yield Option(key, f"{sign} {told(talk, key)}", doubtful.get(key, ""))
        for item in items_at(talk.facts, key) or ():
            path = f"{key}[{item.id}]"
            doubt = next((why for one, why in doubtful.items() if one.startswith(f"{path}.")), "")
            name = item_name(talk.facts, key, item.id, talk.edition.vocabulary)
            yield Option(path, f"    {'!' if doubt else _sign_inside(talk, path, pending)} {name}", doubt)


def _sign(talk: Conversation, key: str, pending: set[str], doubtful: dict[str, str]) -> str:
    if key in doubtful:
        return "!"
    if talk.knows(key):
        return "○" if key in talk.begun else "✓"
    return "?" if key in talk.passed_over else "○" if key in pending else "·"


def _sign_inside(talk: Conversation, path: str, pending: set[str]) -> str:
    """Return the sign of an item: whether something of it is to be given, or is not known."""
    inside = f"{path}."
    if any(key.startswith(inside) for key in pending):
        return "○"
    return "?" if any(key.startswith(inside) for key in talk.passed_over) else "✓"


def told(talk: Conversation, key: str) -> str:
    """Say what a question is about and what was answered; the label alone where nothing was."""
    fact: Fact = talk.fact(key)
    label = name_of_fact(key, talk.edition.vocabulary)
    held = items_at(talk.facts, key)
    if held is not None:
        return f"{label}: {plural('{n} voce', '{n} voci', len(held)).format(n=len(held))}"
    answer = answer_at(talk.facts, key)
    words = said(fact, answer.value, talk.on).split("\n")[0] if answer is not None else ""
    shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    return f"{label}: {shown}" if words else label
