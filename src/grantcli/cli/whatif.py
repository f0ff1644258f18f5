"""``grantcli whatif FILE``: what would change the contribution, and what a changed answer would do."""

from pathlib import Path
from typing import Annotated

import typer

from ..i18n import _
from ..model.facts import Facts
from ..model.outcome import Outcome
from ..model.vocabulary import Vocabulary
from ..problem import errors
from .library import Library, folders
from .reading import File, On, ReadApplication, day_of, only_calls, read_application, tell, today
from .shell.exits import BAD_INPUT, DONE
from .shell.setting import Setting
from .shell.terminal import give_data, screen

ABOUT = _(
    "Senza --set dice quale limite taglia ora, quanto si può spendere ancora prima del prossimo, quanto rende un euro "
    "in più in ogni categoria, che cosa costa di più. Con --set rifà la valutazione e mostra solo ciò che cambia; un "
    "valore vuoto toglie la risposta."
)


def _completed(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return what completes an answer: keys of the facts that the application's call knows, then the values they take.

    Before the file is typed, the facts common to all calls.
    """
    typed = (word for word in ctx.args if not word.startswith("-"))  # words of a line that ends in the middle
    vocabulary = _vocabulary(ctx.params.get("file") or next(typed, None))
    key, mark, value = incomplete.partition("=")
    if not mark:
        return [
            f"{one}="
            for one, fact in vocabulary.items()
            if one.startswith(key) and "[]" not in one and not fact.derived
        ]
    fact = vocabulary.get(key)
    if fact is None:
        return []
    words = ("sì", "no") if fact.kind == "yes_no" else tuple(fact.choices or ())
    return [f"{key}={one}" for one in words if one.startswith(value)]


def _vocabulary(file: str | None) -> Vocabulary:
    from ..loading.application.application import load_application

    library = Library(folders(Setting()))
    if file and file != "-":
        application, _problems = load_application(Path(file), library)
        if application is not None:
            return library[application.call].vocabulary
    from ..loading.application.profile import profile_vocabulary

    return profile_vocabulary()[0]


def run(
    ctx: typer.Context,
    file: File,
    changed: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar=_("DATO=VALORE"),
            help=_("Una risposta cambiata; si può ripetere."),
            autocompletion=_completed,
        ),
    ] = None,
    on: On = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive il risultato in JSON."))] = False,
) -> int:
    """Ask what if, of the application as it is."""
    changes = dict(_change(text) for text in changed or ())
    day = day_of(on) if on else None
    reading = read_application(file, ctx.obj)
    if reading is None or not only_calls(reading, ctx.obj):
        return BAD_INPUT
    day = day or reading.application.on or today()
    outcome = reading.outcome_on(day)
    if not changes:
        return _headroom(reading, outcome, ctx.obj, as_json)
    facts = _changed_facts(reading, changes, ctx.obj)
    if facts is None:
        return BAD_INPUT
    from ..assessment.assess import assess

    return _difference(outcome, assess(reading.edition, facts, day), ctx.obj, as_json)


def _change(text: str) -> tuple[str, str | None]:
    key, mark, value = text.partition("=")
    if not mark or not key.strip():
        message = _("«{text}» non va: si scrive DATO=VALORE, come company.active=sì").format(text=text)
        raise typer.BadParameter(message, param_hint="--set")
    return key.strip(), value.strip() or None


def _changed_facts(reading: ReadApplication, changes: dict[str, str | None], setting: Setting) -> Facts | None:
    from ..loading.cases import overlay

    figures = {key for key in changes if key.startswith("supplied.")}
    whole: dict[str, object] = {key: value for key, value in changes.items() if key not in figures}
    if figures:
        given = {key.removeprefix("supplied."): {"value": changes[key], "source": "--set"} for key in figures}
        whole["supplied"] = given
    facts, problems = overlay(reading.application.facts, whole, reading.edition)
    tell([problem.in_file("--set") for problem in problems], setting)
    return None if any(errors(problems)) else facts


def _headroom(reading: ReadApplication, outcome: Outcome, setting: Setting, as_json: bool) -> int:
    from ..engine.whatif.sensitivity import what_if
    from ..report.whatif import show_what_if, what_if_data

    answer = what_if(reading.edition, outcome.facts, outcome.on)
    if as_json:
        give_data(what_if_data(answer), setting)
    else:
        show_what_if(answer, outcome, screen(setting))
    return DONE


def _difference(before: Outcome, after: Outcome, setting: Setting, as_json: bool) -> int:
    from ..engine.comparison.differences import outcome_changes
    from ..report.changes import changes_data, show_outcome_changes

    changes = outcome_changes(before, after)
    if as_json:
        give_data({"schema": "grantcli/diff/1", "outcome": changes_data(changes)}, setting)
    else:
        show_outcome_changes(changes, screen(setting))
    return DONE
