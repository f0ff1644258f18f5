"""A company's profile: answers that many applications share, with where each came from."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from ...filing import real
from ...i18n import _
from ...model.facts import Facts
from ...model.vocabulary import Vocabulary
from ...problem import Place, Problem
from ..call.edition import read_vocabulary
from ..call.library import shared_facts
from ..call.vocabulary import Own, whole_vocabulary
from ..parser.parsing import parse_text, read_tree
from ..parser.reader import Reader
from ..parser.tree import Leaf, MappingNode, Tree, at
from .aids import with_files, without_files
from .facts import FactReader
from .import_records import IMPORTED, records, with_origins

MOST_NESTED: Final = 20
"""Files that may serve as one another's profile, each over the next."""
_BESIDE: Final = ("aids",)
"""What of an application is the company's own, beside ``company``."""


def profile_vocabulary() -> tuple[Vocabulary, list[Problem]]:
    """Return the shared vocabulary alone, by which a profile is read where no call is in question."""
    shared, problems = read_vocabulary(shared_facts())
    return whole_vocabulary(shared, own=Own()), problems


def load_profile(
    path: Path, vocabulary: Vocabulary, seen: frozenset[Path] = frozenset()
) -> tuple[Facts, list[Problem]]:
    """Read a company's profile: facts as in an application, or the company's own fields alone.

    Of an application that serves as the profile of another only the company and its aid are taken, with what its own
    profile says under them. A fact that this vocabulary does not know is only a warning: other calls may know it.
    ``seen`` are files on the way here, which are not read again.
    """
    tree, problems = read_tree(path)
    if isinstance(tree, MappingNode) and "call" in tree.entries:
        return _of_application(tree, path, vocabulary, problems, seen | {real(path)})
    return _read(tree, problems, str(path), vocabulary)


def parse_profile(text: str, name: str, vocabulary: Vocabulary) -> tuple[Facts, list[Problem]]:
    """Read a profile from its text, shown in problems as ``name``, whose folder its paths start from."""
    tree, problems = parse_text(text, name)
    return _read(tree, problems, name, vocabulary)


def over(under: Facts, upper: Facts) -> Facts:
    """Return ``under`` with the answers, lists and supplied values of ``upper`` over it."""
    return replace(
        under,
        answers={**under.answers, **upper.answers},
        lists={**under.lists, **upper.lists},
        supplied={**under.supplied, **upper.supplied},
    )


def _of_application(
    tree: MappingNode, path: Path, vocabulary: Vocabulary, problems: list[Problem], seen: frozenset[Path]
) -> tuple[Facts, list[Problem]]:
    company = tree.entries.get("company")
    named = at(company, "profile") if isinstance(company, MappingNode) else company
    own = company.entries if isinstance(company, MappingNode) else {}
    kept: dict[str, Tree] = {key: tree.entries[key] for key in _BESIDE if key in tree.entries}
    if isinstance(company, MappingNode):
        kept["company"] = MappingNode(
            {key: part for key, part in own.items() if key != "profile"}, company.keys, company.mark
        )
    facts, told = _read(
        MappingNode({"company": MappingNode({}), **kept}, tree.keys, tree.mark), problems, str(path), vocabulary
    )
    if not isinstance(named, Leaf) or named.is_null or real(path.parent / named.text) in seen:
        return facts, told
    if len(seen) >= MOST_NESTED:
        text = _("oltre {most} profili, l'uno sotto l'altro").format(most=MOST_NESTED)
        return facts, [*told, Problem(Place(str(path), *named.mark), "company", text, kind="too_deep")]
    under, more = load_profile(path.parent / named.text, vocabulary, seen)
    return over(under, facts), [*more, *told]


def _read(tree: Tree | None, problems: list[Problem], name: str, vocabulary: Vocabulary) -> tuple[Facts, list[Problem]]:
    if tree is None:
        return Facts(), problems
    reader = Reader(name)
    reader.problems = problems
    answers = FactReader(reader, "profile", lenient=True)
    if not isinstance(tree, MappingNode):
        return answers.read(tree, vocabulary), problems
    told = records(tree.entries.get(IMPORTED), reader)
    named = without_files(tree)
    facts = answers.read(_answers(named.rest), vocabulary)
    facts, more = with_files(facts, named, Path(name).parent, vocabulary, facts, name)
    problems += more
    return with_origins(facts, told, vocabulary), problems


def _answers(tree: MappingNode) -> MappingNode:
    kept = MappingNode({key: part for key, part in tree.entries.items() if key != IMPORTED}, tree.keys, tree.mark)
    return kept if "company" in kept.entries or not kept.entries else MappingNode({"company": kept}, {}, tree.mark)
