"""Lint of words: citations, ids, languages, sentences, facts."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from ...filing import real
from ...i18n import LANGUAGES, Text, _
from ...model.attachment import Attachment, Section, Sentence
from ...model.call import SHORT_NAME, Applicants, Discrepancy, Phase, Track
from ...model.contribution import Bonus, Cap, Rate, Regime
from ...model.criterion import Criterion
from ...model.expense import Category, Limit, LineRule
from ...model.instruments.instrument import Alternatives, Instrument, SupportCap
from ...model.instruments.payments import Payment
from ...model.rule import Rule
from ...model.timeline import Amendment, Deadline
from ...model.vocabulary import Fact
from ...model.walk.call_nouns import Steps
from ...model.walk.figures import figures_of
from ..call.address_problem import AddressProblem
from ..call.addresses import nouns, of_kind
from ..conditions.names import ConditionNames
from ..parser.suggestions import did_you_mean
from .subject import Check, Linted

_NONE = re.compile(r"(?:none|neither|nessun[aoe]?|niente|nulla)\b", re.IGNORECASE)
_HOLE = re.compile(r"\{([^{}]+)\}")
_FILED = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .-]*")
_JUDGED = (Rule, Applicants, LineRule, Limit, Cap, Deadline, Rate, Bonus, Regime, Instrument, SupportCap)
_FAMILIES: tuple[tuple[type, ...], ...] = (
    _JUDGED,
    (Attachment,),
    (Category,),
    (Alternatives,),
    (Track,),
    (Payment,),
    (Criterion,),
    (Section,),
    (Phase,),
    (Discrepancy,),
    (Amendment,),
)


def check_cites(linted: Linted) -> Iterator[AddressProblem]:
    """Every citation begins with the id of a source of the call."""
    sources = linted.call.sources
    for steps, cite in _cites(linted.call):
        for one in cite.split(";"):
            word = one.split()[0] if one.split() else ""
            if not word:
                yield AddressProblem(steps, "empty_cite", _("la citazione è vuota"))
            elif word not in sources:
                text = _("la citazione «{cite}» non comincia con una fonte di «sources»").format(cite=one.strip())
                yield AddressProblem(steps, "unknown_source", text, did_you_mean(word, sources))


def _cites(value: object) -> Iterator[tuple[Steps, str]]:
    for steps, noun in nouns(value):
        for part in fields(noun):  # type: ignore[arg-type]
            cite = getattr(noun, part.name)
            if (part.name == "cite" or part.name.endswith("_cite")) and isinstance(cite, str):
                yield (*steps, part.name), cite


def check_ids(linted: Linted) -> Iterator[AddressProblem]:
    """No two nodes that are judged have one id, nor two of any other family."""
    for family in _FAMILIES:
        yield from _duplicates(((steps, noun.id) for steps, noun in of_kind(linted.call, *family)), "duplicate_id")


def check_supplied_ids(linted: Linted) -> Iterator[AddressProblem]:
    """An id under which the user may supply something means one thing only."""
    yield from _duplicates(((steps, one.id) for steps, one in figures_of(linted.call)), "duplicate_supplied")


def _duplicates(found: Iterator[tuple[Steps, str]], kind: str) -> Iterator[AddressProblem]:
    seen: set[str] = set()
    for steps, name in found:
        if name in seen:
            yield AddressProblem((*steps, "id"), kind, _("la sigla «{id}» è già usata").format(id=name))
        seen.add(name)


def check_languages(linted: Linted) -> Iterator[AddressProblem]:
    """Where some texts of the call are in two languages, every text written by language has both."""
    texts = list(_texts(linted.call))
    used = {language for _steps, text in texts for language in text} & set(LANGUAGES)
    for steps, text in texts:
        lacking = sorted(used - set(text))
        if lacking:
            said = _("manca il testo in: {languages}").format(languages=", ".join(lacking))
            yield AddressProblem(steps, "missing_language", said, warning=True)


def _texts(value: object) -> Iterator[tuple[Steps, Mapping[str, str]]]:
    """Yield the texts written by language in all the nouns of ``value``."""
    for steps, noun in nouns(value):
        for part in fields(noun):  # type: ignore[arg-type]
            yield from _by_language(getattr(noun, part.name), (*steps, part.name))


def _by_language(value: object, steps: Steps) -> Iterator[tuple[Steps, Mapping[str, str]]]:
    if isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _by_language(inner, (*steps, index))
    elif isinstance(value, Mapping) and value:
        if set(value) <= set(LANGUAGES):
            yield steps, value
        else:
            for key, inner in value.items():
                yield from _by_language(inner, (*steps, str(key)))


def check_sentences(linted: Linted) -> Iterator[AddressProblem]:
    """The holes of a sentence are facts, seen from the list the sentence is repeated over."""
    names = ConditionNames(linted.edition.vocabulary)
    for steps, sentence in of_kind(linted.call, Sentence):
        written = sentence.text if isinstance(sentence.text, str) else " ".join(sentence.text.values())
        for hole in dict.fromkeys(_HOLE.findall(written)):
            if names.find(hole, sentence.each or "") is None:
                text = _("fatto sconosciuto «{key}»").format(key=hole)
                hint = did_you_mean(hole, names.within(sentence.each or ""))
                yield AddressProblem((*steps, "text"), "unknown_fact", text, hint)


def check_facts(linted: Linted) -> Iterator[AddressProblem]:
    """The call's own facts can be asked: choices to choose from, items in a list, a question."""
    for steps, fact in of_kind(linted.call.facts, Fact):
        where = ("facts", *steps)
        if fact.kind in ("choice", "choices") and not fact.choices:
            yield AddressProblem(where, "fact_without_choices", _("mancano le scelte («choices»)"))
        yield from _exclusive(where, fact)
        yield from _followed(linted, steps, fact)
        shared = linted.edition.vocabulary.get(str(steps[0])) if len(steps) == 1 else None
        if fact.kind == "list" and not fact.items and not (shared is not None and shared.items):
            yield AddressProblem(where, "fact_without_items", _("mancano i campi dell'elenco («items»)"))
        if fact.key is not None and fact.key not in (fact.items or {}):
            yield AddressProblem(
                (*where, "key"), "unknown_field", _("«{key}» non è un campo dell'elenco").format(key=fact.key)
            )
        if len(where) == 2 and not fact.derived and fact.compute is None and fact.question is None:
            yield AddressProblem(
                where, "fact_without_question", _("manca il quesito da porre («question»)"), warning=True
            )


