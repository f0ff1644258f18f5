"""An Outcome on a terminal: the verdict first, then what fails, what is missing, the money, the papers, the sources."""

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .. import __version__
from ..i18n import _, plural, say
from ..model.outcome import Outcome
from . import amounts, findings, lines, papers, sources
from .amounts import contribution_words
from .formats import day
from .layout import Screen, aside, show, width_of
from .marks import MARKS, OVERALL, STYLES, overall_word


def render(
    outcome: Outcome, console: Console, *, brief: bool = False, verbose: bool = False, file: str = "domanda.yaml"
) -> None:
    """Print the outcome: ``brief`` the verdict and what hinders it, ``verbose`` every rule, line and source as well.

    ``file`` is the application's name as typed, for the commands that the screen suggests.
    """
    show(_screen(outcome, console, brief, verbose, file), console)


def _screen(outcome: Outcome, console: Console, brief: bool, verbose: bool, file: str) -> Screen:
    yield from _banner(outcome, console, file)
    yield from findings.failures(outcome, console)
    yield from findings.missing(outcome, console)
    yield from findings.undetermined(outcome, console)
    yield from findings.to_verify(outcome, console)
    if not brief:
        yield from _body(outcome, console, verbose)
    yield from _foot(outcome, verbose)


def _body(outcome: Outcome, console: Console, verbose: bool) -> Screen:
    yield from amounts.amounts(outcome, console, verbose=verbose)
    yield from amounts.regimes(outcome, console, verbose=verbose)
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


def _banner(outcome: Outcome, console: Console, file: str) -> Iterator[RenderableType]:
    call = outcome.call
    yield Padding(Text(say(call.title), style="bold"), (1, 0, 0, 2))
    valued = _("valutata al {day}").format(day=day(outcome.on))
    yield Padding(aside(say(call.authority), call.id, valued), (0, 0, 0, 2))
    name = outcome.facts.value("company.name") or outcome.facts.value("project.title")
    if name:
        yield Padding(Text(str(name)), (0, 0, 0, 2))
    yield Text("")
    yield _bar(outcome, console, list(_verdict(outcome, console, file)))


def _bar(outcome: Outcome, console: Console, rows: list[RenderableType]) -> RenderableType:
    edge = Text("|" if console.options.ascii_only else "┃", style=STYLES[outcome.verdict])
    width = width_of(console) - 5
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for row in rows:
        for piece in console.render_lines(row, console.options.update(width=width), pad=False):
            grid.add_row(edge, Text.assemble(*((segment.text, segment.style or "") for segment in piece)))
    return Padding(grid, (0, 0, 0, 2))


def _verdict(outcome: Outcome, console: Console, file: str) -> Iterator[RenderableType]:
    style = STYLES[outcome.verdict]
    sign = MARKS[OVERALL[outcome.verdict]].on(console)
    yield Text(f"{sign} {overall_word(outcome.verdict).upper()}", style=style)
    yield Text(_meaning(outcome))
    words = _("Contributo, se fosse ammessa") if outcome.verdict == "not_eligible" else _("Contributo")
    yield Text.assemble(words, ": ", (contribution_words(outcome.contribution), "bold"))
    yield Text(_next_step(outcome, file), style="italic")


def _meaning(outcome: Outcome) -> str:
    if outcome.verdict == "eligible":
        return _("Tutti i requisiti del bando risultano soddisfatti con le risposte date.")
    counts = {
        "not_eligible": _blocking(outcome),
        "incomplete": len(outcome.missing),
        "undetermined": sum(1 for finding in outcome.findings if finding.verdict == "undetermined"),
        "to_verify": sum(1 for finding in outcome.findings if finding.verdict == "manual"),
    }
    n = counts[outcome.verdict]
    return _sentence(outcome.verdict, n).format(n=n)


def _blocking(outcome: Outcome) -> int:
    return sum(1 for finding in outcome.findings if finding.verdict == "fail" and finding.severity == "blocking")


def _sentence(verdict: str, n: int) -> str:
    if verdict == "not_eligible":
        return plural(
            "Un requisito che esclude non è soddisfatto: così com'è, la domanda sarebbe respinta.",
            "{n} requisiti che escludono non sono soddisfatti: così com'è, la domanda sarebbe respinta.",
            n,
        )
    if verdict == "incomplete":
        return plural(
            "Manca ancora una risposta per poter decidere.", "Mancano ancora {n} risposte per poter decidere.", n
        )
    if verdict == "undetermined":
        return _("Il testo del bando che abbiamo non basta per decidere: le parti che mancano sono elencate sotto.")
    return plural(
        "Nessun requisito risulta mancante, ma un punto lo deve giudicare una persona.",
        "Nessun requisito risulta mancante, ma {n} punti li deve giudicare una persona.",
        n,
    )


def _next_step(outcome: Outcome, file: str) -> str:
    steps = {
        "eligible": _("Ora: «grantcli dossier {file}» prepara il fascicolo."),
        "to_verify": _("Ora: guardare i punti da verificare, poi «grantcli dossier {file}» prepara il fascicolo."),
        "undetermined": _("Ora: cercare le parti mancanti nel testo ufficiale e fornirle, con la fonte, in {file}."),
        "incomplete": _("Ora: «grantcli ask {call} -o {file}» chiede solo quello che manca."),
        "not_eligible": _("Ora: vedere i rimedi qui sotto, correggere {file} e valutare di nuovo."),
    }
    return steps[outcome.verdict].format(file=file, call=outcome.call.id)


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
