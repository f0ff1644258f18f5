# ruff: noqa: ARG002
"""An applicant made of known answers: a prompter that answers by key, and keeps what it was asked and told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from grantcli.assets import shipped
from grantcli.i18n import say
from grantcli.interview.paths import answer_at, item_of, items_at
from grantcli.interview.prompter import Asked, Given, Hear, Option, Reply, Sign, Tone
from grantcli.loading.application.application import load_application
from grantcli.loading.call.library import load_edition
from grantcli.model.call import Edition
from grantcli.model.facts import Answer, Facts
from grantcli.model.vocabulary import Fact, Vocabulary

MARCHE = shipped("calls") / "marche-transizione-digitale-2022"


@cache
def marche() -> Edition:
    edition, problems = load_edition(MARCHE)
    assert edition is not None
    assert not problems
    return edition


@cache
def example() -> Facts:
    application, problems = load_application(MARCHE / "example" / "domanda.yaml", {marche().call.id: marche()})
    assert application is not None
    assert not problems
    return application.facts


def renumbered(facts: Facts, vocabulary: Vocabulary) -> Facts:
    """The same facts with the ids that the interview gives to new items: P1, P2… whatever the file calls them."""
    lists = {
        key: tuple(_named(item, vocabulary[key], n + 1) for n, item in enumerate(items))
        for key, items in facts.lists.items()
    }
    names = {
        item.id: new.id for item, new in zip(facts.lists.get("partners", ()), lists.get("partners", ()), strict=True)
    }
    for key, items in lists.items():
        lists[key] = tuple(_of_partner(item, names) for item in items)
    return replace(facts, lists=lists)


def _named(item: Facts, fact: Fact, number: int) -> Facts:
    if fact.key:
        return item
    ident = f"{(say(fact.item) or say(fact.label))[0].upper()}{number}"
    answers = {**item.answers, "id": Answer(ident)} if "id" in (fact.items or {}) else item.answers
    lists = {
        name: tuple(_named(one, (fact.items or {})[name], n + 1) for n, one in enumerate(inner))
        for name, inner in item.lists.items()
    }
    return replace(item, id=ident, answers=answers, lists=lists)


def _of_partner(item: Facts, names: dict[str, str]) -> Facts:
    told = item.answers.get("partner")
    return item if told is None else item.with_answers({"partner": Answer(names[str(told.value)])})


class Applicant:
    """Answers from ``known`` (what it lacks is «unknown»); ``first`` are replies to give before those, by key."""

    def __init__(self, known: Facts, first: dict[str, list[object]] | None = None) -> None:
        self.known = known
        self.first = {key: list(replies) for key, replies in (first or {}).items()}
        self.asked: list[str] = []
        self.prompts = 0
        self.picked: list[str] = []
        self.offered: list[str] = []
        self.places: list[tuple[int, int]] = []
        self.told: list[tuple[str, Tone]] = []
        self.before: Callable[[str], None] = lambda _key: None

    def _next(self, key: str) -> object | None:
        waiting = self.first.get(key)
        return waiting.pop(0) if waiting else None

    def ask(self, asked: Asked) -> Reply:
        self.prompts += 1
        return self.reply_to(asked)

    def page(self, title: str, asked: Sequence[Asked], hear: Hear) -> Literal["done", "back", "quit", "map"]:
        """Answer row by row; a question that an answer made idle is passed over, as on the screen."""
        self.prompts += 1
        assert title.strip()
        idle: frozenset[str] = frozenset()
        for one in asked:
            if one.key in idle:
                continue
            reply = self.reply_to(one)
            if one.assumed and (reply == "unknown" or reply == Given(one.default)):
                continue
            if reply in ("back", "quit", "map"):
                return reply  # type: ignore[return-value]
            heard = hear(one.key, reply)
            idle = heard.idle
            if heard.stop:
                break
        return "done"

    def reply_to(self, asked: Asked) -> Reply:
        key = asked.key
        self.before(key)
        self.asked.append(key)
        assert asked.title.strip()
        scripted = self._next(key)
        if scripted in ("unknown", "back", "quit", "map"):
            return scripted  # type: ignore[return-value]
        if scripted is not None:
            return Given(scripted)
        if key.endswith(".source") and key.startswith("supplied."):
            return Given(self.known.supplied[key[9:-7]].source)
        if key.startswith("supplied."):
            supplied = self.known.supplied.get(key[9:])
            return Given(supplied.value) if supplied else "unknown"
        answer = answer_at(self.known, self._real(key))
        if answer is None and asked.fact.default is not None and "]." in key:
            return Given(asked.default)
        return Given(answer.value) if answer is not None else "unknown"

    def _real(self, key: str) -> str:
        """The key of a new item, whatever id the interview gave it: the n-th asked for is the n-th known."""
        if "[]." not in key:
            return key
        name, _, field = key.partition("[].")
        items = items_at(self.known, name) or ()
        return f"{name}[{items[self.count(name)].id}].{field}"

    def count(self, key: str) -> int:
        return sum(1 for one in self.picked if one == f"{key}=add") - 1

    def pick(self, key: str, title: str, options: Sequence[Option], *, default: str | None = "") -> str | Sign:
        self.before(key)
        self.prompts += 1
        codes = [option.code for option in options]
        picked = self._next(key)
        if picked is None:
            picked = self._by_default(key, default)
        assert picked in [*codes, "quit", "back", "map"], (key, picked, codes)
        self.picked.append(f"{key}={picked}")
        self.offered = codes
        return str(picked)

    def _by_default(self, key: str, default: str) -> str:
        if key == "#closing":
            return "end"
        if key == "#map":
            return "back"
        if key == "#exclusion":
            return "go_on"
        if key.startswith("#"):
            return default
        items = items_at(self.known, key)
        if items is None:
            return "unknown"
        return "add" if self.count(key) + 1 < len(items) else "done"

    def mark(self, key: str, title: str, options: Sequence[Option]) -> tuple[str, ...] | Sign:
        self.before(key)
        self.prompts += 1
        scripted = self._next(key)
        if scripted is not None:
            return scripted  # type: ignore[return-value]
        holder, _, ident = key.rstrip("]").rpartition("[")
        item = item_of(items_at(self.known, holder) or (), ident)
        if item is None:
            return ()
        told = {name for name, answer in item.answers.items() if answer.value is not False} | set(item.lists)
        return tuple(option.code for option in options if option.code in told)

    def place(self, number: int, about: int, each: bool = False) -> None:
        assert 0 <= number <= about or (number, about) == (0, 0)
        self.places.append((number, about))

    def tell(self, text: str, tone: Tone = "plain") -> None:
        self.told.append((text, tone))

    def words(self) -> str:
        return "\n".join(text for text, _tone in self.told)
