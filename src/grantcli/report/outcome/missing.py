"""The answers that are still missing: the question, the key, which values it takes, which rules wait for it."""

from rich.console import Console
from rich.text import Text

from ...i18n import _, plural
from ...model.outcome import Outcome
from ...model.vocabulary import Fact
from ...wording.facts import label_of, question_of, vocabulary_key
from ...wording.formats import some
from ..layout import Screen, aside, entry, heading, note


def missing(outcome: Outcome, console: Console) -> Screen:
    """Show the answers that are missing, those that block most first, and how to give them."""
    if not outcome.missing:
        return
    needed = _needed_by(outcome)
    n = len(outcome.missing)
    yield heading(_("Che cosa manca"), plural("{n} risposta", "{n} risposte", n).format(n=n))
    for key in outcome.missing:
        rules = needed.get(key, [])
        serves = _("serve a {rules}").format(rules=some(rules)) if rules else ""
        small = aside(key, *_how(key, outcome), serves)
        yield entry(console, "unknown", Text(question_of(key, outcome.vocabulary)), small)
    by_hand = _("Si risponde scrivendo le chiavi indicate nel file della domanda.")
    either = _("Si risponde con il comando «ask», o scrivendo le chiavi indicate nel file della domanda.")
    yield note(either if outcome.call.kind == "call" else by_hand, "dim")


def _how(key: str, outcome: Outcome) -> list[str]:
    """Say how an answer is given: from which facts it follows, or which values it takes."""
    sources = outcome.sources.get(key, ())
    sources = tuple(source for source in sources if source not in outcome.facts.answers) or sources
    if sources:
        names = "; ".join(f"{label_of(source, outcome.vocabulary)} ({source})" for source in sources)
        return [_("si ricava da: {facts}").format(facts=names)]
    fact = outcome.vocabulary.get(vocabulary_key(key))
    return _values(fact) if fact is not None else []


def _values(fact: Fact) -> list[str]:
    if fact.kind == "yes_no":
        return [_("sì o no")]
    if fact.choices and len(fact.choices) <= 8:
        return [_("valori: {codes}").format(codes=", ".join(fact.choices))]
    return []


def _needed_by(outcome: Outcome) -> dict[str, list[str]]:
    lines = (finding for line in outcome.expenses.lines for finding in line.findings)
    needed: dict[str, list[str]] = {}
    for finding in (*outcome.findings, *lines):
        for key in finding.missing:
            needed.setdefault(key, []).append(finding.id)
    return needed
