"""The contribution: how it comes about, and what each regime would give."""

from collections.abc import Iterator
from decimal import Decimal

from rich.console import Console, RenderableType
from rich.text import Text

from ...i18n import _, say
from ...model.call import Call
from ...model.computing.call_figure import fixed
from ...model.outcome import AmountStatus, ContributionOutcome, ExpenseTotals, Outcome, RegimeOutcome, Share, Step
from ...money import ZERO
from ...wording.estimate_pages import estimate_pages
from ...wording.figures import estimate_amount, figures_named
from ...wording.formats import money, percent
from ...wording.provenance import figure_word, status_word
from ..layout import Screen, aside, columns, entry, heading, labelled, note
from .waterfall import TextBar, waterfall


def amount_words(amount: Decimal | None, status: AmountStatus) -> str:
    """Say a contribution in one phrase: the amount, whether it is an estimate, or that it is open."""
    if amount is None:
        return _("non calcolabile")
    return _("{amount} (stima)").format(amount=money(amount)) if status == "estimate" else money(amount)


def amounts(outcome: Outcome, console: Console, *, verbose: bool = False) -> Screen:
    """Show the waterfall from presented to contribution, why a regime applies, the partners' shares."""
    contribution = outcome.contribution
    yield heading(_("Il denaro"), _("stima") if contribution.status == "estimate" else "")
    if contribution.support is not None and contribution.support.cost is None:
        yield waterfall(list(_grant(contribution, _shares(outcome), verbose)), console)
        return
    if not outcome.expenses.known:
        yield entry(console, "unknown", Text(_("L'elenco delle spese manca: senza, non c'è nulla da calcolare.")))
        return
    bars = [*_admission(outcome.expenses, verbose), *_grant(contribution, _shares(outcome), verbose)]
    yield waterfall(bars, console)
    yield from _remarks(outcome, console)
    yield from _partners(outcome)


def regimes(outcome: Outcome, console: Console, *, verbose: bool = False) -> Screen:
    """Show all regimes side by side: which applies, what each would give, and why."""
    given = outcome.contribution.regimes
    if len(given) < 2 and not verbose:
        return
    if not given:
        return
    yield heading(_("I regimi a confronto"), str(len(given)))
    for regime in given:
        yield entry(console, "pass" if regime.applies else "none", *_regime(regime, outcome.call, verbose))


def _admission(totals: ExpenseTotals, verbose: bool) -> Iterator[TextBar]:
    yield TextBar(_("Presentato"), totals.presented, "total")
    moves: dict[str, tuple[Step, Decimal]] = {}
    for line in totals.lines:
        for step in line.steps:
            first, sum_before = moves.get(step.rule, (step, ZERO))
            moves[step.rule] = (first, sum_before + step.amount)
    limits = {step.rule for step in totals.limits}
    for step, amount in sorted(moves.values(), key=lambda move: move[0].rule in limits):
        if amount or verbose:
            yield TextBar(say(step.text), amount, note=_source(step))
    yield TextBar(_("Ammesso"), totals.admitted, "total")


def _shares(outcome: Outcome) -> dict[str, str]:
    """Return the percentages that rates and bonuses give, as written in the call or supplied, by id."""
    found: dict[str, Decimal] = {}
    for regime in outcome.call.contribution.regimes:
        found |= {rate.id: share for rate in regime.rates if (share := fixed(rate.rate)) is not None}
        found |= {bonus.id: share for bonus in regime.bonuses if (share := fixed(bonus.points)) is not None}
    supplied = outcome.facts.supplied.items()
    found |= {name: given.value for name, given in supplied if isinstance(given.value, Decimal)}
    return {name: percent(share) for name, share in found.items() if share <= 1}


