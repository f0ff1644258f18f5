"""``grantcli diff A.yaml B.yaml``: what two applications answer differently, and what comes out differently."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer

from ..engine.comparison.answers import answer_changes
from ..engine.comparison.differences import Change, outcome_changes
from ..i18n import _
from .answer_words import AnswerWords
from .reading import On, ReadApplication, day_of, only_calls, read_application, today
from .shell.exits import BAD_INPUT, DONE
from .shell.setting import Setting
from .shell.terminal import give_data, messages, screen

ABOUT = _(
    "Prima le risposte, poi verdetto, importi, documenti e il resto. Serve a vedere che cosa è cambiato fra due "
    "versioni di una domanda, o a confrontare due piani."
)

_FIRST = ("verdict", "unfunded", "track", "regime", "contribution_status", "amounts.", "attachments.")
"""What comes first of an outcome, in this order."""
_OF_ANY_CALL = frozenset(
    {"verdict", "unfunded", "contribution_status", "amounts.presented", "amounts.admitted", "amounts.contribution"}
)
"""What can be compared between two calls."""


def run(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar=_("PRIMA"), help=_("La prima domanda."))],
    second: Annotated[str, typer.Argument(metavar=_("SECONDA"), help=_("La seconda domanda."))],
    on: On = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive le differenze in JSON."))] = False,
) -> int:
    """Print how the second application differs from the first."""
    day = day_of(on) if on else None
    readings = [read_application(file, ctx.obj) for file in (first, second)]
    pair = [one for one in readings if one is not None and only_calls(one, ctx.obj)]
    if len(pair) < len(readings):
        return BAD_INPUT
    one, other = pair
    days = tuple(day or each.application.on or today() for each in pair)
    answers = answer_changes(one.application.facts, other.application.facts)
    outcome = _outcome_changes(one, other, days)
    if as_json:
        from ..report.changes import changes_data

        give_data(
            {
                "schema": "grantcli/diff/1",
                "files": [first, second],
                "calls": [each.edition.call.id for each in pair],
                "days": [each.isoformat() for each in days],
                "answers": changes_data(answers),
                "outcome": changes_data(outcome),
            },
            ctx.obj,
        )
        return DONE
    _show((first, second), one, other, answers, outcome, ctx.obj)
    return DONE


def _show(
    files: tuple[str, str],
    one: ReadApplication,
    other: ReadApplication,
    answers: list[Change],
    outcome: list[Change],
    setting: Setting,
) -> None:
    from ..report.changes import AnswerSide, show_answer_changes, show_outcome_changes
    from ..report.layout import labelled, show

    console = screen(setting)
    names = zip((_("Prima"), _("Seconda")), files, (one, other), strict=True)
    show((labelled(name, _called(file, reading)) for name, file, reading in names), console)
    same = one.edition.call.id == other.edition.call.id
    if not same:
        text = _("Le due domande sono per bandi diversi: risposte date in tutte e due; dell'esito, verdetto e importi.")
        messages(setting).print(text, soft_wrap=True, markup=False)
    first, second = (AnswerSide(words.vocabulary, words.said) for words in map(AnswerWords, (one, other)))
    show_answer_changes(answers, (first, second), console, shared=not same)
    show_outcome_changes(outcome, console)


def _called(file: str, reading: ReadApplication) -> str:
    from ..wording.applicant import applicant_name

    client, call = applicant_name(reading.application.facts), reading.edition.call
    return " · ".join(part for part in (file, client, call.short or call.id) if part)


def _outcome_changes(one: ReadApplication, other: ReadApplication, days: tuple[date, ...]) -> list[Change]:
    """Return what comes out differently, the most telling first; of two calls what every call has."""
    found: Iterable[Change] = outcome_changes(one.outcome_on(days[0]), other.outcome_on(days[1]))
    if one.edition.call.id != other.edition.call.id:
        found = (change for change in found if change.path in _OF_ANY_CALL)
    return sorted(found, key=lambda change: _place(change.path))


def _place(path: str) -> int:
    return next((place for place, start in enumerate(_FIRST) if path.startswith(start)), len(_FIRST))
