"""Declarations that go with an application: the forms as they are written in files, and one of them filled."""

from dataclasses import field
from typing import Literal

from ...i18n import Text
from ..condition import Condition
from ..noun import noun, record

Norm = Literal["46", "47", "46-47", "none"]


@noun
class StatementBox:
    """A statement with a box, ticked where ``when`` holds by answers alone.

    ``must``: what the declaration is there to state. An answer that says otherwise refuses the whole declaration;
    ``no`` says then, in a sentence, what was answered.
    """

    text: str
    when: Condition
    must: bool = False
    no: Text | None = None


@noun
class ListTable:
    """A table with a row for each item of a list (those that hold ``where``): its fields as columns, sums below.

    ``empty`` is what the declaration states where the list is known to be empty.
    """

    list: str
    fields: tuple[str, ...]
    where: Condition | None = None
    total: tuple[str, ...] = ()
    empty: str | None = None


@noun
class FormPart:
    """A part of a form, printed where ``when`` holds: a block shared by many, text, fields, boxes, a table, a sheet.

    ``fields`` are keys, printed with their labels; ``{key}`` in ``text`` is an answer. ``sheet`` names a table
    that takes more than a list: those of size, work units, suppliers.
    """

    title: str | None = None
    block: str | None = None
    text: str | None = None
    fields: tuple[str, ...] = ()
    boxes: tuple[StatementBox, ...] = ()
    table: ListTable | None = None
    sheet: str | None = None
    when: Condition | None = None


@noun
class Contradiction:
    """What cannot be declared by these answers: where ``when`` holds the declaration is refused, with the sentence."""

    text: Text
    when: Condition


@noun
class DeclarationForm:
    """A declaration as we word it: ``short`` is in its file's name, ``norm`` the articles of D.P.R. 445/2000 it cites.

    ``each`` names a list of people: one declaration for each of them that holds ``whom``, who signs it. ``due`` says
    when it is written though no document of the call asks for it.
    """

    id: str
    title: str
    short: str
    cite: str
    norm: Norm = "none"
    each: str | None = None
    whom: Condition | None = None
    due: Condition | None = None
    signer: Literal["declarant", "principal", "person"] = "declarant"
    note: str | None = None
    parts: tuple[FormPart, ...]
    contradictions: tuple[Contradiction, ...] = ()


@noun
class Block:
    """Fields that many declarations share: ``of`` the application, or of the person who declares."""

    title: str
    fields: tuple[str, ...]
    of: Literal["application", "person"] = "application"


@record
class Blank:
    """A value of a declaration: its text, where it came from (empty: the application's own), its full key.

    ``known`` false: a space to fill in.
    """

    text: str
    key: str
    origin: str = ""
    known: bool = True


@record
class FilledField:
    """A label and its value."""

    label: str
    value: Blank


@record
class FilledBox:
    """A statement and whether its box is ticked."""

    text: str
    ticked: bool


@record
class FilledTable:
    """A table: headings (``number`` for figures), rows of values, a last row of sums, what is printed if empty."""

    title: str
    columns: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[Blank, ...], ...]
    total: tuple[Blank, ...] = ()
    empty: str = ""
    note: str = ""


@record
class FilledPart:
    """A part of a declaration; a paragraph is its text in pieces, blanks among them."""

    title: str = ""
    paragraphs: tuple[tuple[str | Blank, ...], ...] = ()
    fields: tuple[FilledField, ...] = ()
    boxes: tuple[FilledBox, ...] = ()
    tables: tuple[FilledTable, ...] = ()


@record
class FilledDeclaration:
    """A declaration ready to be drawn: of which form, for which document of the call, by whom, what it lacks.

    ``number`` is that of the call's document (empty: none asks for it), ``prescribed`` the form it has to have,
    ``model`` whose model that is, ``template`` the call's own Word file. ``lacking`` are full keys with their labels;
    ``contradictions`` are the sentences for which it is refused. ``signed`` are the place and the day of signing;
    ``who`` and ``item`` are the name and the id of the person it is of; ``values`` the texts of all answers used,
    by full key.
    """

    id: str
    title: str
    short: str
    cite: str
    norm: Norm
    signer: Blank
    parts: tuple[FilledPart, ...]
    lacking: tuple[tuple[str, str], ...] = ()
    contradictions: tuple[Text, ...] = ()
    number: str = ""
    prescribed: str = ""
    model: str = "free"
    template: str = ""
    who: str = ""
    note: str = ""
    signed: tuple[Blank, ...] = ()
    values: dict[str, object] = field(default_factory=dict)
    item: str = ""

    @property
    def name(self) -> str:
        """Return its name among those of its application: its form, and the id of the person it is of."""
        return f"{self.id}[{self.item}]" if self.item else self.id
