"""What can be asked: one entry of the shared vocabulary, or of a call's own."""

from decimal import Decimal
from typing import Literal

from ..i18n import Text
from .computing.compute import Compute
from .noun import noun
from .rule import Status

Kind = Literal[
    "money",  # Decimal, euro, two decimals
    "percent",  # Decimal, a fraction: 0.25 for 25 %
    "number",  # Decimal
    "integer",  # int
    "date",  # datetime.date
    "datetime",  # datetime.datetime, local wall time without a zone
    "yes_no",  # bool
    "choice",  # str, one of choices
    "choices",  # tuple[str, ...], some of choices
    "text",  # str, one line
    "long_text",  # str, many lines
    "vat_number",
    "tax_code",
    "iban",
    "pec",
    "email",
    "commune",  # str, ISTAT code of six digits
    "region",  # str, ISTAT code of two digits
    "country",  # str, ISO 3166 alpha-2
    "ateco",  # str, dotted code
    "legal_form",  # str, Registro Imprese code of two letters
    "list",  # tuple[Facts, ...], described by ``items``
]

ApplicantKind = Literal["firm", "person", "team", "professional", "association"]
"""Who may apply: ``person`` and ``team`` are those who will found a firm or begin to work on their own."""
NO_FIRM_YET: frozenset[ApplicantKind] = frozenset({"person", "team"})
APPLICANT_KIND = "applicant.who"
"""The fact that says which kind of applicant asks."""


@noun
class OtherWording:
    """How a fact is worded for some kinds of applicant; what is absent stays as it is for firms."""

    of: tuple[ApplicantKind, ...]
    label: Text | None = None
    question: Text | None = None
    help: Text | None = None
    item: Text | None = None


@noun
class Fact:
    """One thing that can be known of an applicant: how it is asked, typed, bounded.

    ``question`` ends in a question mark; ``label`` is short, for tables and forms. ``choices`` maps code to text, or
    names a registry list. ``default`` is taken, and said to be taken, where the answer is absent: use it only where
    silence means exactly that. ``for_declarations``: asked for only where a declaration that is due needs it.
    ``derived`` facts are never asked, nor are those with ``compute``, which follow from others as it says, by what
    ``cite`` says, with the trust of ``status``. ``asked_of`` are the kinds of applicant that have it: where it is empty
    everybody, but of what begins with ``company.`` those who are in business already.
    """

    kind: Kind
    label: Text
    question: Text | None = None
    help: Text | None = None
    choices: dict[str, Text] | None = None
    exclusive: tuple[str, ...] = ()  # of choices: codes that no other goes with, like «none of these»
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    past: bool = False  # of a day: of what has happened, so that none to come is doubted
    not_before: str | None = None  # of a day: the one that it follows, of the same item or the application
    unit: Text | None = None
    default: str | None = None
    derived: bool = False
    optional: bool = False
    for_declarations: bool = False
    items: "dict[str, Fact] | None" = None
    key: str | None = None  # of a list written as a mapping: the field that its keys fill
    item: Text | None = None  # of a list: what one item is called
    never_empty: bool = False  # of a list: none is no answer, since there always is one
    party: bool = False  # the name of a person or an enterprise: compared as a name
    compute: Compute | None = None
    cite: str | None = None
    status: Status = "official"
    asked_of: tuple[ApplicantKind, ...] = ()
    wordings: tuple[OtherWording, ...] = ()


Vocabulary = dict[str, Fact]
"""Key (``company.size``) to fact, the shared ones and a call's own; a field of a list is ``expenses[].amount``."""

PERSON_TITLES = frozenset(
    {
        *("dott", "dottor", "dottore", "dottoressa", "dottssa", "dssa", "ssa", "dr", "drssa"),
        *("prof", "professore", "professoressa", "profssa", "avv", "avvocato", "avvocata", "ing", "ingegnere"),
        *("arch", "architetto", "geom", "geometra", "rag", "ragioniere", "perito"),
        *("sig", "signor", "signora", "sigra", "sigr", "sra"),
    }
)
"""What people put before a name: set aside wherever names of a ``party`` are compared or held against a tax code."""
