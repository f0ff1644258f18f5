"""What an interview starts from: a file to go on with, a company's profile, or nothing."""

import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..i18n import _
from ..loading.application.application import load_application, load_profile
from ..model.call import Edition
from ..model.facts import Facts
from ..problem import Place, Problem, errors, reason_of
from .library import Library


class Start(NamedTuple):
    """The facts known, those of the profile among them, the day that the file gives, and how it names the profile."""

    facts: Facts = Facts()
    under: Facts = Facts()
    on: date | None = None
    profile: str = ""


def starting_point(
    edition: Edition, library: Library, file: Path, profile: Path | None
) -> tuple[Start | None, list[Problem]]:
    """Read the application ``file`` where there is one, else begin from the ``profile``; None where neither can be."""
    unwritable = _unwritable(file)
    if unwritable:
        return None, [unwritable]
    if file.exists():
        return _resumed(edition, library, file, profile)
    if profile is None:
        return Start(), []
    facts, problems = load_profile(profile, edition.vocabulary)
    if any(errors(problems)):
        return None, problems
    return Start(facts, facts, None, os.path.relpath(profile, file.parent)), problems


def _unwritable(file: Path) -> Problem | None:
    try:
        return _obstacle(file)
    except OSError as error:
        text = _("non si può scrivere: {why}").format(why=reason_of(error))
        return Problem(Place(str(file)), "", text, kind="cannot_write")


def _obstacle(file: Path) -> Problem | None:
    if file.is_dir():
        return Problem(Place(str(file)), "", _("è una cartella, non un file"), kind="directory")
    if not file.parent.is_dir():
        return Problem(Place(str(file.parent)), "", _("la cartella non esiste"), kind="cannot_write")
    if not os.access(file.parent, os.W_OK) or (file.exists() and not os.access(file, os.W_OK)):
        return Problem(Place(str(file)), "", _("manca il permesso di scrivere il file"), kind="cannot_write")
    return None


def _resumed(
    edition: Edition, library: Library, file: Path, profile: Path | None
) -> tuple[Start | None, list[Problem]]:
    application, problems = load_application(file, library)
    if application is None or any(errors(problems)):
        return None, problems
    if application.call != edition.call.id:
        text = _("questa domanda è per un altro bando, «{id}»").format(id=application.call)
        hint = _("indicare un altro file con -o")
        return None, [*problems, Problem(Place(str(file)), "call", text, hint=hint, kind="other_call")]
    named = application.profile
    if profile is not None and (named is None or named.resolve() != profile.resolve()):
        text = _("la domanda c'è già: il profilo si indica nel file, alla chiave «company»")
        return None, [*problems, Problem(Place(str(file)), "company", text, kind="other_profile")]
    under = Facts() if named is None else load_profile(named, edition.vocabulary)[0]
    shown = "" if named is None else os.path.relpath(named, file.parent)
    return Start(application.facts, under, application.on, shown), problems
