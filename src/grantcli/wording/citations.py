"""Citations of European law in the language spoken: «Reg. (UE) 651/2014, all. I, art. 4(1)»."""

from ..i18n import _


def regulation(number: str, *places: str) -> str:
    """Return the citation of a regulation, with the places in it, largest first."""
    return ", ".join((_("Reg. (UE) {number}").format(number=number), *places))


def gber(*places: str) -> str:
    """Return the citation of the general block exemption regulation."""
    return regulation("651/2014", *places)


def annex(number: str) -> str:
    """Return an annex, as a place of a citation."""
    return _("all. {number}").format(number=number)


def article(which: str) -> str:
    """Return an article with its paragraphs, as a place of a citation."""
    return _("art. {which}").format(which=which)


def articles(first: str, second: str) -> str:
    """Return two articles, as a place of a citation."""
    return _("artt. {first} e {second}").format(first=first, second=second)


def annex_one(*places: str) -> str:
    """Return the citation of the definition of SMEs in the general block exemption regulation."""
    return gber(annex("I"), *places)
