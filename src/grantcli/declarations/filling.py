"""One declaration filled: values looked up with where they came from, boxes judged, what is missing noted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .. import i18n
from ..engine.conditions.compiler import Frame, Judgement, Scope, compile_condition
from ..i18n import Text, _
from ..model.condition import Condition
from ..model.facts import Answer, Facts
from ..model.outcome import Outcome
from ..model.paper.declaration import Blank
from ..model.vocabulary import Vocabulary
from ..registry.places import commune
from ..wording.facts import described, label_of, name_of_fact, told, vocabulary_key, written
from ..wording.formats import cents
from ..wording.provenance import origin_word
from .answered import spoken_facts, without_defaults
from .persons import of_tax_code

_OWN = ("file", "asked")
GAP = "________________"
"""What stands where an answer is missing."""


@dataclass
class Filling:
    """A declaration being filled: the answers it may use, what it lacked so far, what contradicts it."""

    outcome: Outcome
    facts: Facts
    vocabulary: Vocabulary
    scope: Scope
    sheet_names: Mapping[str, str] = field(default_factory=dict)
    person: Facts | None = None
    lacking: dict[str, str] = field(default_factory=dict)
    contradictions: list[Text] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """Return the day of the declaration."""
        found = self.facts.value("on")
        return found if isinstance(found, date) else self.outcome.on

    @property
    def frame(self) -> Frame:
        """Return where conditions are judged: at the application, or at the person the declaration is of."""
        if self.person is None or not self.scope.inside:
            return Frame(self.facts)
        return Frame(self.facts, self.person, "people")

    def judge(self, condition: Condition | None) -> Judgement:
        """Judge a condition by answers alone."""
        return compile_condition(condition, self.scope)(self.frame)

    def value(self, key: str) -> Blank:
        """Return what a key was answered, in words, or a space to fill in, which is then noted as lacking."""
        held, name = _holder(key, self.facts)
        answer = None if held is None else held.answers.get(name)
        if answer is not None:
            made = Blank(self._said(key, answer), key, "" if answer.origin in _OWN else origin_word(answer.origin))
        else:
            made = self._of_person(key, held, name) or self.blank(key)
        self.values[key] = made.text if made.known else ""
        return made

    def blank(self, key: str, label: str = "") -> Blank:
        """Return a space to fill in for a key, and note that it is lacking."""
        self.lacking.setdefault(key, label or label_of(key, self.vocabulary))
        return Blank(GAP, key, known=False)

    def figure(self, amount: Decimal | None, key: str) -> Blank:
        """Return an amount with two decimals, or a space where it is not known."""
        return self.blank(key) if amount is None else Blank(cents(amount), key)

    def label(self, key: str) -> str:
        """Return what a key is called, without the item it is of."""
        return name_of_fact(vocabulary_key(key), self.vocabulary)

    def items(self, name: str) -> tuple[Facts, ...] | None:
        """Return the items of a list, None where it was not answered."""
        return self.facts.lists.get(name)

    def refuse(self, message: str, **told: object) -> None:
        """Note that the answers contradict this declaration: a sentence in Italian as the catalog has it, its values.

        The sentence is kept in each language, its amounts and texts in the same one.
        """
        said = {
            one: i18n._(message, one).format(**{name: _told_in(one, value) for name, value in told.items()})
            for one in i18n.LANGUAGES
        }
        self.contradictions.append(said)

    def _said(self, key: str, answer: Answer) -> str:
        fact = described(key, self.vocabulary)
        if fact is not None and fact.kind == "commune" and (found := commune(str(answer.value))) is not None:
            return str(found)
        if fact is not None and fact.kind == "money" and isinstance(answer.value, Decimal):
            return cents(answer.value)
        if fact is not None and fact.kind in ("legal_form", "ateco", "country"):
            return told(key, answer, self.vocabulary, self.facts)
        return written(answer.value, fact)

    def _of_person(self, key: str, held: Facts | None, name: str) -> Blank | None:
        found = of_tax_code(held, name, self.on) if held is not None and key.startswith("people[") else None
        return None if found is None else Blank(written(found[0]), key, found[1])


def begin(outcome: Outcome, *, person: Facts | None = None, inside: str = "") -> Filling:
    """Return a declaration on its way, of the application or (``inside`` people) of one of its people."""
    vocabulary = without_defaults(outcome.vocabulary)
    call = outcome.call
    scope = Scope(
        vocabulary, call.areas, inside, call.dated_by or "", call.ateco_edition or "2025", call.ateco_inferred
    )
    return Filling(outcome, spoken_facts(outcome), vocabulary, scope, person=person)


def _holder(key: str, facts: Facts) -> tuple[Facts | None, str]:
    """Return the facts that hold a full key, and the key there; None where no such item is."""
    path, inside, rest = key.partition("].")
    if not inside:
        return facts, key
    name, _bracket, item = path.partition("[")
    found = next((one for one in facts.lists.get(name, ()) if one.id == item), None)
    return (None, rest) if found is None else _holder(rest, found)


def pieces(text: str, filling: Filling) -> Iterator[str | Blank]:
    """Yield a text in pieces, its ``{keys}`` as values."""
    rest = text
    while "{" in rest:
        before, _open, after = rest.partition("{")
        key, _close, rest = after.partition("}")
        if before:
            yield before
        yield filling.value(key)
    if rest:
        yield rest


def _told_in(spoken: str, value: object) -> str:
    if isinstance(value, Decimal):
        return cents(value, spoken)
    return i18n.say(value, spoken) if isinstance(value, Mapping) else str(value)


def no_signer() -> str:
    """Return the words for a declarant whom the answers do not name."""
    return _("chi firma (dalle risposte non si ricava una sola persona)")
