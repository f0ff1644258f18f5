"""The money of a call as its text gives it: budget, regimes with their rates, caps; what may be bought and what not."""

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from ..i18n import _, say
from ..model.call import Call
from ..model.contribution import Bonus, Cap, Rate, Regime, Tier
from ..model.expense import Category, Limit, LineRule
from ..model.instruments.payments import Payment
from ..model.vocabulary import Vocabulary
from ..wording.figures import figure_words
from ..wording.formats import money, number, percent
from ..wording.provenance import status_word
from .layout import Screen, aside, entry, heading, note


def funding(call: Call, console: Console, vocabulary: Vocabulary) -> Screen:
    """Show budget, form of aid, regimes with rates and bonuses, caps and floors."""
    contribution = call.contribution
    if not (contribution.regimes or contribution.caps or (call.budget and call.budget.total)):
        return
    yield heading(_("Quanto"), say(contribution.form))
    if call.budget and call.budget.total is not None:
        words = _("Dotazione: {amount}").format(amount=money(call.budget.total))
        said = (Text(say(text), style="dim") for text in (call.budget.text, call.budget.explained) if text)
        yield entry(console, "info", Text(words), *said, aside(call.budget.cite))
    for track in call.tracks:
        amount = money(track.budget) if track.budget is not None else ""
        yield entry(console, "info", Text(f"{track.id}  {say(track.text)}  {amount}".rstrip()), aside(track.cite))
    for regime in contribution.regimes:
        yield entry(console, _mark(regime.status), *_regime(regime, vocabulary))
    for cap in contribution.caps:
        yield entry(console, "info", *cap_lines(cap, vocabulary))


def payments(call: Call, console: Console, vocabulary: Vocabulary) -> Screen:
    """Show when the money arrives; nothing of a call that does not say it."""
    if call.payments:
        yield heading(_("Quando arrivano i soldi"))
    for one in call.payments:
        yield entry(
            console,
            _mark(one.status),
            Text(say(one.text)),
            aside(one.id, _paid(one, vocabulary), one.cite, say(one.note)),
        )


def _paid(one: Payment, vocabulary: Vocabulary) -> str:
    parts = [figure_words(one.share, percent, vocabulary)] if one.share is not None else []
    parts += [figure_words(one.amount, money, vocabulary)] if one.amount is not None else []
    parts += (
        [_("al più {amount}").format(amount=figure_words(one.most, money, vocabulary))] if one.most is not None else []
    )
    parts += [_("in {n} parti").format(n=figure_words(one.times, number, vocabulary))] if one.times is not None else []
    return ", ".join(parts)


def costs(call: Call, console: Console, vocabulary: Vocabulary, *, verbose: bool = False) -> Screen:
    """Show the categories of cost, the limits on them, and the letters that refuse a line."""
    expenses = call.expenses
    if expenses.categories:
        yield heading(_("Che cosa si può comprare"), str(len(expenses.categories)))
    for category in expenses.categories:
        title = Text.assemble((category.id, "bold"), f" {say(category.text)}")
        yield entry(console, _mark(category.status), title, *_computed(category, vocabulary), aside(category.cite))
    for limit in expenses.limits:
        yield entry(
            console, _mark(limit.status), Text(say(limit.text)), aside(limit.id, _limit(limit, vocabulary), limit.cite)
        )
    if expenses.refused:
        yield heading(_("Che cosa non è ammesso"), str(len(expenses.refused)))
        yield from _refusals(expenses.refused, console, verbose)


def _computed(category: Category, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    """Say how the cost of a category is computed, where it is not simply what is spent."""
    if category.flat is not None:
        words = _("a forfait: {share} delle categorie {categories}")
        yield Text(
            words.format(
                share=figure_words(category.flat.share, percent, vocabulary), categories=", ".join(category.flat.of)
            )
        )
    if category.units:
        amounts = ", ".join(figure_words(unit.amount, money, vocabulary) for unit in category.units)
        yield Text(_("per unità: {amounts}").format(amounts=amounts))


def _mark(status: str) -> str:
    return "undetermined" if status == "missing" else "info"


def _regime(regime: Regime, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    title = Text(say(regime.title), style="bold")
    yield title
    beside = _("stima al posto di {regime}").format(regime=regime.estimates) if regime.estimates else ""
    yield aside(regime.id, regime.cite, status_word(regime.status), beside)
    for rate in regime.rates:
        yield Text(rate_words(rate, vocabulary))
    for tier in regime.tiers:
        yield Text(tier_words(tier, vocabulary))
    for bonus in regime.bonuses:
        yield Text(bonus_words(bonus, vocabulary))
    if regime.lump_sum is not None:
        yield Text(_("somma forfettaria: {amount}").format(amount=figure_words(regime.lump_sum, money, vocabulary)))
    for cap in regime.caps:
        yield from cap_lines(cap, vocabulary)


def tier_words(tier: Tier, vocabulary: Vocabulary) -> str:
    """Say a tier: from which cost, and its rate."""
    words = _("da {amount}: {rate}") if tier.over is None else _("oltre {amount}: {rate}")
    low = tier.from_ if tier.over is None else tier.over
    return words.format(amount=figure_words(low, money, vocabulary), rate=figure_words(tier.rate, percent, vocabulary))


def rate_words(rate: Rate, vocabulary: Vocabulary) -> str:
    """Say a rate: how much, of what."""
    share = (
        figure_words(rate.rate, percent, vocabulary) if rate.rate is not None else _("percentuale mancante nel testo")
    )
    return f"{share}  {say(rate.text) or ', '.join(rate.categories) or rate.id}"


def bonus_words(bonus: Bonus, vocabulary: Vocabulary) -> str:
    """Say a bonus: the points or the sum that it adds, and for what."""
    points = (
        figure_words(bonus.points, percent, vocabulary)
        if bonus.fixed is None
        else figure_words(bonus.fixed, money, vocabulary)
    )
    return _("+ {points}  {what}").format(points=points, what=say(bonus.text) or bonus.id)


def cap_lines(cap: Cap, vocabulary: Vocabulary) -> Iterator[RenderableType]:
    """Yield the lines of a cap or a floor: how much, what it says, where."""
    if cap.amount is not None:
        size = figure_words(cap.amount, money, vocabulary)
    else:
        size = (
            figure_words(cap.share, percent, vocabulary) if cap.share is not None else _("importo mancante nel testo")
        )
    words = _("Minimo: {size}") if cap.least else _("Massimo: {size}")
    yield Text(words.format(size=size)).append(f"  {say(cap.text)}")
    yield aside(cap.id, cap.cite, status_word(cap.status))


def _limit(limit: Limit, vocabulary: Vocabulary) -> str:
    parts = [figure_words(limit.share, percent, vocabulary)] if limit.share is not None else []
    parts += [figure_words(limit.amount, money, vocabulary)] if limit.amount is not None else []
    return " · ".join([*parts, status_word(limit.status)] if status_word(limit.status) else parts)


def _refusals(rules: tuple[LineRule, ...], console: Console, verbose: bool) -> Screen:
    for rule in rules:
        letter = f"{rule.letter}) " if rule.letter else ""
        text = Text(f"{letter}{say(rule.text)}")
        small = [aside(rule.id, rule.cite, status_word(rule.status))] if verbose else []
        yield entry(console, "manual" if rule.verdict == "manual" else "none", text, *small)
    if not verbose:
        yield note(_("Ogni voce ha la sua fonte: --all."), "dim")
