"""What the texts leave open: disagreements, gaps, warnings, and which texts were used."""

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from ...i18n import _, plural, say
from ...model.call import Discrepancy, Source
from ...model.outcome import Outcome
from ...wording.formats import day
from ..layout import Screen, aside, entry, heading, labelled, note


def discrepancies(outcome: Outcome, console: Console, *, verbose: bool = False) -> Screen:
    """Show where sources disagree on what touches the application; ``verbose``: everywhere, reading by reading."""
    known = [item for item in outcome.discrepancies if item.shown or verbose]
    told = [item for item in known if verbose or item.id not in outcome.untouched]
    if not told:
        return
    yield heading(_("Dove le fonti non concordano"), str(len(told)))
    for item in told:
        yield entry(console, "info", *(_discrepancy(item) if verbose else _followed(item)))
    if not verbose:
        yield note(_rest(len(known) - len(told)), "dim")


def _rest(others: int) -> str:
    if not others:
        return _("Che cosa dice ciascuna fonte: --all.")
    return plural(
        "Che cosa dice ciascuna fonte, e un'altra divergenza che qui non tocca nulla: --all.",
        "Che cosa dice ciascuna fonte, e altre {n} divergenze che qui non toccano nulla: --all.",
        others,
    ).format(n=others)


def _followed(item: Discrepancy) -> Iterator[RenderableType]:
    yield Text(say(item.text))
    if item.followed:
        yield Text(say(item.followed), style="dim")


def _discrepancy(item: Discrepancy) -> Iterator[RenderableType]:
    yield Text(say(item.text))
    for reading in item.readings:
        yield labelled(reading.cite, say(reading.text))
    if item.followed:
        yield labelled(_("Si segue"), say(item.followed))


def gaps(outcome: Outcome, console: Console) -> Screen:
    """Show the parts of the call that our text lacks, and what is therefore undetermined."""
    if not outcome.call.gaps:
        return
    yield heading(_("Parti del bando che non abbiamo"), str(len(outcome.call.gaps)))
    for gap in outcome.call.gaps:
        yield entry(
            console, "undetermined", Text(say(gap.what)), aside(gap.cite), Text(say(gap.consequence), style="dim")
        )


def warnings(outcome: Outcome, console: Console) -> Screen:
    """Show the warnings that belong to no rule."""
    if not outcome.warnings:
        return
    yield heading(_("Avvertenze"))
    for warning in outcome.warnings:
        yield entry(console, "warning", Text(say(warning)))


def sources(outcome: Outcome, console: Console) -> Screen:
    """List the texts of the call, each under the name that the citations use."""
    given = outcome.call.sources
    if not given:
        return
    yield heading(_("Fonti"))
    for name, source in given.items():
        yield entry(console, "info", *_source(name, source))


def _source(name: str, source: Source) -> Iterator[RenderableType]:
    yield Text.assemble((name, "bold"), f"  {say(source.title)}")
    dated = day(source.dated) if source.dated else ""
    checked = _("controllata il {day}").format(day=day(source.checked)) if source.checked else ""
    yield aside(say(source.issuer), dated, checked)
    if source.address:
        yield Text(source.address, style="dim", overflow="fold")
