"""An Outcome on a terminal: the verdict first, then what fails, what is missing, the money, the papers, the sources."""

from collections.abc import Iterator
from datetime import date

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ... import __version__
from ...i18n import _, plural, say
from ...model.outcome import Outcome
from ...wording.aid_forms import beside_words, given_words
from ...wording.applicant import applicant_name
from ...wording.figures import estimate_amount
from ...wording.formats import day, money
from ...wording.meaning import meaning
from ...wording.verdicts import overall_word
from .. import standing
from ..layout import Screen, aside, show, width_of
from ..marks import MARKS, overall_mark, overall_style
from . import amounts, computed, findings, instruments, lines, papers, payments, sources
from .amounts import amount_words
from .missing import missing
from .next_step import next_step


def render(
    outcome: Outcome,
    console: Console,
    *,
    brief: bool = False,
    verbose: bool = False,
    file: str = "domanda.yaml",
    program: str = "grantcli",
    on: date | None = None,
) -> None:
    """Print the outcome: ``brief`` the verdict and what hinders it, ``verbose`` every rule, line and source as well.

    ``file``, ``program`` as it is typed, the day asked for by ``on``: for the commands that are suggested.
    """
    show(_banner(outcome, console, next_step(outcome, file, program, on)), console)
    show(_hindrances(outcome, console), console)
    if not brief:
        show(_body(outcome, console, verbose), console)
    show(_foot(outcome, verbose), console)


def _hindrances(outcome: Outcome, console: Console) -> Screen:
    yield from findings.failures(outcome, console)
    yield from missing(outcome, console)
    yield from findings.undetermined(outcome, console)
    yield from findings.to_verify(outcome, console)


def _body(outcome: Outcome, console: Console, verbose: bool) -> Screen:
    yield from standing.standing(outcome, console, verbose=verbose)
    yield from amounts.amounts(outcome, console, verbose=verbose)
    yield from computed.computed(outcome, console)
    yield from amounts.regimes(outcome, console, verbose=verbose)
    yield from instruments.instruments(outcome, console, verbose=verbose)
    yield from payments.payments(outcome, console)
    yield from lines.lines(outcome, console, verbose=verbose)
    yield from papers.attachments(outcome, console, verbose=verbose)
    yield from papers.deadlines(outcome)
    yield from papers.scoring(outcome, console)
    yield from sources.discrepancies(outcome, console, verbose=verbose)
    yield from sources.warnings(outcome, console)
    if verbose:
        yield from findings.later(outcome, console)
        yield from findings.passed(outcome, console)
        yield from sources.gaps(outcome, console)
        yield from sources.sources(outcome, console)


def _banner(outcome: Outcome, console: Console, after: str) -> Iterator[RenderableType]:
    call = outcome.call
    yield Padding(Text(say(call.title), style="bold"), (1, 0, 0, 2))
    valued = _("valutata al {day}").format(day=day(outcome.on))
    yield Padding(aside(say(call.authority), call.id, valued), (0, 0, 0, 2))
    if outcome.unchecked:
        yield Padding(Text(say(outcome.unchecked), style="yellow"), (0, 0, 0, 2))
    tracks = [say(track.text) for track in call.tracks if track.id == outcome.track]
    if tracks:
        yield Padding(aside(*tracks), (0, 0, 0, 2))
    name = applicant_name(outcome.facts) or outcome.facts.value("project.title")
    if name:
        yield Padding(Text(str(name)), (0, 0, 0, 2))
    yield Text("")
    yield _bar(outcome, console, list(_verdict(outcome, console, after)))


def _bar(outcome: Outcome, console: Console, rows: list[RenderableType]) -> RenderableType:
    style = _style(outcome)
    edge = Text("|" if console.options.ascii_only else "┃", style=style)
    width = width_of(console) - 5
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for row in rows:
        for piece in console.render_lines(row, console.options.update(width=width), pad=False):
            grid.add_row(edge, Text.assemble(*((segment.text, segment.style or "") for segment in piece)))
    return Padding(grid, (0, 0, 0, 2))


def _style(outcome: Outcome) -> str:
    return overall_style(outcome.verdict, outcome.unfunded) if outcome.call.kind == "call" else "bold"


def _verdict(outcome: Outcome, console: Console, after: str) -> Iterator[RenderableType]:
    can_apply = outcome.call.kind == "call"
    mark = MARKS[overall_mark(outcome.verdict, outcome.unfunded) if can_apply else "info"]
    word = overall_word(outcome.verdict, outcome.unfunded) if can_apply else _("solo il conto dei costi")
    yield Text(f"{mark.on(console)} {word.upper()}", style=_style(outcome))
    yield Text(meaning(outcome))
    hindered = can_apply and outcome.verdict == "not_eligible"
    words = _("Contributo, se fosse finanziata") if outcome.unfunded else _("Contributo")
    words = _("Contributo, se fosse ammessa") if hindered else words
    admitted = ""
    if outcome.expenses.known and outcome.contribution.amount is not None:
        admitted = _(", su {amount} di costo ammesso").format(amount=money(outcome.expenses.admitted))
    support = outcome.contribution.support
    given = given_words(support) if support is not None else ""
    if outcome.contribution.amount or not given:
        got = amount_words(outcome.contribution.amount, outcome.contribution.status)
        yield Text.assemble(words, ": ", (got, "bold"), admitted)
    guessed = _(" (stima)") if support is not None and support.status == "estimate" else ""
    if given:
        yield Text.assemble(_("Aiuto: "), (given, "bold"), guessed)
    if support is not None and beside_words(support):
        yield Text(_("Inoltre: {parts}").format(parts=beside_words(support)) + guessed)
    estimate = outcome.contribution.estimate
    if estimate is not None and estimate.amount is not None:
        yield Text(_("Stima, non del bando: {amount}").format(amount=estimate_amount(estimate)))
    yield Text(after, style="italic")


def _foot(outcome: Outcome, verbose: bool) -> Iterator[RenderableType]:
    passing = sum(1 for finding in outcome.findings if finding.verdict == "pass" and finding.applies)
    satisfied = plural("{n} requisito soddisfatto", "{n} requisiti soddisfatti", passing).format(n=passing)
    gaps = len(outcome.call.gaps)
    lacking = plural("{n} parte del bando non disponibile", "{n} parti del bando non disponibili", gaps).format(n=gaps)
    hidden = [satisfied, *([lacking] if gaps else []), _("tutto con --all")]
    yield Text("")
    if not verbose:
        yield Padding(aside(*hidden), (0, 0, 0, 2))
    yield Padding(aside(f"grantcli {__version__}", outcome.digest[:19]), (0, 0, 0, 2))
