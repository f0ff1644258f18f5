"""The files of a call read: vocabulary, call, its versions in time, with all problems at their places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...filing import is_regular, real
from ...i18n import _, language
from ...model.call import Area, Call, Edition, Version
from ...model.timeline import Amendment
from ...model.vocabulary import Vocabulary
from ...problem import Place, Problem, errors
from ..conditions.conditions import Conditions
from ..conditions.names import ConditionNames
from ..identity_key import Same
from ..parser.parsing import parse_text, read_text, read_tree
from ..parser.reader import BAD, Reader
from ..parser.tree import Leaf, MappingNode, Tree, at
from .activity_codes import with_edition_of_codes
from .address_problem import AddressProblem
from .addresses import mark_at, path_of
from .amendments import NoSuchAddressError, changed
from .areas import read_area
from .file_names import CALL_FILE
from .own_vocabulary import own_words
from .references import reference_problems
from .vocabulary import plain_vocabulary, whole_vocabulary


def read_vocabulary(path: Path) -> tuple[Vocabulary, list[Problem]]:
    """Read a vocabulary file: a table ``facts`` from key to fact. A text met before gives the facts it gave then."""
    text, problems = read_text(path, str(path))
    if text is None:
        return {}, problems
    facts, told = vocabulary_in(text, str(path), language())
    return facts, [*problems, *told]


@lru_cache(maxsize=4)
def vocabulary_in(text: str, name: str, _spoken: str) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """Read the text of a vocabulary file, shown in problems as ``name``, in the language spoken."""
    tree, problems = parse_text(text, name)
    if tree is None:
        return {}, tuple(problems)
    reader = Reader(name)
    facts = _facts_in(tree, reader)
    written = at(tree, "facts")
    for key, fact in facts.items():
        if fact.compute is not None and isinstance(written, MappingNode):
            said = _("un fatto condiviso non può essere calcolato: le cifre calcolate le scrive il bando che le usa")
            reader.tell(written.key_mark(key), f"facts.{key}.compute", said, "shared_computed")
    return facts, (*problems, *reader.problems)


def _facts_in(tree: Tree, reader: Reader) -> Vocabulary:
    written = tree.entries.get("facts") if isinstance(tree, MappingNode) else None
    if written is None or (isinstance(written, Leaf) and written.is_null):
        return {}
    facts: Any = reader.read(Vocabulary, written, "facts")
    return {} if facts is BAD else facts


MOST_AMENDMENTS = 100
"""Of one call: each is a version that is read whole."""
_NOT_THE_ISSUER = frozenset({"press", "gloss", "other"})


def _untrusted(tree: Tree) -> frozenset[str]:
    """Return the sources of a call that are not the issuer's own: press, glosses, others."""
    sources = at(tree, "sources")
    kinds = {name: at(one, "kind") for name, one in sources.entries.items()} if isinstance(sources, MappingNode) else {}
    return frozenset(
        name for name, kind in kinds.items() if isinstance(kind, Leaf) and kind.text.strip() in _NOT_THE_ISSUER
    )


def read_edition(folder: Path, shared: Path, found: str) -> tuple[Edition | None, list[Problem]]:
    """Read the call in ``folder``, whose files have the digest ``found``, from its files alone."""
    facts, problems = read_vocabulary(shared)
    tree, told = read_tree(folder / CALL_FILE)
    problems += told
    if tree is None:
        return None, problems
    edition, told = _Writing(folder, tree, facts).edition(found)
    problems += told
    return (None if any(errors(problems)) else edition), sorted(problems)


