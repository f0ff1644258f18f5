"""All that can be said against a call's folder: the call, its figures against the law, its examples, its cases."""

from datetime import date
from pathlib import Path

from ...filing import real
from ...i18n import _
from ...model.call import Edition
from ...problem import Place, Problem
from ..library import Library


def problems_of(folder: Path, today: date, library: Library) -> list[Problem]:
    """Return every problem of the call in ``folder``; of one that cannot be read, what keeps it from being read."""
    from ...law.lint import lint_rates
    from ...loading.call.library import load_edition
    from ...loading.lint.checks import lint
    from ...loading.lint.places import placed

    edition, problems = load_edition(folder)
    if edition is None:
        return problems
    return [
        *problems,
        *_shadowed(folder, edition, library),
        *sorted([*lint(edition, today), *placed(lint_rates(edition))]),
        *_examples(folder, edition),
        *_cases(folder, edition),
    ]


def _shadowed(folder: Path, edition: Edition, library: Library) -> list[Problem]:
    """Report a call that is never used, as another one of the same id comes first."""
    from ...loading.call.file_names import CALL_FILE
    from ...loading.lint.places import placed

    for first in library.folder(edition.call.id):
        if real(first) != real(folder):
            text = _("il bando «{id}» c'è già in {folder}: vale quello").format(id=edition.call.id, folder=first)
            hint = _("cambiare id, e il nome della cartella")
            return placed([Problem(Place(str(folder / CALL_FILE)), "id", text, hint=hint, kind="duplicate_call")])
    return []


def _examples(folder: Path, edition: Edition) -> list[Problem]:
    from ...loading.application.application import load_application

    files = sorted((folder / "example").glob("*.yaml"))
    return [told for file in files for told in load_application(file, {edition.call.id: edition})[1]]


def _cases(folder: Path, edition: Edition) -> list[Problem]:
    from ...loading.cases import load_cases

    cases, problems = load_cases(folder, edition)
    if cases or problems:
        return problems
    text = _("il bando non ha casi di prova: nulla dice che faccia ciò che il testo dice")
    return [Problem(Place(str(folder / "cases")), "", text, kind="no_cases", warning=True)]
