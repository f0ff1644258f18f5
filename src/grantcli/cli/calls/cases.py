"""``grantcli calls test [BANDO…]``: the golden cases that calls carry."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...filing import real
from ...i18n import _
from ...model.call import Edition
from ...model.case import Case
from ...problem import Problem, errors
from ..library import Library, folders
from ..reading import from_here, tell
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import give_data, screen
from .chosen import Paths, chosen_folders

if TYPE_CHECKING:
    from ...report.cases import RanCases

ABOUT = _("Il file di un caso rifà quel caso soltanto. Esce con 4 se un caso non dà ciò che dichiara.")


MOST_NAMED = 5
"""How many rules or facts are named beside a verdict that was not expected."""


def run(
    ctx: typer.Context,
    named: Paths = None,
    show_untried: Annotated[
        bool, typer.Option("--untried", help=_("Elenca anche le regole che nessun caso fa scattare."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive il risultato in JSON."))] = False,
) -> int:
    """Run the cases of calls and print what was expected and what came."""
    from ...report.cases import cases_data, show_cases

    chosen, problems = chosen_folders(named, Library(folders(ctx.obj)))
    only = _case_files(named)
    ran = [_ran(folder, only, problems, show_untried) for folder in chosen]
    if as_json:
        give_data(cases_data([one for one in ran if one is not None]), ctx.obj)
    else:
        for one in ran:
            if one is not None:
                show_cases(one, screen(ctx.obj))
    tell(problems, ctx.obj)
    held = all(one is not None and one.held for one in ran)
    return DONE if held and not any(errors(problems)) else BAD_INPUT


def _case_files(named: Sequence[str] | None) -> set[Path]:
    return {real(Path(name)) for name in named or () if Path(name).parent.name == "cases" and Path(name).is_file()}


def _ran(folder: Path, only: set[Path], problems: list[Problem], show_untried: bool) -> "RanCases | None":
    """Run the cases of one call; None where the call cannot be read."""
    from ...engine.comparison.expectations import untried
    from ...loading.call.library import load_edition
    from ...loading.cases import load_cases
    from ...report.cases import RanCases

    edition, told = load_edition(folder)
    problems += told
    if edition is None:
        return None
    cases, told = load_cases(folder, edition)
    problems += told
    results = [(_seen(case), _differences(case, edition, problems)) for case in _among(cases, only, folder)]
    return RanCases(edition.call.id, results, untried(edition.call, cases) if show_untried else ())


def _among(cases: list[Case], only: set[Path], folder: Path) -> list[Case]:
    """Return the cases of the files named, where some of this call are; else all."""
    here = {file for file in only if file.parent.parent == real(folder)}
    return [case for case in cases if not here or real(Path(case.file.rpartition(":")[0])) in here]


def _seen(case: Case) -> Case:
    return replace(case, file=from_here(case.file))


def _differences(case: Case, edition: Edition, problems: list[Problem]) -> list[tuple[str, str, str]]:
    from ...assessment.assess import assess
    from ...engine.comparison.expectations import because, differences
    from ...loading.cases import case_facts

    facts, told = case_facts(case, edition)
    problems += told
    outcome = assess(edition, facts, case.on)
    why = _in_brackets(because(outcome))
    return [
        (found.path, found.expected, found.got + why if found.path == "verdict" else found.got)
        for found in differences(case, outcome)
    ]


def _in_brackets(names: Sequence[str]) -> str:
    """Write what a verdict depends on after it, the first few."""
    more = ["…"] if len(names) > MOST_NAMED else []
    return f" ({', '.join([*names[:MOST_NAMED], *more])})" if names else ""
