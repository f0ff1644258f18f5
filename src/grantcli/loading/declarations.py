"""The shipped declarations read from their files, typed by the vocabulary of the call they go with."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..assets import shipped
from ..i18n import _
from ..model.call import Call
from ..model.noun import record
from ..model.paper.declaration import Block, DeclarationForm, FormPart, ListTable
from ..model.vocabulary import Vocabulary
from ..problem import Problem
from .conditions.conditions import Conditions
from .conditions.names import ConditionNames
from .parser.parsing import read_tree
from .parser.reader import BAD, Reader
from .parser.suggestions import did_you_mean
from .parser.tree import MappingNode, Tree, at

BLOCKS = "blocks.yaml"
_PEOPLE = "people"


@record
class Forms:
    """All declarations by id, the blocks they share, and the opening words by the articles they are under."""

    forms: Mapping[str, DeclarationForm]
    blocks: Mapping[str, Block]
    frames: Mapping[str, str]


def declaration_ids(folder: Path | None = None) -> tuple[str, ...]:
    """Return the ids of the shipped declarations, in the order of the alphabet."""
    home = folder or shipped("templates") / "declarations"
    return tuple(sorted(file.stem for file in home.glob("*.yaml") if file.name != BLOCKS))


def load_declarations(call: Call, vocabulary: Vocabulary, folder: Path | None = None) -> tuple[Forms, list[Problem]]:
    """Read the declarations; their conditions and keys are checked against the vocabulary, with all problems.

    ``folder`` takes the place of the shipped one.
    """
    home = folder or shipped("templates") / "declarations"
    names = ConditionNames(vocabulary, call.areas)
    blocks, frames, problems = _shared(home / BLOCKS)
    forms: dict[str, DeclarationForm] = {}
    for ident in declaration_ids(home):
        tree, told = read_tree(home / f"{ident}.yaml")
        problems += told
        reader = Reader(str(home / f"{ident}.yaml"), Conditions(names))
        form: Any = BAD if tree is None else reader.read(DeclarationForm, tree)
        if form is not BAD and tree is not None:
            _check(form, ident, tree, blocks, names, reader)
            forms[ident] = form
        problems += reader.problems
    return Forms(forms, blocks, frames), sorted(problems)


def _shared(file: Path) -> tuple[dict[str, Block], dict[str, str], list[Problem]]:
    tree, problems = read_tree(file)
    reader = Reader(str(file))
    blocks: Any = reader.read(dict[str, Block], at(tree, "blocks") or MappingNode({}, {}, (1, 1)), "blocks")
    frames: Any = reader.read(dict[str, str], at(tree, "frames") or MappingNode({}, {}, (1, 1)), "frames")
    problems += reader.problems
    return ({} if blocks is BAD else blocks), ({} if frames is BAD else frames), problems


def _check(
    form: DeclarationForm,
    ident: str,
    tree: Tree,
    blocks: Mapping[str, Block],
    names: ConditionNames,
    reader: Reader,
) -> None:
    """Report an id that is not the file's name, blocks and keys that lead nowhere."""
    if form.id != ident:
        reader.tell(tree.mark, "id", _("l'id dev'essere il nome del file, «{id}»").format(id=ident), "unknown_id")
    scope = form.each or ""
    for index, part in enumerate(form.parts):
        node = at(tree, "parts", index)
        mark = tree.mark if node is None else node.mark
        if part.block is not None and part.block not in blocks:
            text = _("nessun blocco si chiama «{name}»").format(name=part.block)
            reader.tell(mark, f"parts[{index}].block", text, "unknown_id", did_you_mean(part.block, set(blocks)))
        for key in _keys(part, blocks, scope):
            if key not in names.vocabulary:
                text = _("nessun fatto si chiama «{name}»").format(name=key)
                reader.tell(mark, f"parts[{index}]", text, "unknown_fact", did_you_mean(key, set(names.vocabulary)))


def _keys(part: FormPart, blocks: Mapping[str, Block], scope: str) -> Iterator[str]:
    """Yield the keys of the vocabulary that a part prints."""
    start = f"{scope}[]." if scope else ""
    shared = blocks.get(part.block or "")
    if shared is not None:
        yield from (f"{_PEOPLE}[].{key}" if shared.of == "person" else key for key in shared.fields)
    yield from (key if "." in key else f"{start}{key}" for key in part.fields)
    table: ListTable | None = part.table
    if table is not None:
        yield table.list
        yield from (f"{table.list}[].{key}" for key in (*table.fields, *table.total))
