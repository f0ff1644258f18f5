"""``grantcli calls test [BANDO…]``: the golden cases that calls carry."""

from pathlib import Path

import typer

from ..i18n import _
from ..model.call import Edition
from ..model.case import Case
from ..problem import Problem, errors
from .chosen import Paths, chosen_folders
from .exits import BAD_INPUT, DONE
from .judging import judge
from .reading import tell
from .setting import Setting
from .terminal import screen

ABOUT = _("Esce con 4 se un caso non dà ciò che dichiara.")


def run(ctx: typer.Context, named: Paths = None) -> int:
    """Run the cases of calls and print what was expected and what came."""
    folders, problems = chosen_folders(named, ctx.obj)
    held = [_run_call(folder, ctx.obj, problems) for folder in folders]
    tell(problems, ctx.obj)
    return DONE if all(held) and not any(errors(problems)) else BAD_INPUT


def _run_call(folder: Path, setting: Setting, problems: list[Problem]) -> bool:
    from ..loading.calls import load_edition
    from ..loading.cases import load_cases
    from ..report.cases import show_cases

    edition, told = load_edition(folder)
    problems += told
    if edition is None:
        return False
    cases, told = load_cases(folder, edition)
    problems += told
    results = [(case, _differences(case, edition, problems)) for case in cases]
    show_cases(edition.call.id, results, screen(setting))
    return not any(found for _case, found in results)


def _differences(case: Case, edition: Edition, problems: list[Problem]) -> list[tuple[str, str, str]]:
    from ..engine.case import differences
    from ..loading.cases import case_facts

    facts, told = case_facts(case, edition)
    problems += told
    return [(found.path, found.expected, found.got) for found in differences(case, judge(edition, facts, case.on))]
