"""What the code of a problem means, why it is reported, an example, and what to do: read from data, a file a group."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..codes import CODES, GROUPS
from ..i18n import _, language

_FOLDER = Path(__file__).parent / "explanations"


class Explanation(NamedTuple):
    """A kind of problem explained, its texts in the language wanted; ``example`` shows the wrong and the right form."""

    code: str
    kind: str
    means: str
    why: str
    example: str
    remedy: str


def explanation(code: str, wanted: str | None = None) -> Explanation | None:
    """Return the explanation of a code (``G101``, in any case) or of a kind; None where there is no such code."""
    kinds = {known: kind for kind, known in CODES.items()}
    kind = kinds.get(code.strip().upper(), code.strip())
    if kind not in CODES:
        return None
    entry = group_entries(GROUPS[_digit(kind)]).get(kind)
    if entry is None:
        return None
    means, why, remedy = entry[wanted or language()]
    return Explanation(CODES[kind], kind, means, why, entry["example"], remedy)


def explanations(digit: str, wanted: str | None = None) -> Iterator[Explanation]:
    """Yield the explanations of a group, in the order of their codes."""
    for kind in sorted(CODES, key=lambda one: CODES[one]):
        found = explanation(kind, wanted) if _digit(kind) == digit else None
        if found is not None:
            yield found


@cache
def group_entries(group: str) -> dict[str, dict[str, Any]]:
    """Return the entries of a group's file by kind, as they are written."""
    import tomllib

    return tomllib.loads((_FOLDER / f"{group}.toml").read_text(encoding="utf-8"))


def group_title(digit: str) -> str:
    """Say what the codes that begin with ``digit`` are about."""
    return {
        "1": _("Lettura dei file"),
        "2": _("Chiavi, condizioni, domande e casi"),
        "3": _("Valori secondo il loro tipo"),
        "4": _("Bandi scritti male o da ricontrollare"),
        "5": _("Diritto degli aiuti, gruppi, bilanci"),
        "6": _("Tabelle e fogli di calcolo"),
        "7": _("Molte domande, molte imprese"),
        "8": _("Bilanci, registri, elenchi di aiuti"),
        "9": _("Riga di comando e programma"),
    }[digit]


def _digit(kind: str) -> str:
    return CODES[kind][1]
