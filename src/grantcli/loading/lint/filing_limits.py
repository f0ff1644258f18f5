"""Lint of filing: formats as they are compared, limits that can be held, an address that leads somewhere."""

import re
from collections.abc import Iterator

from ...i18n import _
from ..call.address_problem import AddressProblem
from .subject import Check, Linted

_FORMAT = re.compile(r"[a-z0-9]{1,8}")
_SHORTEST_NAME = 8


def check_filing(linted: Linted) -> Iterator[AddressProblem]:
    """Formats are bare endings, limits are above nothing and fit together, the address is one of the web."""
    filing = linted.call.filing
    if filing is None:
        return
    for ending in filing.formats:
        if not _FORMAT.fullmatch(ending):
            text = _("«{ending}» non è la fine di un nome: minuscola e senza punto").format(ending=ending[:20])
            yield _fault("formats", text)
    for key in ("max_mb", "total_mb"):
        if (most := getattr(filing, key)) is not None and most <= 0:
            yield _fault(key, _("un limite è più di zero"))
    if filing.max_mb is not None and filing.total_mb is not None and filing.total_mb < filing.max_mb:
        yield _fault("total_mb", _("tutti i file insieme possono pesare meno di uno solo"))
    if filing.longest_name is not None and filing.longest_name < _SHORTEST_NAME:
        yield _fault("longest_name", _("con così poche lettere nessun file ha un nome"))
    if filing.url is not None and not re.match(r"https?://\S+$", filing.url):
        yield _fault("url", _("non è un indirizzo (https://…)"))


def _fault(key: str, text: str) -> AddressProblem:
    return AddressProblem(("filing", key), "wrong_filing", text, "", True)


FILING_CHECKS: tuple[Check, ...] = (check_filing,)
