"""What an interview starts from: a file to go on with, a company's profile, or nothing."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ..filing import real
from ..i18n import _
from ..loading.application.application import load_application, load_profile, parse_application
from ..model.application import Application
from ..model.call import Edition
from ..model.facts import Facts
from ..problem import Place, Problem, errors, reason_of
from ..wording.applicant import applicant_name
from ..writing.yaml_text import scalar
from .library import Library
from .shell.terminal import typed


class FilesGiven(NamedTuple):
    """What a new application is to be taken from, beside what is asked: a profile, a plan, a table of partners."""

    profile: Path | None = None
    plan: Path | None = None
    partners: Path | None = None


class Start(NamedTuple):
    """The facts known, those of the files it names among them, the day that the file gives, whether it was there.

    ``named`` are the files by the key that names them, as a new application must write them; ``under`` their answers.
    """

    facts: Facts = Facts()
    under: Facts = Facts()
    on: date | None = None
    named: Mapping[str, str] = MappingProxyType({})
    resumed: bool = False


def starting_point(
    edition: Edition, library: Library, file: Path, given: FilesGiven
) -> tuple[Start | None, list[Problem]]:
    """Read the application ``file`` where there is one, else begin from the files given; None where neither can be."""
    unwritable = _unwritable(file)
    if unwritable:
        return None, [unwritable]
    if file.exists():
        return _resumed(edition, library, file, given)
    named = {
        key: os.path.relpath(path, file.parent)
        for key, path in (("company", given.profile), ("expenses", given.plan), ("partners", given.partners))
        if path is not None
    }
    if not named:
        return Start(), []
    text = "".join(f"{key}: {scalar(value)}\n" for key, value in {"call": edition.call.id, **named}.items())
    application, problems = parse_application(text, file.name, library, file.parent)
    if application is None or any(errors(problems)):
        return None, [problem.in_file(_file_of(problem, named, file)) for problem in problems]
    return Start(application.facts, application.facts, None, named), problems


def _file_of(problem: Problem, named: Mapping[str, str], file: Path) -> str:
    """Return the file to name in a problem: of the application, which is not there yet, the one it names."""
    if problem.place.file != file.name:
        return problem.place.file
    return str(file.parent / named.get(problem.path.partition(".")[0], next(iter(named.values()))))


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


def _resumed(edition: Edition, library: Library, file: Path, given: FilesGiven) -> tuple[Start | None, list[Problem]]:
    application, problems = load_application(file, library)
    if application is None or any(errors(problems)):
        return None, problems
    if application.call != edition.call.id:
        text = _("questa domanda è per un altro bando, «{id}»").format(id=application.call)
        hint = _("indicare un altro file con -o")
        return None, [*problems, Problem(Place(str(file)), "call", text, hint=hint, kind="other_call")]
    other = _other_client(edition, application, file, given.profile)
    told = [*([other] if other else []), *_in_the_file(file, given)]
    if told:
        return None, [*problems, *told]
    under = Facts() if application.profile is None else load_profile(application.profile, edition.vocabulary)[0]
    return Start(application.facts, under, application.on, resumed=True), problems


def _other_client(edition: Edition, application: Application, file: Path, profile: Path | None) -> Problem | None:
    """Return the problem that the application there is not of the profile given, and whose it is."""
    named = application.profile
    if profile is None or (named is not None and real(named) == real(profile)):
        return None
    text = _("la domanda c'è già: il profilo si indica nel file, alla chiave «company»")
    hint = ""
    theirs = load_profile(profile, edition.vocabulary)[0]
    here, there = client_of(application.facts), client_of(theirs)
    if here and there and here != there:
        text = _("questo file è la domanda di {here}; il profilo è di {there}").format(here=here, there=there)
        hint = _("per l'altro cliente, un altro file con -o")
    return Problem(Place(str(file)), "company", text, hint=hint, kind="other_profile")


def _in_the_file(file: Path, given: FilesGiven) -> list[Problem]:
    """Return the problems that a file is given for a list of an application that is there: the file names its own."""
    text = _("la domanda c'è già: la tabella si indica nel file, alla chiave «{key}»")
    hint = _("oppure: grantcli expenses import {plan} -a {file}")
    return [
        Problem(
            Place(str(file)),
            key,
            text.format(key=key),
            hint=hint.format(plan=typed(path), file=typed(file)) if key == "expenses" else "",
            kind="other_profile",
        )
        for key, path in (("expenses", given.plan), ("partners", given.partners))
        if path is not None
    ]


def client_of(facts: Facts) -> str:
    """Return whose an application or a profile is: its name and its number, as far as they are known."""
    name, number = applicant_name(facts), str(facts.value("company.vat_number") or "")
    return f"{name} ({number})" if name and number else name or number
