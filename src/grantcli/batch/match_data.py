"""Matches as data and as the rows of a table."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from ..i18n import _, say
from ..model.fact import Vocabulary
from ..wording.facts import label_of, question_of
from .fit import Fit
from .match import Ask, Match
from .row import Data

SCHEMA = "grantcli/match/1"


def match_data(matches: Iterable[Match], words: Vocabulary, on: date) -> Data:
    """Return matches ready for ``json.dumps``: amounts are strings with two decimals, dates ISO 8601."""
    return {"schema": SCHEMA, "on": on.isoformat(), "companies": [_company(one, words) for one in matches]}


def _company(one: Match, words: Vocabulary) -> Data:
    return {"name": one.name, "asks": [_ask(ask, words) for ask in one.asks], "calls": [_fit(fit) for fit in one.fits]}


def _ask(ask: Ask, words: Vocabulary) -> Data:
    return {"fact": ask.key, "question": question_of(ask.key, words), "waiting": ask.waiting, "opened": ask.opened}


def _fit(one: Fit) -> Data:
    opens, closes = one.window.opens, one.window.closes
    return {
        "call": one.call.id,
        "title": say(one.call.title),
        "chance": one.chance,
        "open": one.open,
        "window": {
            "state": one.window.state,
            "opens": None if opens is None else opens.isoformat(),
            "closes": None if closes is None else closes.isoformat(),
        },
        "reasons": [{"id": ident, "text": text} for ident, text in one.reasons],
        "missing": list(one.missing),
        "missing_figures": list(one.figures),
        "contribution": {
            "least": _euro(one.contribution.least),
            "most": _euro(one.contribution.most),
            "status": one.contribution.status,
            "known": one.contribution.known,
        },
    }


def _euro(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


MONEY = frozenset({"least", "most"})


def columns() -> dict[str, str]:
    """Return the titles of the columns in the language spoken now."""
    return {
        "name": _("Impresa"),
        "call": _("Bando"),
        "chance": _("Possibilità"),
        "window": _("Sportello"),
        "closes": _("Scadenza"),
        "least": _("Contributo da"),
        "most": _("Contributo fino a"),
        "status": _("Natura del contributo"),
        "reasons": _("Motivi"),
        "missing": _("Risposte mancanti"),
    }


def match_rows(one: Match, words: Vocabulary) -> Iterator[Data]:
    """Yield a row of the table for each call."""
    for fit in one.fits:
        data = _fit(fit)
        closes = fit.window.closes
        yield {
            "name": one.name,
            "call": data["call"],
            "chance": chance_word(fit),
            "window": window_word(fit),
            "closes": None if closes is None else closes.isoformat(),
            "least": _euro(fit.contribution.least),
            "most": _euro(fit.contribution.most),
            "status": fit.contribution.status,
            "reasons": [f"{ident}: {text}" for ident, text in fit.reasons],
            "missing": [label_of(key, words) for key in fit.missing],
        }


def chance_word(one: Fit) -> str:
    """Say the chance in a word."""
    words = {
        "possible": _("possibile"),
        "missing": _("mancano risposte"),
        "undetermined": _("non determinabile"),
        "impossible": _("impossibile"),
    }
    return words[one.chance]


def window_word(one: Fit) -> str:
    """Say in a word whether one can apply on the day."""
    words = {"open": _("aperto"), "coming": _("non ancora aperto"), "closed": _("chiuso")}
    return words.get(one.window.state, _("date non note"))