def _exclusive(where: Steps, fact: Fact) -> Iterator[AddressProblem]:
    """What no other answer goes with is one of the choices, and «none of these» is said to be so."""
    choices = fact.choices or {}
    for place, code in enumerate(fact.exclusive):
        if fact.kind != "choices" or code not in choices:
            text = _("«{code}» non è fra le risposte che si possono segnare insieme").format(code=code)
            yield AddressProblem((*where, "exclusive", place), "not_a_choice", text)
    for code, said in choices.items():
        if fact.kind == "choices" and code not in fact.exclusive and _says_none(code, said):
            text = _("«{code}» sembra voler dire «nessuna di queste», e può essere segnata insieme alle altre")
            hint = _("scrivere exclusive: [{code}]").format(code=code)
            where_to = (*where, "choices", code)
            yield AddressProblem(where_to, "none_beside_others", text.format(code=code), hint, warning=True)


def _followed(linted: Linted, steps: Steps, fact: Fact) -> Iterator[AddressProblem]:
    """The day that another follows is there: of the same item, or of the application."""
    if fact.not_before is None:
        return
    beside: Mapping[str, Fact] = linted.edition.vocabulary
    for name in [str(step) for step in steps[:-1] if step != "items"]:
        beside = (beside[name].items or {}) if name in beside else {}
    other = beside.get(fact.not_before)
    if other is None or other.kind not in ("date", "datetime"):
        text = _("«{key}» non è un giorno").format(key=fact.not_before)
        yield AddressProblem(("facts", *steps, "not_before"), "unknown_fact", text)


def _says_none(code: str, said: Text) -> bool:
    texts = (code, *([said] if isinstance(said, str) else said.values()))
    return any(_NONE.match(text) for text in texts)


def check_rules(linted: Linted) -> Iterator[AddressProblem]:
    """A rule says something: a condition, something to look at, or that its text is missing."""
    for steps, rule in of_kind(linted.call, Rule):
        if rule.require is None and rule.forbid is None and rule.manual is None and rule.status != "missing":
            text = _("la regola non chiede nulla: serve require, forbid o manual, oppure status: missing")
            yield AddressProblem(steps, "empty_rule", text)
    for steps, rule in of_kind(linted.call, LineRule):
        if rule.when is None and not (rule.hints or rule.words or rule.ties) and rule.status != "missing":
            yield AddressProblem(steps, "empty_rule", _("la regola non guarda nulla: serve when, oppure hints"))


def check_folder_name(linted: Linted) -> Iterator[AddressProblem]:
    """The folder is named like the call."""
    name = real(Path(linted.edition.folder)).name
    if name != linted.call.id:
        text = _("la cartella si chiama «{folder}», il bando «{id}»").format(folder=name, id=linted.call.id)
        yield AddressProblem(("id",), "folder_name", text, warning=True)


def check_short_name(linted: Linted) -> Iterator[AddressProblem]:
    """The name that the call has in the names of files is short, and in letters that every portal takes."""
    call = linted.call
    if call.short is None:
        if call.kind == "call" and len(call.id) > SHORT_NAME:
            text = _("manca «short»: nei nomi dei file il bando si chiamerebbe «{id}», tagliato a {n} caratteri")
            hint = _("scrivere short: un nome di al massimo {n} caratteri").format(n=SHORT_NAME)
            yield AddressProblem((), "wrong_short", text.format(id=call.id, n=SHORT_NAME), hint, warning=True)
        return
    hint = _("lettere latine, cifre, spazi, punti e trattini: al massimo {n} in tutto").format(n=SHORT_NAME)
    plain = "".join(char for char in unicodedata.normalize("NFKD", call.short) if not unicodedata.combining(char))
    if len(call.short) > SHORT_NAME:
        text = _("«{short}» ha {count} caratteri: nei nomi dei file sarebbe tagliato")
        yield AddressProblem(
            ("short",), "wrong_short", text.format(short=call.short[:40], count=len(call.short)), hint, warning=True
        )
    elif not _FILED.fullmatch(plain):
        text = _("«{short}» ha caratteri che i portali rifiutano nei nomi dei file").format(short=call.short)
        yield AddressProblem(("short",), "wrong_short", text, hint, warning=True)


TEXT_CHECKS: tuple[Check, ...] = (
    check_cites,
    check_ids,
    check_supplied_ids,
    check_languages,
    check_sentences,
    check_facts,
    check_rules,
    check_folder_name,
    check_short_name,
)
