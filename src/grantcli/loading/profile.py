"""A company's profile: answers that many applications share, with where each came from."""

from pathlib import Path

from ..model.fact import Vocabulary
from ..model.facts import Facts
from ..problem import Problem
from .calls import read_vocabulary, shared_facts
from .facts import FactReader
from .imported import IMPORTED, records, with_origins
from .nodes import Table, Tree
from .parsing import parse_text, read_tree
from .reader import Reader
from .vocabulary import Own, whole_vocabulary


def profile_vocabulary() -> tuple[Vocabulary, list[Problem]]:
    """Return the shared vocabulary alone, by which a profile is read where no call is in question."""
    shared, problems = read_vocabulary(shared_facts())
    return whole_vocabulary(shared, own=Own()), problems


def load_profile(path: Path, vocabulary: Vocabulary) -> tuple[Facts, list[Problem]]:
    """Read a company's profile: facts as in an application, or the company's own fields alone.

    A fact that this vocabulary does not know is only a warning: other calls may know it.
    """
    tree, problems = read_tree(path)
    return _read(tree, problems, str(path), vocabulary)


def parse_profile(text: str, name: str, vocabulary: Vocabulary) -> tuple[Facts, list[Problem]]:
    """Read a profile from its text, shown in problems as ``name``."""
    tree, problems = parse_text(text, name)
    return _read(tree, problems, name, vocabulary)


def _read(tree: Tree | None, problems: list[Problem], name: str, vocabulary: Vocabulary) -> tuple[Facts, list[Problem]]:
    if tree is None:
        return Facts(), problems
    reader = Reader(name)
    reader.problems = problems
    told = records(tree.entries.get(IMPORTED), reader) if isinstance(tree, Table) else []
    facts = FactReader(reader, "profile", lenient=True).read(_answers(tree), vocabulary)
    return with_origins(facts, told, vocabulary), problems


def _answers(tree: Tree) -> Tree:
    if not isinstance(tree, Table):
        return tree
    kept = Table({key: part for key, part in tree.entries.items() if key != IMPORTED}, tree.keys, tree.mark)
    return kept if "company" in kept.entries or not kept.entries else Table({"company": kept}, {}, tree.mark)
