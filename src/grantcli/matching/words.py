"""Matches in words: the chance, the window, what one might get."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ..i18n import _, plural, say
from ..model.timeline import Window
from ..report.outcome.amounts import amount_words
from ..report.window import by_when
from ..wording.aid_forms import form_word
from ..wording.formats import day, listing, money
from ..wording.verdicts import failed_words, unpaid_words
from .fit import Chance, Fit, Unmet
from .ranges import ContributionRange

MARK_OF: Final[dict[Chance, str]] = {
    "possible": "pass",
    "missing": "unknown",
    "undetermined": "undetermined",
    "impossible": "fail",
}
"""Chance to the mark that stands beside its words."""


def mark_of(one: Fit) -> str:
    """Return the mark that stands beside the words of a chance."""
    return "warning" if one.unfunded else MARK_OF[one.chance]


def chance_word(one: Fit) -> str:
    """Say the chance in a word."""
    words = {
        "possible": _("possibile"),
        "missing": _("mancano risposte"),
        "undetermined": _("non determinabile"),
        "impossible": _("impossibile"),
    }
    said = words[one.chance]
    return _("{verdict}, non finanziata").format(verdict=said) if one.unfunded else said


def unjudged_word() -> str:
    """Say in a word that a call was not judged, since the program broke on it."""
    return _("non giudicato")


def unmet_words(one: Unmet) -> str:
    """Say a requirement that fails."""
    return failed_words(one.text)


def window_word(one: Fit) -> str:
    """Say in a word whether one can apply on the day."""
    words = {"open": _("aperto"), "coming": _("non ancora aperto"), "closed": _("chiuso")}
    return words.get(one.window.state, _("date non note"))


def gone_words(gone: Sequence[Fit]) -> str:
    """Say which calls are left out, since they are closed and do not come back."""
    told = plural("{n} bando chiuso: {names}", "{n} bandi chiusi: {names}", len(gone))
    names = ", ".join(fit.call.short or fit.call.id for fit in gone)
    return f"{told.format(n=len(gone), names=names)} (--all)"


def when_words(window: Window, judged_on: date | None, on: date) -> str:
    """Say when one can apply, and as of which day it was judged where that is not the day ``on``."""
    said = by_when(window, on)
    if judged_on is None or judged_on == on:
        return said
    return f"{said} · {_('valutata al {day}').format(day=day(judged_on))}"


def fit_words(one: Fit) -> str:
    """Say what a company might get of a call, or at least in which forms, where nothing of its instruments is known."""
    forms = dict.fromkeys(form_word(each.form) for each in one.call.instruments)
    aid = aid_words(one.contribution)
    if aid and one.unfunded:
        return unpaid_words(aid, refused=False)
    if not forms or one.chance == "impossible":
        return aid
    return aid or _("{form}: quanto, lo dice il progetto").format(form=listing(list(forms)))


def aid_words(one: ContributionRange) -> str:
    """Say what a company might get, form by form where the call has instruments; nothing where that is unknown."""
    said = contribution_words(one) if one.gives is not None or not one.forms else ""
    return " · ".join(part for part in (said, *form_words(one)) if part)


def form_words(one: ContributionRange) -> list[str]:
    """Say of each instrument how much it gives, or might give at most."""
    words = _("{label} {amount}") if one.known else _("{label} fino a {amount}")
    return [words.format(label=say(form.label), amount=money(form.most)) for form in one.forms]


def contribution_words(one: ContributionRange) -> str:
    """Say what a company might get of what is not paid back; nothing where that is unknown.

    Where only the cap of the call is known, that it is the cap of everybody.
    """
    if one.known:
        return _of_plan(one)
    name = form_word(one.gives) if one.gives is not None else _("contributo")
    said = _bounds(one)
    if said:
        return f"{name}: {said}"
    if one.ceiling is not None:
        capped = _("{form}: quanto, lo dice il progetto; il bando ne dà al massimo {most}")
        return capped.format(form=name, most=money(one.ceiling))
    return _("{form}: quanto, lo dice il progetto").format(form=name) if one.gives is not None else ""


def _bounds(one: ContributionRange) -> str:
    if one.most is None:
        return "" if one.least is None else _("almeno {least}").format(least=money(one.least))
    if one.least is None:
        said = _("fino a {most}").format(most=money(one.most))
    elif one.least == one.most:
        said = money(one.most)
    else:
        said = _("da {least} a {most}").format(least=money(one.least), most=money(one.most))
    return said if one.status == "official" else _("{amount} (stima)").format(amount=said)


def _of_plan(one: ContributionRange) -> str:
    said = amount_words(one.most, one.status)
    if one.most is not None:
        return f"{form_word(one.gives)}: {said}" if one.gives is not None else said
    parts = [f"{_('Contributo')}: {said}"]
    if one.estimate is not None:
        parts.append(_("Stima, non del bando: {amount}").format(amount=money(one.estimate)))
    return " · ".join(parts)
