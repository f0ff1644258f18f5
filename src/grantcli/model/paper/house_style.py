"""A house style: who prepares the papers, and what of ours their own files replace."""

from pathlib import Path

from ..noun import record

MOST_BYTES = 5_000_000
"""Bytes of a logo, of a style sheet, of a template for pages."""


@record
class OwnSection:
    """A section of the house's own in the memo; ``paragraphs`` are plain text."""

    title: str
    paragraphs: tuple[str, ...]


@record
class HouseStyle:
    """``folder`` holds the files it names; ``logo`` is a file in it, ``css`` its style sheet's text, after ours.

    ``colours`` are those of the drawings that it changes, by the name that the style sheet has with ``--`` before it.
    """

    folder: Path | None = None
    preparer: str = ""
    contact: str = ""
    header: str = ""
    footer: str = ""
    logo: str = ""
    css: str = ""
    colours: tuple[tuple[str, str], ...] = ()
    sections: tuple[OwnSection, ...] = ()
