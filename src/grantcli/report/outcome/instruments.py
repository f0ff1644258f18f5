"""The instruments on a terminal: what each gives and how, what is paid back, what is left to the applicant."""

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from ...i18n import _, say
from ...model.instruments.instalment_plan import InstalmentPlan
from ...model.instruments.support import InstrumentOutcome, SupportOutcome
from ...model.outcome import Outcome, Step
from ...wording.aid_forms import (
    form_word,
    parts_of,
    plan_words,
    rounding_left,
    share_words,
    sums_of_support,
    terms_words,
)
from ...wording.figures import figures_named
from ...wording.formats import change, day, money
from ...wording.provenance import figure_word, status_word
from ..layout import Screen, aside, columns, entry, heading, labelled


def instruments(outcome: Outcome, console: Console, *, verbose: bool = False) -> Screen:
    """Show every instrument with its steps, those not taken with what they would give, and the sums of all."""
    support = outcome.contribution.support
    if support is None:
        return
    guessed = _("{n} · stima") if support.status == "estimate" else "{n}"
    yield heading(_("Gli strumenti"), guessed.format(n=len(support.instruments)))
    for one in support.instruments:
        mark = {True: "pass", False: "none", None: "unknown"}[one.applies]
        yield entry(console, mark, *_instrument(one, outcome, verbose))
    yield columns(_sums(support), "full", "right")


def _instrument(one: InstrumentOutcome, outcome: Outcome, verbose: bool) -> Iterator[RenderableType]:
    style = "bold" if one.applies else ""
    title = Text(say(one.label), style=style)
    title.append(f"  {_('non calcolabile') if one.amount is None else money(one.amount)}", style=style or "not bold")
    if status_word(one.status) and one.amount is not None:
        title.append(f" [{status_word(one.status)}]", style="bold yellow")
    yield title
    yield aside(form_word(one.form), one.id, one.cite, share_words(one), parts_of(one))
    if one.because:
        yield labelled(_("Perché"), say(one.because))
    if one.missing_figures:
        yield labelled(_("Mancano le cifre"), figures_named(one.missing_figures, outcome.call))
    if one.applies or verbose:
        yield from (_step(step) for step in one.steps if step.amount or verbose)
        yield from (_step(step, _("di cui {amount}").format(amount=money(step.amount))) for step in one.kept_steps)
    if one.applies and one.terms is not None:
        yield from _loan(one, verbose)
    if one.applies and one.equivalent != one.amount:
        yield labelled(_("Equivalente sovvenzione lordo"), _equivalent(one))
        yield from (_step(step) for step in one.equivalent_steps)


def _loan(one: InstrumentOutcome, verbose: bool) -> Iterator[RenderableType]:
    """Yield the terms of a loan, its plan in one line, and where all is wanted every instalment."""
    if one.terms is None:
        return
    labels = {"interest": _("Finanziamento convenzionale"), "guarantee": _("Prestito garantito")}
    yield labelled(labels.get(one.form, _("Piano")), terms_words(one.terms))
    if one.plan is None or one.form != "loan" or not one.plan.instalments:
        return
    told = (plan_words(one.plan), rounding_left(one.plan))
    yield labelled(_("Rate"), ", ".join(part for part in told if part))
    if verbose:
        yield columns(_instalments(one.plan), "right", "left", "right", "right", "right")


def _instalments(plan: InstalmentPlan) -> Iterator[list[RenderableType]]:
    yield [Text(title, style="dim") for title in (_("n."), _("Giorno"), _("Capitale"), _("Interessi"), _("Residuo"))]
    for row in plan.instalments:
        when = "—" if row.on is None else day(row.on)
        amounts = (row.capital, row.interest, row.left)
        yield [Text(str(row.period)), Text(when), *(Text(money(amount)) for amount in amounts)]


def _equivalent(one: InstrumentOutcome) -> str:
    if one.equivalent is None:
        return say(one.equivalent_why) or _("non calcolabile")
    word = status_word(one.equivalent_status)
    return f"{money(one.equivalent)} [{word}]" if word else money(one.equivalent)


def _step(step: Step, amount: str = "") -> Text:
    source = " · ".join(part for part in (step.rule, step.cite, figure_word(step)) if part)
    told = Text(f"{amount or change(step.amount)}  {say(step.text)}")
    told.append(f"  {source}", style="dim")
    return told


def _sums(support: SupportOutcome) -> Iterator[tuple[RenderableType, RenderableType]]:
    for label, amount in sums_of_support(support):
        yield Text(label), Text(_("non calcolabile") if amount is None else money(amount), style="bold")
