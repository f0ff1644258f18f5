"""Who brings a document: the persons it is about, else who signs it, else the enterprise."""

from ...i18n import _, plural, say
from ...model.facts import Facts
from ...model.outcome import AttachmentOutcome
from ...wording.facts import item_name

_MOST = 3


def who_brings(paper: AttachmentOutcome, facts: Facts) -> str:
    """Say who brings ``paper``, in a few words: of many, the first and how many others."""
    names = [item_name(item, facts) for item in paper.who]
    rest = len(names) - _MOST + 1
    if rest > 1:
        others = plural("un altro", "altri {n}", rest).format(n=rest)
        return _("{names} e {others}").format(names=", ".join(names[: _MOST - 1]), others=others)
    if names:
        return ", ".join(names)
    signer = say(paper.signer).partition(",")[0]
    return signer or _("L'impresa")
