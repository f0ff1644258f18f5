"""Who brings a document: the persons it is about, else who signs it, else the enterprise."""

from ...i18n import _, plural, say
from ...model.facts import Facts
from ...model.outcome import AttachmentOutcome
from ...wording.applicant import is_firm
from ...wording.facts import item_name

_MOST = 3


def who_brings(paper: AttachmentOutcome, facts: Facts) -> str:
    """Say who brings ``paper``, in a few words: of many, the first and how many others."""
    names = brought_by(paper, facts)
    rest = len(names) - _MOST + 1
    if rest > 1:
        others = plural("un altro", "altri {n}", rest).format(n=rest)
        return _("{names} e {others}").format(names=", ".join(names[: _MOST - 1]), others=others)
    if names:
        return ", ".join(names)
    return _signer(paper, facts)


def _signer(paper: AttachmentOutcome, facts: Facts) -> str:
    return say(paper.signer).partition(",")[0] or (_("L'impresa") if is_firm(facts) else _("Chi fa domanda"))


def brought_by(paper: AttachmentOutcome, facts: Facts) -> list[str]:
    """Return the names of those a document is asked of, one for each; of an expense its supplier, else who signs."""
    lines = {line.id: line.value("supplier") or _signer(paper, facts) for line in facts.lists.get("expenses", ())}
    return [f"{lines[item]} ({item})" if item in lines else item_name(item, facts) for item in paper.who]
