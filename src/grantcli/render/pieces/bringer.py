"""Who brings a document: the persons it is about, else who signs it, else the enterprise."""

from ...i18n import _, say
from ...model.facts import Facts
from ...model.outcome import AttachmentOutcome
from ...wording.facts import item_name


def who_brings(paper: AttachmentOutcome, facts: Facts) -> str:
    """Say who brings ``paper``, in a few words."""
    if paper.who:
        return ", ".join(item_name(item, facts) for item in paper.who)
    signer = say(paper.signer).partition(",")[0]
    return signer or _("L'impresa")
