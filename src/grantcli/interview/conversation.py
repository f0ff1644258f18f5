"""One interview under way: what is known, what was asked, and how each answer is taken, saved and judged."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, TypeVar

from ..assessment.asked import facts_asked, facts_that_decide
from ..assessment.assess import assess
from ..i18n import _, plural, quoted, say
from ..law.check import impossible_days
from ..model.call import Edition
from ..model.facts import Answer, Facts, Supplied
from ..model.outcome import Outcome
from ..model.vocabulary import Fact
from ..registry.values import read_value
from ..wording.applicant import is_without_firm
from ..wording.chapters import chapter, chapter_title
from ..wording.facts import vocabulary_key
from ..wording.formats import listing
from .headings import item_words
from .paths import answer_at, items_at, known_at, put_answer, put_items
from .plan import Question, plan, with_lists
from .prompter import Asked, Given, Heard, Option, Prompter, Reply, Sign, Tone
from .trail import Stop, Trail, Way

Save = Callable[[Facts], None]
R = TypeVar("R")
_ALIKE = ("yes_no", "choice", "choices", "country")


class LeaveError(Exception):
    """The person wants to stop here; nothing is lost. Never leaves this room."""


class Conversation:
    """The state of an interview. Every change of ``facts`` is saved before anything else happens.

    ``wander`` shows all questions and lets any be answered, from wherever one stands; ``wandering`` while that
    lasts: the key of the map goes back to it. ``alarmed`` says whether something excludes that was not shown yet: a
    page of questions is left there.
    """

    def __init__(
        self,
        edition: Edition,
        facts: Facts,
        on: date,
        prompter: Prompter,
        save: Save,
        everything: bool,
        trail: Trail | None = None,
        note: Callable[[Trail], None] = lambda _progress: None,
        today: date | None = None,
    ) -> None:
        self.edition = edition
        self._latest = max(on, today or on)
        self.facts = facts
        self.on = on
        self.everything = everything
        begun = trail or Trail()
        self.passed_over = {key for key in begun.passed_over if not known_at(facts, key)}
        self.begun = {key for key in begun.begun if known_at(facts, key)}
        stops = [tuple(key for key in stop if self.settled(key)) for stop in begun.stops]
        self.way = Way(begun._replace(stops=tuple(stop for stop in stops if stop)))
        self.prompter = prompter
        self.wander: Callable[[], None] = lambda: None
        self.wandering = False
        self.for_declarations: Callable[[Outcome], tuple[str, ...]] = lambda _outcome: ()
        self.alarmed: Callable[[], bool] = lambda: False
        self._save, self._note = save, note
        self._chapter = ""
        self.placed = 0, 0, False
        self._used = facts_asked(edition.on(on), edition.vocabulary)
        self._deciding = facts_that_decide(edition.on(on), edition.vocabulary)
        self.outcome = self._assess()

    def _assess(self) -> Outcome:
        return assess(self.edition, self.facts, self.on)

    def take(self, facts: Facts) -> None:
        """Save the facts, then judge them."""
        self.facts = facts
        self._save(facts)
        self.outcome = self._assess()

    def record(self, key: str, value: object) -> None:
        """Take an answer of the full key ``key``; the same answer again changes nothing."""
        now = answer_at(self.facts, key)
        self.passed_over.discard(key)
        if now is None or now.value != value:
            self.take(put_answer(self.facts, key, Answer(value, "asked")))

    def forget(self, key: str) -> None:
        """Take that ``key`` is not known, and do not ask for it again in this session."""
        self.passed_over.add(key)
        self.note()
        if answer_at(self.facts, key) is not None:
            self.take(put_answer(self.facts, key, None))

    def record_items(self, key: str, items: tuple[Facts, ...] | None) -> None:
        """Take the items of the list ``key``; None: the list is not known."""
        if items is None:
            self.passed_over.add(key)
            self.note()
        else:
            self.passed_over.discard(key)
        if items_at(self.facts, key) != items:
            self.take(put_items(self.facts, key, items))

    def begin_list(self, key: str) -> None:
        """Take that items of a list are given now: until it is said to be complete, it is not."""
        if "[" not in key and not self.knows(key):
            self.begun.add(key)
            self.note()

    def end_list(self, key: str) -> None:
        """Take that a list has no more items, or none at all."""
        self.begun.discard(key)
        self.note()

    def record_supplied(self, ident: str, supplied: Supplied) -> None:
        """Take what the person read elsewhere and our text of the call lacks."""
        told = {**self.facts.supplied, ident: supplied}
        self.take(Facts(self.facts.answers, self.facts.lists, told, self.facts.id, self.facts.note))

    def knows(self, key: str) -> bool:
        """Return whether a full key has an answer or is a known list."""
        return known_at(self.facts, key)

    def settled(self, key: str) -> bool:
        """Return whether a full key is known, or was said not to be."""
        return self.knows(key) or key in self.passed_over

    def decides(self, key: str) -> bool:
        """Return whether a key can exclude the application or refuse a line of its plan."""
        return vocabulary_key(key) in self._deciding

    def uses(self, key: str) -> bool:
        """Return whether the call looks at a key of the vocabulary (or of an item)."""
        return vocabulary_key(key) in self._used

    def fact(self, key: str) -> Fact:
        """Return the vocabulary's entry of a full key."""
        return self.outcome.vocabulary[vocabulary_key(key)]

    def pending(self) -> tuple[Question, ...]:
        """Return what is still to be asked, the next one first."""
        now = self._chapter or (chapter(self.way.at[0]) if self.way.at else "")
        also = self.of_call() if self.everything else []
        planned = plan(self.outcome, passed_over=self.passed_over, chapter_now=now, also=also)
        return with_lists(planned, [Question(key, self.fact(key)) for key in sorted(self.begun)])

    def of_call(self) -> list[str]:
        """Return the keys of the application that the call looks at, in the order of the vocabulary."""
        order = {key: place for place, key in enumerate(self.edition.vocabulary)}
        wanted = (key for key in self._used if "[]" not in key and chapter(key) not in ("sections", "score"))
        return sorted(wanted, key=order.__getitem__)

    def settle_stop(self, stop: Stop) -> None:
        """Remember that a stop is made, as far as its questions were answered."""
        self.way.settle(stop, tuple(filter(self.settled, stop)))
        self.note()

    def stand(self, stop: Sequence[str]) -> None:
        """Show the number of the next questions, and remember that they are put."""
        left = {question.key for question in self.pending()} - set(stop)
        self.place(*self.way.stand(tuple(stop), left), len(stop) > 1)
        self.note()

    def place(self, number: int, about: int, each: bool = False) -> None:
        """Show that the next questions are number so-and-so of about so many (0: none counted)."""
        self.placed = number, about, each
        self.prompter.place(number, about, each)

    def note(self) -> None:
        """Remember the way made and what is not known, for a later session."""
        self._note(Trail(self.way.stops, tuple(sorted(self.passed_over)), self.way.at, tuple(sorted(self.begun))))

    def enter(self, key: str) -> None:
        """Show where we are when a new chapter begins."""
        name = chapter(key)
        if name == self._chapter:
            return
        title, before = self.title_of(name), self.title_of(self._chapter) if self._chapter else ""
        self._chapter = name
        if title == before:
            return
        left = len(self.pending())
        words = plural("ancora {n} quesito", "ancora {n} quesiti", left).format(n=left)
        self.prompter.tell(f"{title} · {words}" if left else title, "heading")

    def title_of(self, name: str) -> str:
        """Return the title of a chapter, as who applies speaks of the firm."""
        return chapter_title(name, self.edition.vocabulary, without_firm=is_without_firm(self.outcome.facts))

    def doubts_on_days(self) -> dict[str, str]:
        """Return by full key what is said of the days that cannot be."""
        return {one.path: one.text for one in impossible_days(self.facts, self.edition.vocabulary, self._latest)}

    def asked(self, key: str, *, named: bool = True) -> Asked:
        """Return the question of a full key, its present answer as default; ``named``: after the item it is about.

        Of those who apply together the next is proposed what the one before answered: most say the same.
        """
        fact = self._named_partner(key, self.fact(key))
        now = answer_at(self.facts, key)
        item = item_words(self.facts, key, self.edition.vocabulary)
        title = say(fact.question) or _untitled(fact)
        if fact.unit and say(fact.unit).casefold() not in title.casefold():
            title = f"{title} ({say(fact.unit)})"
        title = f"[{item}] {title}" if item and named else title
        skipped = now is None and key in self.passed_over
        default = now.value if now is not None else None if skipped else self._before(key, fact)
        silent = "]." in key and default is None and _is_assumed(fact)
        assumed = silent and not named
        if silent and fact.default is not None and not (skipped and named):
            default = read_value(fact, fact.default)[0]
        doubt = self._doubt(key, fact)
        return Asked(key, fact, title, default, _help(fact), skipped and not assumed, assumed, doubt)

    def _doubt(self, key: str, fact: Fact) -> str:
        return self.doubts_on_days().get(key, "") if fact.kind in ("date", "datetime") else ""

    def ask(self, key: str) -> Reply:
        """Ask for the fact of a full key; :class:`LeaveError` when asked to stop."""
        return self._put(lambda: self.prompter.ask(self.asked(key)))

    def page(self, keys: Sequence[str], *, planned: bool = True) -> bool:
        """Ask for several facts of one chapter or item on one page; False where the person wants to go back.

        Of a ``planned`` page the questions that an answer makes idle fall away; it ends where something excludes.
        """

        def hear(key: str, reply: Reply) -> Heard:
            if isinstance(reply, Given):
                self.record(key, reply.value)
            else:
                self.forget(key)
            doubt = self._doubt(key, self.fact(key))
            if not planned:
                return Heard(doubt=doubt)
            return Heard(self.alarmed(), self._idle(keys), doubt)

        item = item_words(self.facts, keys[0], self.edition.vocabulary)
        title = f"{item[:1].upper()}{item[1:]}" or self.title_of(chapter(keys[0]))

        def put() -> str:
            """Leave out what became idle, and the page where something excludes: the map may have been there."""
            if planned and self.alarmed():
                return "done"
            idle = self._idle(keys) if planned else frozenset()
            left = [key for key in keys if key not in idle] or keys
            return self.prompter.page(title, [self.asked(key, named=False) for key in left], hear)

        return self._put(put) != "back"

    def _idle(self, keys: Sequence[str]) -> frozenset[str]:
        """Return those of some questions that need no answer now and have none."""
        needed = {question.key for question in self.pending()} | self.passed_over
        return frozenset(one for one in keys if one not in needed and not self.knows(one))

    def _put(self, question: Callable[[], R]) -> R | Literal["back"]:
        """Put a question, after the map again; :class:`LeaveError` when asked to stop."""
        while True:
            reply = question()
            if reply == "quit":
                raise LeaveError
            if reply != "map":
                return reply
            if self.wandering:
                return "back"
            self.wander()

    def _before(self, key: str, fact: Fact) -> object | None:
        """Return what the item before answered, where a choice of few is asked of each partner in turn.

        A yes or no that can exclude is each one's own to say: it is never proposed.
        """
        whole, inside, name = key.rpartition("].")
        items = self.facts.lists.get("partners", ())
        at = next((n for n, item in enumerate(items) if whole == f"partners[{item.id}"), 0)
        alike = fact.kind in _ALIKE and not (fact.kind == "yes_no" and self.decides(key))
        return items[at - 1].value(name) if inside and at and alike else None

    def _named_partner(self, key: str, fact: Fact) -> Fact:
        """Turn the partner that bears an expense into a choice among those there are."""
        partners = self.facts.lists.get("partners", ())
        if not key.endswith("].partner") or not partners:
            return fact
        names = {one.id: str(one.value("company.name") or one.id) for one in partners}
        return replace(fact, kind="choice", choices=dict(names))

    def ask_about(self, key: str, fact: Fact, title: str, default: object | None = None, help: str = "") -> Reply:
        """Ask for a value that is no fact of the vocabulary."""
        return self._put(lambda: self.prompter.ask(Asked(key, fact, title, default, help)))

    def pick(self, key: str, title: str, options: Sequence[Option], default: str | None = "") -> str | Sign:
        """Let one option be picked; :class:`LeaveError` when asked to stop."""
        return self._put(lambda: self.prompter.pick(key, title, options, default=default))

    def mark(self, key: str, title: str, options: Sequence[Option]) -> tuple[str, ...] | Sign:
        """Let some options be marked; :class:`LeaveError` when asked to stop."""
        return self._put(lambda: self.prompter.mark(key, title, options))

    def tell(self, text: str, tone: Tone = "plain") -> None:
        """Show something."""
        self.prompter.tell(text, tone)

    def settle(self, key: str) -> bool:
        """Ask for a simple fact and take what is answered; False where the person wants to go back."""
        reply = self.ask(key)
        if isinstance(reply, Given):
            self.record(key, reply.value)
        elif reply == "unknown":
            self.forget(key)
        doubt = self._doubt(key, self.fact(key))
        if doubt and reply != "back":
            self.tell(doubt, "warn")
        return reply != "back"

    def first(self) -> None:
        """Say that there is nothing to go back to; what was answered before, in a file, is on the map."""
        known = bool(self.facts.answers or self.facts.lists)
        words = _("Prima non è stato posto altro: le risposte che ci sono già si vedono con Ctrl-O.")
        self.tell(words if known else _("Questo è il primo quesito."), "dim")


def _is_assumed(fact: Fact) -> bool:
    """Return whether silence about a field has a meaning: its default; a day that most do not have yet."""
    return fact.default is not None or (fact.optional and fact.kind in ("date", "datetime"))


def _help(fact: Fact) -> str:
    """Return what explains a question; of a list of boxes, which of them no other goes with."""
    alone = [quoted(say((fact.choices or {})[code])) for code in fact.exclusive]
    words = _("{options} va senza altri segni.").format(options=listing(alone)) if alone else ""
    return "\n".join(part for part in (say(fact.help), words) if part)


def _untitled(fact: Fact) -> str:
    """Return the question of a fact that has none: a section of the form, a criterion, a figure by year."""
    if fact.kind == "long_text":
        return _("Testo di «{title}» (vuoto: vale la bozza)").format(title=say(fact.label))
    return f"{say(fact.label)}?"
