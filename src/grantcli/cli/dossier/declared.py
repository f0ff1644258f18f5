"""The declarations of an application as papers: filled in Italian, whatever is spoken, and drawn when written."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...i18n import speaking
from ...model.outcome import Outcome
from ...model.paper.declaration import FilledDeclaration
from ...model.paper.house_style import HouseStyle
from ...problem import Problem
from .papers import Paper
from .styles import bad_style, word_template
from .word import by_template

if TYPE_CHECKING:
    from ...loading.declarations import Forms

DECLARED_FORMATS = ("docx", "pdf", "html")
_LANGUAGE = "it"  # declarations are acts for Italian bodies


class DeclarationPapers(NamedTuple):
    """A declaration and its files by suffix (``.docx``): the bytes are made when asked for. None of a refused one."""

    filled: FilledDeclaration
    makers: dict[str, Callable[[], bytes]]


@dataclass
class Declaring:
    """The declarations of one application on their way to paper; ``folder`` is the call's, for its own models."""

    outcome: Outcome
    house: HouseStyle
    tell: Callable[[Problem], None]
    folder: Path | None = None
    names: dict[str, str] = field(default_factory=dict)

    @cached_property
    def identity(self) -> str:
        """What all papers of this application share."""
        from ...render.file_names import identity_of

        return identity_of(self.outcome)

    @cached_property
    def forms(self) -> "Forms":
        """The shipped declarations, read for this call."""
        from ...loading.declarations import load_declarations

        forms, problems = load_declarations(self.outcome.call, self.outcome.vocabulary)
        for problem in problems:
            self.tell(problem)
        return forms

    def filled(self, only: Iterable[str] = ()) -> list[FilledDeclaration]:
        """Return the declarations due, or those named, refused ones among them."""
        from ...declarations.due import declarations_of

        with speaking(_LANGUAGE):
            return list(declarations_of(self.outcome, self.forms.forms, self.forms.blocks, only))

    def papers(self, formats: Iterable[str], only: Iterable[str] = ()) -> list[DeclarationPapers]:
        """Return the declarations with what makes their files; their names are then known."""
        from ...render.file_names import declaration_name, room_for_declaration

        made, most = [], room_for_declaration(self.outcome)
        taken = Counter[str]()
        for filled in self.filled(only):
            if not filled.contradictions:
                bare = declaration_name(filled.number, filled.short, filled.who, most=most)
                taken[bare] += 1
                self.names[kind_of(filled)] = f"{bare}_{taken[bare]}" if taken[bare] > 1 else bare
            makers = {} if filled.contradictions else {f".{one}": self._maker(filled, one) for one in formats}
            own = self._own_template(filled) if ".docx" in makers else None
            if own is not None:
                made_own = self._by_template(own, filled)
                makers[".docx"] = lambda made_own=made_own: made_own  # type: ignore[misc]
            made.append(DeclarationPapers(filled, makers))
        return made

    def name(self, kind: str, suffix: str, number: int) -> str:
        """Return the name of a declaration's file; ``number`` keeps applications in one folder apart."""
        from ...render.file_names import declaration_file

        return declaration_file(self.outcome, self.names[kind], suffix, number)

    def _own_template(self, filled: FilledDeclaration) -> Path | None:
        """Return the Word file that the declaration has to follow: the call's own, else the house's, else none."""
        if filled.template and self.folder is not None:
            return self.folder / filled.template
        return word_template(self.house, f"declarations/{filled.id}")

    def _by_template(self, file: Path, filled: FilledDeclaration) -> bytes:
        with speaking(_LANGUAGE):
            return by_template(file, self._values(filled), self.outcome, self.house, self.identity)

    def _values(self, filled: FilledDeclaration) -> dict[str, object]:
        from ...render.context import heading
        from ...render.declared import declared

        return {**heading(self.outcome), "declaration": declared(filled, self.outcome, self.forms.frames)}

    def _maker(self, filled: FilledDeclaration, suffix: str) -> Callable[[], bytes]:
        return lambda: self._drawn(filled, suffix)

    def _drawn(self, filled: FilledDeclaration, suffix: str) -> bytes:
        html = self._html(filled, standalone=suffix == "html")
        if suffix == "pdf":
            from ...render.pdf import draw

            return draw(html, house=self.house, identity=self.identity)
        if suffix == "docx":
            from ...render.word.word_file import write

            return write(html, folder=self.house.folder, colours=dict(self.house.colours), identity=self.identity)
        return html.encode("utf-8", "backslashreplace")

    def _html(self, filled: FilledDeclaration, *, standalone: bool) -> str:
        from ...render.pages import BadTemplateError, page

        with speaking(_LANGUAGE):
            try:
                return page(
                    "declaration", self._values(filled), standalone=standalone, house=self.house, identity=self.identity
                )
            except BadTemplateError as error:
                raise bad_style(error) from error


def kind_of(filled: FilledDeclaration) -> str:
    """Return the kind of a declaration as a paper: its name and its number in the call."""
    return f"{filled.name}{filled.number}"


def as_papers(found: Iterable[DeclarationPapers]) -> list[Paper]:
    """Return the files of declarations as papers, for a shelf."""
    return [Paper(kind_of(one.filled), suffix, make) for one in found for suffix, make in one.makers.items()]
