"""A call (bando), programme or project as one value: everything its text says, and what it fails to say."""

from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Literal

from ..i18n import Text
from .attachment import Attachment, Section
from .computing.compute import LookupTable
from .condition import Condition
from .contribution import Contribution, Rate, ZoneOfAid
from .criterion import Scoring
from .expense import Expenses
from .instruments.instrument import Alternatives, Instrument, SupportCap
from .instruments.payments import Payment
from .noun import noun
from .paper.filing_terms import Filing
from .rule import Rule, Status
from .timeline import Amendment, CallWindow, Deadline
from .vocabulary import ApplicantKind, Vocabulary

SHORT_NAME = 16
"""Characters that a call may have in the name of a file."""


@noun
class Source:
    """A text that rules cite: ``kind`` gives its rank when texts disagree, amendments first."""

    title: Text
    kind: Literal["amendment", "call", "law", "page", "press", "gloss", "other"]
    issuer: Text | None = None
    dated: date | None = None
    address: str | None = None
    checked: date | None = None


@noun
class Gap:
    """A part of the call that our text lacks, and what is therefore undetermined."""

    what: Text
    cite: str
    consequence: Text


@noun
class SourceReading:
    """What one source says."""

    cite: str
    text: Text


@noun
class Discrepancy:
    """Sources that disagree, or a trap in the text: the readings, and the one we follow with the reason.

    Where ``when`` does not hold, it touches nothing in the application, and is shown only to who asks for all.
    """

    id: str
    text: Text
    when: Condition | None = None
    readings: tuple[SourceReading, ...] = ()
    followed: Text | None = None
    shown: bool = True


@noun
class Area:
    """A named set of places: ISTAT codes of communes, or of regions. Not ``complete``: outside it nothing is known.

    ``file`` is a CSV beside the call with a column ``istat``; ``status`` missing: nothing at all is known.
    """

    text: Text
    cite: str
    communes: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    file: str | None = None
    complete: bool = True
    status: Status = "official"


@noun
class Applicants:
    """Who may apply: firms, persons, teams that will found a firm, professionals, associations.

    Where several kinds may, ``applicant.who`` is asked before anything else; of each only what it can have is asked.
    """

    who: tuple[ApplicantKind, ...]
    cite: str
    id: str = "applicants"
    text: Text | None = None
    status: Status = "official"


@noun
class Track:
    """One of the ways through a call (fund, strand): the first whose condition holds becomes the fact ``track``."""

    id: str
    text: Text
    cite: str
    when: Condition | None = None
    budget: Decimal | None = None
    status: Status = "official"


@noun
class Budget:
    """Money set aside; ``projects`` is how many the issuer expects, ``most`` what one may get: both for sanity."""

    cite: str
    total: Decimal | None = None
    projects: int | None = None
    most: Decimal | None = None
    parts: dict[str, Decimal] = field(default_factory=dict)
    text: Text | None = None
    explained: Text | None = None  # why the figures do not agree, when they do not


@noun
class Phase:
    """A step of the procedure, with its own dates."""

    id: str
    text: Text
    cite: str
    status: Status = "official"


@noun
class Call:
    """Everything that one folder of ``calls/`` says. ``kind`` programme and project cannot be applied for."""

    id: str
    title: Text
    kind: Literal["call", "programme", "project"] = "call"
    language: Literal["it", "en"] = "it"
    zone: str = "Europe/Rome"
    authority: Text | None = None
    summary: Text | None = None
    aliases: tuple[str, ...] = ()
    short: str | None = None  # a name of a few letters, for the names of files; else its id
    programme: tuple[Text, ...] = ()
    legal_basis: tuple[Text, ...] = ()
    published: date | None = None
    checked: date | None = None
    regions: tuple[str, ...] = ()  # ISTAT codes of the regions it is for; none: no matter where
    zone_of_aid: ZoneOfAid | None = None
    ateco_edition: Literal["2007", "2022", "2025"] | None = None
    ateco_inferred: bool = False  # set by reading: nobody said the edition of the codes, their date did
    sources: dict[str, Source] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    history: tuple[SourceReading, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    window: CallWindow | None = None
    applicants: Applicants | None = None
    budget: Budget | None = None
    phases: tuple[Phase, ...] = ()
    areas: dict[str, Area] = field(default_factory=dict)
    tracks: tuple[Track, ...] = ()
    facts: Vocabulary = field(default_factory=dict)
    tables: dict[str, LookupTable] = field(default_factory=dict)
    dated_by: str | None = None  # the fact whose day dated figures ask for, where they do not say; else ``on``
    rules: tuple[Rule, ...] = ()
    expenses: Expenses = field(default_factory=Expenses)
    contribution: Contribution = field(default_factory=Contribution)
    payments: tuple[Payment, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    alternatives: tuple[Alternatives, ...] = ()
    together: tuple[SupportCap, ...] = ()
    reference_rate: Rate | None = None  # yearly, of the State-aid rules: what the equivalent of a loan is reckoned at
    attachments: tuple[Attachment, ...] = ()
    filing: Filing | None = None
    scoring: Scoring | None = None
    sections: tuple[Section, ...] = ()
    profile: dict[str, Text] = field(default_factory=dict)  # of a project: what it is, who takes part, what it cost


@noun
class Version:
    """A call as it is from a day on: the amendments up to it applied."""

    since: date
    call: Call


@noun
class Edition:
    """A call with its versions in time, the whole vocabulary it is judged by, and the digest of its files.

    ``versions`` are the amended ones in order of ``since``; before the first of them ``call`` holds.
    """

    call: Call
    vocabulary: Vocabulary
    digest: str  # «sha256:…» over the folder's call files
    folder: str
    versions: tuple[Version, ...] = ()

    def on(self, day: date) -> Call:
        """Return the call as it is on ``day``."""
        held = self.call
        for version in self.versions:
            if version.since <= day:
                held = version.call
        return held
