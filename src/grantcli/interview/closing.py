"""The end of an interview: the verdict, and what can still be done before leaving."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from ..i18n import _, plural, say
from ..law.derive import sources_of
from ..model.outcome import Outcome, SectionOutcome
from ..wording.facts import vocabulary_key
from ..wording.formats import money
from ..wording.verdicts import overall_word, unpaid_words
from . import items
from .conversation import Conversation
from .missing_parts import supply
from .paths import known_at
from .plan import Question, plan, together
from .prompter import Option
from .trail import Stop

Deed = Callable[[Conversation], None]
_NAMING = ("company.name", "company.vat_number", "project.title")


def verdict_words(outcome: Outcome) -> str:
    """Say in one line the verdict, the contribution, and what each instrument gives."""
    verdict = _("Verdetto: {verdict}.").format(verdict=overall_word(outcome.verdict, outcome.unfunded))
    amounts = " ".join([*_contribution(outcome), *_forms(outcome)])
    refused = outcome.verdict == "not_eligible"
    if amounts and (refused or outcome.unfunded):
        amounts = f"{unpaid_words(amounts.removesuffix('.'), refused=refused)}."
    return f"{verdict} {amounts}".rstrip()


def _contribution(outcome: Outcome) -> Iterator[str]:
    amount, support = outcome.contribution.amount, outcome.contribution.support
    if amount is None or (support is not None and support.given and not amount):
        return
    estimate = outcome.contribution.status == "estimate"
    words = _("Contributo: {money} (stima).") if estimate else _("Contributo: {money}.")
    yield words.format(money=money(amount))


def _forms(outcome: Outcome) -> Iterator[str]:
    support = outcome.contribution.support
    for one in support.given if support is not None else ():
        if one.amount is not None:
            yield _("{label}: {money}.").format(label=say(one.label), money=money(one.amount))


def close(talk: Conversation) -> bool:
    """Show the verdict and offer what is left, until nothing more is wanted; True where questions must go on."""
    while True:
        talk.place(0, 0)
        talk.tell(verdict_words(talk.outcome), "good" if talk.outcome.verdict in ("eligible", "to_verify") else "warn")
        for regime in _estimates(talk.outcome):
            talk.tell(regime, "dim")
        deeds = dict(_deeds(talk))
        options = [Option(name, words) for name, (words, _deed) in deeds.items()]
        picked = talk.pick("#closing", _("Che altro?"), [Option("end", _("basta così")), *options], _first(talk, deeds))
        if picked == "back":
            _last(talk)
            return True
        if picked not in deeds:
            return False
        deeds[picked][1](talk)
        if talk.pending():
            return True


def _estimates(outcome: Outcome) -> Iterator[str]:
    """Yield the estimates that stand in for a contribution that is open."""
    if outcome.contribution.amount is None:
        for regime in outcome.contribution.regimes:
            if regime.estimates and regime.amount is not None:
                words = _("Stima, non ufficiale: {amount} ({title}).")
                yield words.format(amount=money(regime.amount), title=say(regime.title))


def _first(talk: Conversation, deeds: Container[str]) -> str:
    """Return what to propose: to supply what keeps the outcome undetermined, to answer what keeps it incomplete."""
    wanted = {"undetermined": "supply", "incomplete": "skipped"}.get(talk.outcome.verdict, "end")
    return wanted if wanted in deeds else "end"


def _deeds(talk: Conversation) -> Iterator[tuple[str, tuple[str, Deed]]]:
    figures, skipped = len(talk.outcome.missing_figures), len(plan(talk.outcome))
    if skipped:
        words = plural("rispondere al quesito saltato", "rispondere ai {n} quesiti saltati", skipped)
        yield "skipped", (words.format(n=skipped), _reopen)
    if figures:
        words = plural(
            "fornire {n} dato che manca nel nostro testo del bando",
            "fornire {n} dati che mancano nel nostro testo del bando",
            figures,
        )
        yield "supply", (words.format(n=figures), supply)
    if _declared(talk):
        yield "compute", (_("calcolare dai bilanci ciò che finora è solo dichiarato"), _compute)
    lacking = len(_lacking(talk))
    if lacking:
        words = plural("completare il fascicolo: {n} dato", "completare il fascicolo: {n} dati", lacking)
        yield "dossier", (words.format(n=lacking), _complete)
    lacking = len(_for_declarations(talk))
    if lacking:
        words = plural("completare le dichiarazioni: {n} dato", "completare le dichiarazioni: {n} dati", lacking)
        yield "declarations", (words.format(n=lacking), _declare)
    if talk.outcome.sections:
        yield "sections", (_("scrivere le sezioni del modulo"), _sections)
    yield "review", (_("rivedere o correggere una risposta"), lambda talk: talk.wander())


def _reopen(talk: Conversation) -> None:
    talk.passed_over.clear()


def _declared(talk: Conversation) -> list[str]:
    """Return the lists that would let what is declared be computed, and are not known."""
    vocabulary = talk.edition.vocabulary
    declared = [key for key, told in talk.outcome.facts.answers.items() if told.origin != "derived"]
    lists = (source for key in declared for source in sources_of(key) if source in vocabulary)
    return [key for key in dict.fromkeys(lists) if vocabulary[key].kind == "list" and not known_at(talk.facts, key)]


def _compute(talk: Conversation) -> None:
    _ask_each(talk, _declared(talk))


def _lacking(talk: Conversation) -> list[str]:
    """Return what the drafts of the form and the cover would still need."""
    drafts = (key for section in talk.outcome.sections for key in section.lacking)
    return _open(talk, [*_NAMING, *drafts])


def _for_declarations(talk: Conversation) -> list[str]:
    """Return what the declarations that a due document asks for would still need."""
    return _open(talk, talk.for_declarations(talk.outcome))


def _declare(talk: Conversation) -> None:
    _ask_each(talk, _for_declarations(talk))


def _open(talk: Conversation, keys: Iterable[str]) -> list[str]:
    """Return those of the keys that can be asked and are not known, each once."""
    vocabulary = talk.edition.vocabulary
    return [
        key
        for key in dict.fromkeys(keys)
        if (fact := vocabulary.get(vocabulary_key(key))) and not fact.derived and not known_at(talk.facts, key)
    ]


def _complete(talk: Conversation) -> None:
    _ask_each(talk, _lacking(talk))


def _ask_each(talk: Conversation, keys: list[str]) -> None:
    stops, place = pages(talk, keys), 0
    while 0 <= place < len(stops):
        talk.enter(stops[place][0])
        talk.place(1 + sum(map(len, stops[:place])), len(keys), len(stops[place]) > 1)
        place += 1 if put_stop(talk, stops[place], planned=False) else -1


def pages(talk: Conversation, keys: Sequence[str]) -> list[Stop]:
    """Part keys into pages, in their order: those of a chapter that fit one together, every other alone."""
    left = [Question(key, talk.fact(key)) for key in keys]
    stops: list[Stop] = []
    while left:
        stop = together(left)
        stops.append(stop)
        left = [one for one in left if one.key not in stop]
    return stops


def put_stop(talk: Conversation, stop: Stop, *, planned: bool = True) -> bool:
    """Put the questions of one page; False where the person wants to go back."""
    if len(stop) == 1:
        return put(talk, stop[0])
    return talk.page(stop, planned=planned)


def put(talk: Conversation, key: str) -> bool:
    """Put one question, simple or of a list; False where the person wants to go back."""
    return items.fill(talk, key) if talk.fact(key).kind == "list" else talk.settle(key)


def _last(talk: Conversation) -> None:
    """Put the last question again; back from there, those before it."""
    stop = talk.way.before(())
    while stop is not None and not put_stop(talk, stop):
        stop = talk.way.before(stop)
    if stop is None:
        talk.first()


def _sections(talk: Conversation) -> None:
    sections = talk.outcome.sections
    place = 0
    while 0 <= place < len(sections):
        talk.place(place + 1, len(sections))
        place += 1 if _section(talk, sections[place]) else -1


def _section(talk: Conversation, section: SectionOutcome) -> bool:
    """Let one section be written, beside its guidance and its draft; False where the person wants to go back."""
    talk.tell(say(section.title), "heading")
    if section.guidance:
        talk.tell(say(section.guidance), "dim")
    if section.words:
        talk.tell(_("Al massimo {n} parole.").format(n=section.words), "dim")
    if section.drafted and section.text:
        talk.tell(_("Bozza dalle risposte: {text}").format(text=section.text), "dim")
    key = f"sections.{section.id}"
    settled = talk.settle(key)
    count = len(str(talk.facts.value(key) or "").split())
    if section.words and count > section.words:
        talk.tell(_("Sono {n} parole: {most} è il massimo.").format(n=count, most=section.words), "warn")
    return settled
