"""What a good call never has: run by ``calls check``, one small check a kind, each fault at its place in the file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ...model.call import Edition
from ...problem import Place, Problem
from ..call.address_problem import AddressProblem
from ..call.addresses import mark_at, path_of
from ..call.file_names import CALL_FILE
from ..parser.parsing import read_tree
from ..parser.tree import MappingNode, Tree
from .aid_forms import FORM_CHECKS
from .applicants import APPLICANT_CHECKS
from .bands import BAND_CHECKS
from .dates import DATE_CHECKS
from .filing_limits import FILING_CHECKS
from .flat_lines import FLAT_CHECKS
from .money import MONEY_CHECKS
from .payments import PAYMENT_CHECKS
from .silences import SILENCE_CHECKS
from .subject import Linted
from .tables import TABLE_CHECKS
from .texts import TEXT_CHECKS

CHECKS = (
    *(*TEXT_CHECKS, *DATE_CHECKS, *MONEY_CHECKS, *BAND_CHECKS, *TABLE_CHECKS),
    *(*PAYMENT_CHECKS, *SILENCE_CHECKS, *APPLICANT_CHECKS, *FORM_CHECKS, *FILING_CHECKS),
    *FLAT_CHECKS,
)
"""Adding a check is a function and a line in one of these lists."""


def lint(edition: Edition, today: date) -> list[Problem]:
    """Return what is wrong or doubtful in a call that could be read, by line; ``today`` decides what is old or near.

    Every version is looked at; a fault that the amendments only carry along is reported once.
    """
    file = Path(edition.folder) / CALL_FILE
    tree = read_tree(file)[0] or MappingNode({})
    told: dict[tuple[str, str], Problem] = {}
    for fault in _faults(edition, today):
        problem = _problem(fault, str(file), tree)
        told.setdefault((problem.path, problem.kind + problem.text), problem)
    return sorted(told.values())


def _faults(edition: Edition, today: date) -> Iterator[AddressProblem]:
    for call in (edition.call, *(version.call for version in edition.versions)):
        linted = Linted(call, edition, today)
        for check in CHECKS:
            yield from check(linted)


def _problem(fault: AddressProblem, file: str, tree: Tree) -> Problem:
    place = Place(file, *mark_at(tree, fault.steps))
    return Problem(place, path_of(fault.steps), fault.text, fault.hint, fault.kind, fault.warning)
