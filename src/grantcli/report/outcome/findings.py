"""What fails, what is missing, what is undetermined and what a person must look at."""

from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from ...i18n import _, say
from ...model.finding import Finding, Verdict
from ...model.outcome import Outcome
from ...wording.facts import item_name, told_together
from ...wording.figures import figures_named
from ...wording.formats import limit, some
from ...wording.meaning import excluding, window_deadline
from ...wording.provenance import moment_word, status_word
from ..layout import Screen, aside, entry, heading, labelled, note

_PLACE = (".name", ".province", ".region")  # said beside the code they were read from


def failures(outcome: Outcome, console: Console) -> Screen:
    """Show the failing rules, blocking ones first, each with its source, the facts it rests on and the remedy."""
    blocking = excluding(outcome)
    others = [finding for finding in _with("fail", outcome.findings) if finding.severity != "blocking"]
    if blocking:
        yield heading(_("Che cosa non va"), _count(blocking))
        for finding in blocking:
            yield entry(console, "fail", *_explained(finding, outcome))
    if others:
        yield heading(_("Attenzione, ma non esclude"), _count(others))
        for finding in others:
            yield entry(console, "warning", *_explained(finding, outcome))


def undetermined(outcome: Outcome, console: Console) -> Screen:
    """Show what the text of the call that we hold does not say, and how the user can supply it."""
    silent = _with("undetermined", outcome.findings)
    figures = _figures_needed(outcome, {finding.id for finding in silent})
    if not silent and not figures:
        return
    yield heading(_("Che cosa il testo del bando non dice"), _count([*silent, *figures]))
    for finding in silent:
        yield entry(console, "undetermined", *_explained(finding, outcome))
    if figures:
        words = Text(_("Senza queste cifre il contributo non si può calcolare."))
        yield entry(console, "undetermined", words, labelled(_("Cifre"), figures_named(figures, outcome.call)))
    yield from _to_supply(dict.fromkeys([*(one.id for one in silent if one.status == "missing"), *figures]))


def _to_supply(idents: Iterable[str]) -> Screen:
    """Show the lines with which the application supplies what our text lacks, to be copied and filled in."""
    lines = [note(f'    {ident}: {{value: …, source: "…"}}', "dim") for ident in idents]
    if lines:
        yield note(_("Chi ha letto il testo ufficiale può fornirlo nella domanda, con la fonte:"), "dim")
        yield note("  supplied:", "dim")
        yield from lines


def _figures_needed(outcome: Outcome, told: set[str]) -> list[str]:
    """Return the figures without which no amount can be given; those of regimes that do not apply are shown there."""
    if outcome.contribution.amount is not None:
        return []
    return [figure for figure in outcome.missing_figures if figure not in told]


def to_verify(outcome: Outcome, console: Console) -> Screen:
    """Show what only a person can judge, and what to look at."""
    manual = _with("manual", outcome.findings)
    if not manual:
        return
    yield heading(_("Da verificare di persona"), _count(manual))
    for finding in manual:
        yield entry(console, "manual", *_explained(finding, outcome))


def later(outcome: Outcome, console: Console) -> Screen:
    """Show the rules of later moments that cannot be judged yet: duties to remember, not gaps of the application."""
    ahead = [f for f in outcome.findings if f.verdict == "unknown" and f.moment != "submission" and f.applies]
    if not ahead:
        return
    yield heading(_("Da ricordare dopo la domanda"), _count(ahead))
    for finding in ahead:
        yield entry(
            console, "info", Text(say(finding.text)), aside(moment_word(finding.moment), finding.id, finding.cite)
        )


def passed(outcome: Outcome, console: Console) -> Screen:
    """List the rules that pass, and those whose occasion does not arise."""
    passing = _with("pass", outcome.findings)
    if not passing:
        return
    yield heading(_("Che cosa va"), _count(passing))
    for finding in passing:
        if finding.applies:
            yield entry(console, "pass", *_explained(finding, outcome))
        else:
            yield entry(console, "none", _titled(finding, outcome), aside(_("non è il caso"), finding.id, finding.cite))


def _with(verdict: Verdict, findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.verdict == verdict]


def _count(found: Sequence[object]) -> str:
    return str(len(found))


def _titled(finding: Finding, outcome: Outcome) -> Text:
    text = Text(_window_words(finding, outcome) or say(finding.text))
    status = status_word(finding.status, finding.supplied)
    if status:
        text.append(f" [{status}]", style="bold yellow")
    return text


def _window_words(finding: Finding, outcome: Outcome) -> str:
    """Say of a failed opening or closing that it is too early or too late; nothing of other findings."""
    date = window_deadline(finding, outcome) if finding.verdict == "fail" else None
    if date is None or date.at is None:
        return ""
    words = _("Troppo tardi: {what} ({moment})") if date.what == "closes" else _("Troppo presto: {what} ({moment})")
    return words.format(what=say(date.text), moment=limit(date.at))


def _explained(finding: Finding, outcome: Outcome) -> Iterable[RenderableType]:
    yield _titled(finding, outcome)
    yield aside(finding.id, finding.cite, "" if finding.moment == "submission" else moment_word(finding.moment))
    if finding.who:
        yield labelled(_("Chi"), ", ".join(item_name(who, outcome.facts) for who in finding.who))
    known = told_together(finding.facts, outcome.vocabulary, outcome.facts)
    if known:
        yield labelled(_("Risulta"), some(known, 6, "; "))
    derived = [
        answer.note
        for key, answer in finding.facts.items()
        if answer.origin == "derived" and answer.note and not key.endswith(_PLACE)
    ]
    looked_at = say(finding.look_at) if finding.look_at else ""
    for reason in (one for one in dict.fromkeys(derived) if one not in looked_at):
        yield labelled(_("Ricavato"), reason)
    yield from _advice(finding)


def _advice(finding: Finding) -> Iterable[RenderableType]:
    if finding.why:
        yield labelled(_("Perché"), say(finding.why))
    if finding.look_at:
        yield labelled(_("Guardare"), say(finding.look_at))
    if finding.remedy and finding.verdict != "pass":
        yield labelled(_("Rimedio"), say(finding.remedy))
    if finding.supplied:
        yield labelled(_("Fonte fornita"), finding.supplied)
