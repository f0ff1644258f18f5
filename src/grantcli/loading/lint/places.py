"""Problems that only know the address of a value, put at the line where it is written."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from ...problem import Place, Problem
from ..call.amendments import NoSuchAddressError, id_of, steps_of
from ..parser.parsing import read_tree
from ..parser.tree import MappingNode, Series, Tree


def placed(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems of whole files at the place of their path (``rates[gber.A].rate``), or of what holds it."""
    read = cache(lambda file: read_tree(Path(file))[0])
    return [problem if problem.place.line else _placed(problem, read(problem.place.file)) for problem in problems]


def _placed(problem: Problem, tree: Tree | None) -> Problem:
    if tree is None:
        return problem
    return replace(problem, place=Place(problem.place.file, *_innermost(tree, problem.path).mark))


def _innermost(tree: Tree, path: str) -> Tree:
    try:
        steps = steps_of(path)
    except NoSuchAddressError:
        return tree
    for step in steps:
        inner = _entry(tree, step)
        if inner is None:
            break
        tree = inner
    return tree


def _entry(tree: Tree, step: str) -> Tree | None:
    if isinstance(tree, MappingNode):
        return tree.entries.get(step)
    wanted = step.removeprefix("[").removesuffix("]")
    items = tree.items if isinstance(tree, Series) else ()
    return next((part for part in items if id_of(part) == wanted), None)
