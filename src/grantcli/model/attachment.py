"""What must accompany the application, and the sections of its form."""

from dataclasses import field
from typing import Literal

from ..i18n import Text
from .condition import Condition
from .noun import noun
from .rule import Moment, Status

Kit = Literal[
    "size",
    "work-units",
    "suppliers",
    "deggendorf",
    "de-minimis",
    "cumulation",
    "requirements",
    "office-holder",
    "power-of-attorney",
    "own-funds",
    "start-of-works",
    "catastrophe-insurance",
]
"""The declarations of ours, by the names of their files under ``templates/declarations``."""


@noun
class Attachment:
    """A document, due where ``when`` holds (absent: always). ``form``: whose model it follows; ``signer``: who signs.

    ``ours`` lists what of it the text does not say and is our reading.
    ``declaration`` names the declaration of ours that drafts it, ``model`` whose model has to be used: the issuer's
    (then ours is a draft to copy from), free, or typed into the portal. ``template`` is the call's own Word file,
    ``sheets`` what the model calls each sheet of the size declaration.
    ``each`` names a list: one document for each of its items that holds ``when``. ``because`` says why it is due.
    """

    id: str
    title: Text
    cite: str
    form: Text | None = None
    signer: Text | None = None
    because: Text | None = None
    when: Condition | None = None
    each: str | None = None
    purpose: Literal["admissibility", "score", "keep"] = "admissibility"
    moment: Moment = "submission"
    status: Status = "official"
    help: Text | None = None
    ours: tuple[Literal["signer", "when"], ...] = ()
    declaration: Kit | None = None
    model: Literal["issuer", "free", "portal"] | None = None
    template: str | None = None
    sheets: dict[str, str] = field(default_factory=dict)


@noun
class Sentence:
    """A sentence of a draft: ``{company.name}`` is the value of a fact; left out when one of its facts is not known."""

    text: Text
    when: Condition | None = None
    each: str | None = None


@noun
class Section:
    """A section of the form: answered under the fact ``sections.<id>``, else drafted from ``draft``."""

    id: str
    title: Text
    guidance: Text | None = None
    words: int | None = None
    cite: str | None = None
    draft: tuple[Sentence, ...] = ()
    when: Condition | None = None