def _grant(contribution: ContributionOutcome, shares: dict[str, str], verbose: bool) -> Iterator[TextBar]:
    shown = [step for step in contribution.steps if step.amount or verbose]
    for place, step in enumerate(shown):
        share = shares.get(step.rule, "")
        source = " · ".join(part for part in (share, _source(step)) if part)
        yield TextBar(say(step.text), step.amount, "move" if place else "start", source)
    title = _("Contributo (stima)") if contribution.status == "estimate" else _("Contributo")
    yield TextBar(title, contribution.amount, "total")
    for step in contribution.withheld:
        yield TextBar(say(step.text), step.amount, note=_source(step))
    for untold in contribution.withheld_open:
        why = _("manca: {keys}").format(keys=", ".join(untold.missing)) if untold.missing else _("non si può dire")
        yield TextBar(say(untold.text), None, note=" · ".join((untold.rule, untold.cite, why)))
    if contribution.withheld or contribution.withheld_open:
        yield TextBar(_("Netto a ricevere"), contribution.net, "total")


def _source(step: Step) -> str:
    return " · ".join(part for part in (step.rule, step.cite, figure_word(step)) if part)


def _remarks(outcome: Outcome, console: Console) -> Iterator[RenderableType]:
    contribution = outcome.contribution
    if contribution.why and contribution.amount is None:
        yield note(say(contribution.why), "dim")
    if pages := estimate_pages(outcome):
        yield note(pages, "dim")
    estimate = contribution.estimate
    if estimate is not None and estimate.amount is not None:
        words = _("{title}: {amount} (stima)").format(title=say(estimate.title), amount=estimate_amount(estimate))
        yield entry(console, "info", Text(words), Text(say(estimate.because), style="dim"))
    yield from _doubtful(outcome, console)
    used: dict[str, list[str]] = {}
    for step in contribution.steps:
        if step.supplied:
            used.setdefault(step.supplied, []).append(step.rule)
    for source, rules in used.items():
        words = _("Cifre fornite da chi compila: {rules}").format(rules=figures_named(rules, outcome.call))
        yield entry(console, "info", Text(words), labelled(_("Fonte"), source))


def _doubtful(outcome: Outcome, console: Console) -> Iterator[RenderableType]:
    doubtful = [line.id for line in outcome.expenses.lines if line.verdict in ("unknown", "manual")]
    if doubtful:
        words = _("Righe ancora da decidere, contate per ora come ammesse: {lines}").format(lines=", ".join(doubtful))
        yield entry(console, "unknown", Text(words))


def _partners(outcome: Outcome) -> Iterator[RenderableType]:
    shares = outcome.contribution.partners
    if not shares:
        return
    names = {one.id: str(one.value("company.name") or "") for one in outcome.facts.lists.get("partners", ())}
    yield note(_("Ripartizione fra i partner"), "bold")
    titles = (_("Partner"), _("Presentato"), _("Ammesso"), _("Contributo"))
    heads: list[RenderableType] = [Text(title, style="dim") for title in titles]
    rows = [_share(share, names.get(share.partner, "")) for share in shares]
    yield columns([heads, *rows], "full", "right", "right", "right")


def _share(share: Share, name: str) -> list[RenderableType]:
    partner = Text(f"{share.partner}  {name}".strip())
    return [partner, *(money(amount) for amount in (share.presented, share.admitted, share.amount))]


def _regime(regime: RegimeOutcome, call: Call, verbose: bool) -> Iterator[RenderableType]:
    title = Text(say(regime.title), style="bold" if regime.applies else "")
    amount = _("non calcolabile") if regime.amount is None else money(regime.amount)
    title.append(f"  {amount}", style="bold" if regime.applies else "not bold")
    if status_word(regime.status) and regime.amount is not None:
        title.append(f" [{status_word(regime.status)}]", style="bold yellow")
    yield title
    shown_beside = _("stima al posto di {regime}").format(regime=regime.estimates) if regime.estimates else ""
    yield aside(regime.id, regime.cite, _("si applica") if regime.applies else _("non si applica"), shown_beside)
    if regime.because:
        yield labelled(_("Perché"), say(regime.because))
    if regime.missing_figures:
        yield labelled(_("Mancano le cifre"), figures_named(regime.missing_figures, call))
    if verbose and not regime.applies:
        for step in regime.steps:
            yield Text(f"{money(step.amount)}  {say(step.text)}  ({_source(step)})")
