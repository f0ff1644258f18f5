"""Matches as data and as the rows of a table."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ..batch.rows.row import Data
from ..i18n import _, say
from ..model.timeline import Window
from ..wording.facts import label_of
from ..wording.verdicts import amount_word
from .fit import Fit
from .match import Match, asks_of_all
from .ranking import CHANCES, Total, totals
from .words import chance_word, form_words, unjudged_word, window_word

SCHEMA = "grantcli/match/1"


def match_data(matches: Sequence[Match], on: date) -> Data:
    """Return matches ready for ``json.dumps``: amounts are strings with two decimals, dates ISO 8601."""
    return {
        "schema": SCHEMA,
        "on": on.isoformat(),
        "calls": [_total(one) for one in totals(matches)],
        "asks": [
            {"fact": ask.key, "question": ask.question, "companies": ask.waiting, "opened": ask.opened}
            for ask in asks_of_all(matches)
        ],
        "companies": [company_data(one) for one in matches],
    }


def _total(one: Total) -> Data:
    return {
        "call": one.like.call.id,
        "title": say(one.like.call.title),
        "open": one.like.open,
        "window": _window(one.like.window),
        "judged_on": _iso(one.judged_on),
        **{chance: one.chances[chance] for chance in CHANCES},
        "unfunded": one.unfunded,
        "contribution": {
            "companies": one.computed,
            "amount": _euro(one.amount if one.computed else None),
            "status": one.status,
            "most_of_others": _euro(one.most),
            "ceiling": _euro(one.ceiling),
        },
        "reasons": [{**each._asdict(), "companies": count} for each, count in one.reasons],
    }


def company_data(one: Match) -> Data:
    """Return a company with its calls ready for ``json.dumps``."""
    who = one.who
    return {
        "name": who.name,
        "id": who.ident or None,
        "vat_number": who.vat_number or None,
        "file": who.file,
        "row": who.row or None,
        "asks": [
            {"fact": ask.key, "question": ask.question, "waiting": ask.waiting, "opened": ask.opened}
            for ask in one.asks
        ],
        "calls": [_fit(fit) for fit in one.fits],
        "unjudged": [
            {"call": each.call.id, "title": say(each.call.title), "error": each.error} for each in one.unjudged
        ],
    }


def _fit(one: Fit) -> Data:
    return {
        "call": one.call.id,
        "title": say(one.call.title),
        "chance": one.chance,
        "unfunded": one.unfunded,
        "open": one.open,
        "window": _window(one.window),
        "judged_on": one.judged_on.isoformat(),
        "reasons": [each._asdict() for each in one.reasons],
        "missing": list(one.missing),
        "missing_figures": list(one.figures),
        "contribution": {
            "least": _euro(one.contribution.least),
            "most": _euro(one.contribution.most),
            "status": one.contribution.status,
            "known": one.contribution.known,
            "estimate": _euro(one.contribution.estimate),
            "ceiling": _euro(one.contribution.ceiling),
            "form": one.contribution.gives,
        },
        "forms": [
            {"id": form.id, "form": form.form, "label": say(form.label), "most": _euro(form.most)}
            for form in one.contribution.forms
        ],
    }


def _window(one: Window) -> Data:
    return {"state": one.state, "opens": _iso(one.opens), "closes": _iso(one.closes)}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _euro(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


MONEY = frozenset({"least", "most", "estimate", "ceiling"})


def columns() -> dict[str, str]:
    """Return the titles of the columns in the language spoken now."""
    return {
        "name": _("Impresa"),
        "call": _("Bando"),
        "chance": _("Possibilità"),
        "window": _("Sportello"),
        "closes": _("Scadenza"),
        "judged_on": _("Valutata al"),
        "least": _("Contributo da"),
        "most": _("Contributo fino a"),
        "status": _("Natura del contributo"),
        "estimate": _("Stima, non del bando"),
        "ceiling": _("Massimo del bando, per chiunque"),
        "forms": _("Forme dell'aiuto"),
        "reasons": _("Motivi"),
        "missing": _("Risposte mancanti"),
        "ask": _("Risposta che apre più bandi"),
        "id": _("Sigla"),
        "vat_number": _("Partita IVA"),
        "file": _("File"),
        "row": _("Riga"),
    }


def match_rows(one: Match) -> Iterator[Data]:
    """Yield a row of the table for each call, last those that were not judged."""
    who = {"id": one.who.ident, "vat_number": one.who.vat_number, "file": one.who.file, "row": one.who.row or None}
    ask = one.asks[0].question if one.asks else ""
    for fit in one.fits:
        yield {
            "name": one.name,
            "call": fit.call.id,
            "chance": chance_word(fit),
            "window": window_word(fit),
            "closes": _iso(fit.window.closes),
            "judged_on": _iso(fit.judged_on),
            "least": _euro(fit.contribution.least),
            "most": _euro(fit.contribution.most),
            "status": "" if fit.chance == "impossible" else amount_word(fit.contribution.status),
            "estimate": _euro(fit.contribution.estimate),
            "ceiling": _euro(fit.contribution.ceiling),
            "forms": form_words(fit.contribution),
            "reasons": [f"{each.id}: {each.text}" for each in fit.reasons],
            "missing": [label_of(key, fit.vocabulary) for key in fit.missing],
            "ask": ask,
            **who,
        }
    for each in one.unjudged:
        yield {"name": one.name, "call": each.call.id, "chance": unjudged_word(), "reasons": [each.error], **who}