@dataclass(slots=True, repr=False, eq=False)
class _Writing:
    """A call's tree on its way to an edition."""

    folder: Path
    tree: Tree
    shared: Vocabulary

    @property
    def file(self) -> str:
        return str(self.folder / CALL_FILE)

    def edition(self, found_digest: str) -> tuple[Edition | None, list[Problem]]:
        call, vocabulary, problems = self.call_of(self.tree)
        if call is None:
            return None, problems
        versions, told = self.versions(call.amendments)
        problems += [problem for problem in told if problem not in problems]
        made = Edition(
            call=call, vocabulary=vocabulary, digest=found_digest, folder=str(self.folder), versions=versions
        )
        return made, problems

    def call_of(self, tree: Tree) -> tuple[Call | None, Vocabulary, list[Problem]]:
        own = _facts_in(tree, Reader(self.file))
        words = own_words(tree)
        vocabulary = whole_vocabulary(self.shared, own, own=words)
        areas = at(tree, "areas")
        names = ConditionNames(vocabulary, areas.entries if isinstance(areas, MappingNode) else frozenset())
        reader = Reader(self.file, Conditions(names))
        reader.untrusted = _untrusted(tree)
        call = reader.read(Call, tree)
        if call is BAD:
            return None, vocabulary, reader.problems
        vocabulary = whole_vocabulary(self.shared, call.facts, own=replace(words, tables=call.tables))
        names = ConditionNames(vocabulary, call.areas)
        found = (*reference_problems(call, names), *self.redefined(call)) if not reader.problems else ()
        for one in found:
            mark, path = mark_at(tree, one.steps), path_of(one.steps)
            reader.tell(mark, path, one.text, one.kind, one.hint)
        self.check_templates(call, tree, reader)
        return with_edition_of_codes(self.with_areas(call, areas, reader), vocabulary), vocabulary, reader.problems

    def redefined(self, call: Call) -> Iterator[AddressProblem]:
        """Yield the shared facts that a call gives another kind: answers already given would mean something else.

        A text that becomes a choice is only worded more closely.
        """
        shared = plain_vocabulary(Same(self.shared))
        for key, fact in call.facts.items():
            first = shared.get(key)
            closer = first is not None and first.kind == "text" and fact.kind in ("choice", "choices", "long_text")
            if first is not None and (first.derived or fact.kind != first.kind) and not closer:
                text = _("«{key}» è già un fatto condiviso, di tipo {kind}").format(key=key, kind=first.kind)
                yield AddressProblem(("facts", key), "shared_redefined", text, _("usare un altro nome"))

    def check_templates(self, call: Call, tree: Tree, reader: Reader) -> None:
        for index, paper in enumerate(call.attachments):
            named = paper.template
            if named and not (_is_beside(named, self.folder, ".docx") and is_regular(self.folder / named)):
                node = at(tree, "attachments", index, "template")
                text = _("«template» dev'essere il nome di un file .docx accanto a call.yaml")
                path = f"attachments[{index}].template"
                reader.tell(node.mark if node else tree.mark, path, text, "wrong_template_file")

    def with_areas(self, call: Call, written: Tree | None, reader: Reader) -> Call:
        filled = {name: self.filled(name, area, written, reader) for name, area in call.areas.items()}
        return replace(call, areas=filled)

    def filled(self, name: str, area: Area, written: Tree | None, reader: Reader) -> Area:
        if area.file is None:
            return area
        node = at(written, name, "file")
        if node is None or not _is_beside(area.file, self.folder, ".csv"):
            text = _("«file» dev'essere il nome di un file .csv accanto a call.yaml")
            reader.tell(node.mark if node else (0, 0), f"areas.{name}.file", text, "wrong_area_file")
            return area
        codes, problems = read_area(self.folder / area.file)
        reader.problems += problems
        return replace(area, communes=area.communes | codes)

    def versions(self, amendments: Sequence[Amendment]) -> tuple[tuple[Version, ...], list[Problem]]:
        if len(amendments) > MOST_AMENDMENTS:
            text = _("le modifiche sono più di {most}: ognuna è una versione del bando da leggere per intero")
            place = Place(self.file, *mark_at(self.tree, ("amendments",)))
            return (), [Problem(place, "amendments", text.format(most=MOST_AMENDMENTS), kind="too_many_amendments")]
        tree, made, problems = self.tree, [], []
        for index, amendment in sorted(enumerate(amendments), key=lambda pair: pair[1].since):
            tree, told = self.amended(tree, index)
            call, _vocabulary, more = self.call_of(tree)
            problems += told + more
            if call is not None:
                made.append(Version(since=amendment.since, call=call))
        return tuple(made), problems

    def amended(self, tree: Tree, index: int) -> tuple[Tree, list[Problem]]:
        written = at(self.tree, "amendments", index, "set")
        problems = []
        for address, value in written.entries.items() if isinstance(written, MappingNode) else ():
            try:
                tree = changed(tree, address, value)
            except NoSuchAddressError as lost:
                place = Place(self.file, *written.key_mark(address))  # type: ignore[union-attr]
                text = _("l'indirizzo «{address}» non porta a nulla: manca «{step}»")
                said = text.format(address=address, step=lost.step)
                problems.append(Problem(place, f"amendments[{index}].set", said, kind="unknown_address"))
        return tree, problems


def _is_beside(name: str, folder: Path, ending: str) -> bool:
    """Return whether a name is that of a file in the folder of its call: no path, nor a link that leads out of it."""
    if "/" in name or "\\" in name or not name.endswith(ending):
        return False
    return real(folder / name).parent == real(folder)
