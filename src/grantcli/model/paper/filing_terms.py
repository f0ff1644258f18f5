"""How papers are handed in, as far as a call says it: portal, signature, formats, sizes, names."""

from decimal import Decimal
from typing import Literal

from ...i18n import Text
from ..condition import Condition
from ..noun import noun
from ..rule import Status

SignatureKind = Literal["digital", "cades", "pades", "hand"]
"""``digital``: signed with a certificate, in whatever form; ``cades`` gives ``.p7m``, ``pades`` a signed PDF."""


@noun
class Filing:
    """Where and how an application is filed. What is absent is not known, and nothing is held against it.

    ``formats`` are endings without the dot, ``max_mb`` the most that one file may have and ``total_mb`` all of them
    (millions of bytes), ``longest_name`` the letters of a file's name with its ending. ``embedded`` false: no file
    inside a PDF is taken. ``sent`` is what the answers say of an application that was handed in, where a notice or a
    booking counts as one; ``application.submitted_at`` says it in any case.
    """

    cite: str
    portal: Text | None = None
    url: str | None = None
    signature: tuple[SignatureKind, ...] = ()
    formats: tuple[str, ...] = ()
    max_mb: Decimal | None = None
    total_mb: Decimal | None = None
    longest_name: int | None = None
    one_file: bool | None = None
    embedded: bool | None = None
    status: Status = "official"
    text: Text | None = None
    sent: Condition | None = None
