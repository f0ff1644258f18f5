"""Requirements that exclude, shown as soon as they fail, with the reason, the source and what can be done."""

from collections import Counter
from collections.abc import Iterator

from ..engine.verdict import askable
from ..i18n import _, say
from ..law.derive import sources_of
from ..model.facts import Answer
from ..model.finding import Finding
from ..wording.chapters import chapter
from ..wording.facts import label_of, vocabulary_key
from ..wording.formats import moment
from ..wording.meaning import excluding, window_deadline
from .conversation import Conversation, LeaveError
from .paths import answer_at, known_at
from .prompter import Option
from .suggestions import said

_MOST_ALIKE = 3
"""Items of a list of which one field is offered for correction one by one."""


class Exclusions:
    """Shows each exclusion once, and again if it was mended and comes back."""

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._told: set[str] = set()
        self._fresh: set[str] = set()

    def untold(self) -> bool:
        """Return whether something excludes now and was not shown."""
        return any(one.id not in self._told for one in excluding_now(self._talk))

    def tell(self) -> tuple[str, ...]:
        """Show what excludes now and was not shown; return the keys to ask again, where the person wants to correct.

        :class:`LeaveError` where the person wants to stop.
        """
        found = excluding_now(self._talk)
        fresh = [one for one in found if one.id not in self._told]
        self._told = {one.id for one in found}
        if not fresh:
            return ()
        self._fresh = {one.id for one in fresh}
        self._talk.tell(_("Così la domanda è esclusa."), "bad")
        for finding in fresh:
            _show(self._talk, finding)
        return self._choice(fresh)

    def _choice(self, fresh: list[Finding]) -> tuple[str, ...]:
        """Let one go to an answer behind the exclusion, stop, or go on: nothing of that by a key pressed too soon."""
        keys = _few(tuple(dict.fromkeys(key for finding in fresh for key in _correctable(self._talk, finding))))
        correct = [
            Option(f"={key}", _("correggere: {answer}").format(answer=_answer_line(self._talk, key))) for key in keys
        ]
        going = [Option("go_on", _("continuare comunque (il resto viene valutato lo stesso)"))]
        stop = [Option("stop", _("fermarsi qui, salvando"))]
        first = correct[0].code if correct else "stop"
        options, title = [*correct, *stop, *going], _("Come si vuole proseguire?")
        while (picked := self._talk.pick("#exclusion", title, options, first)) == "back" and not self._talk.way.at:
            self._talk.first()
        if picked == "stop":
            raise LeaveError
        return () if picked == "go_on" else (picked[1:],) if picked.startswith("=") else self._talk.way.at

    def corrected(self) -> None:
        """Take that something was answered again: what excludes still is shown again."""
        self._told -= self._fresh


def excluding_now(talk: Conversation) -> list[Finding]:
    """Return the failures that exclude, but those that rest on a list which has more items to come."""
    return [one for one in excluding(talk.outcome) if not any(_is_begun(talk, key) for key in one.facts)]


def _is_begun(talk: Conversation, key: str) -> bool:
    whole = (key.partition(":")[2] or key).partition("[")[0]
    of_plan = "expenses" in talk.begun and chapter(key) in ("total", "expenses")
    return of_plan or not talk.begun.isdisjoint({whole, *sources_of(key)})


def _few(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Put the list in the place of one field of many of its items: twenty lines alike tell nobody where to go."""
    alike = Counter(map(vocabulary_key, keys))
    lists = (key.partition("[")[0] if alike[vocabulary_key(key)] > _MOST_ALIKE else key for key in keys)
    return tuple(dict.fromkeys(lists))


def _answer_line(talk: Conversation, key: str) -> str:
    """Name a field with the answer that holds: ``Impresa attiva (no)``."""
    label = label_of(key, talk.edition.vocabulary)
    answer = answer_at(talk.facts, key)
    words = "" if answer is None else said(talk.edition.vocabulary.get(vocabulary_key(key)), answer.value, talk.on)
    return f"{label} ({words})" if words else label


def _show(talk: Conversation, finding: Finding) -> None:
    talk.tell(_late_or_early(talk, finding) or say(finding.text), "warn")
    told = [_fact_line(talk, key, answer) for key, answer in list(finding.facts.items())[:4]]
    if told:
        talk.tell(_("Risulta: {facts}").format(facts="; ".join(told)), "dim")
    talk.tell(_("Fonte: {cite} ({id})").format(cite=finding.cite, id=finding.id), "dim")
    if finding.remedy:
        talk.tell(_("Rimedio: {remedy}").format(remedy=say(finding.remedy)))


def _fact_line(talk: Conversation, key: str, answer: Answer) -> str:
    """Name a fact behind an exclusion with its value, and say of one that nobody gave that silence means it."""
    fact = talk.edition.vocabulary.get(vocabulary_key(key))
    line = f"{label_of(key, talk.edition.vocabulary)}: {said(fact, answer.value, talk.on)}"
    silent = fact is not None and fact.default is not None and not known_at(talk.facts, key)
    return _("{line} (non detto: vale il valore predefinito)").format(line=line) if silent else line


def _late_or_early(talk: Conversation, finding: Finding) -> str:
    """Say of the window for applying that the day is after or before it; nothing of other findings."""
    deadline = window_deadline(finding, talk.outcome)
    if deadline is None or deadline.at is None:
        return ""
    words = _("Il termine è passato: {what}, {moment}. Con --on si valuta come in un altro giorno.")
    if deadline.what == "opens":
        words = _("È troppo presto: {what}, {moment}. Con --on si valuta come in un altro giorno.")
    return words.format(what=say(deadline.text), moment=moment(deadline.at))


def _correctable(talk: Conversation, finding: Finding) -> Iterator[str]:
    """Yield the keys behind a finding that the person can answer again."""
    vocabulary = talk.edition.vocabulary
    for used in finding.facts:
        key = askable(used.partition(":")[2].partition("[]")[0] or used, vocabulary)
        for one in (key, *sources_of(key)):
            fact = vocabulary.get(vocabulary_key(one))
            silent = fact is not None and fact.default is not None and "]." in one
            if fact is not None and not fact.derived and (silent or known_at(talk.facts, one)):
                yield one
    if any(chapter(key) in ("total", "expenses") for key in finding.facts) and "expenses" in talk.facts.lists:
        yield "expenses"
