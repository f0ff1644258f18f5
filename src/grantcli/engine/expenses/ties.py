"""Who is behind a supplier: the applicant, its people, holders, linked enterprises, partners, the consultant.

The same tax code decides. Where codes cannot be compared the same name is a doubt, and a near name a suggestion.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from ...i18n import _
from ...model.expense import PartyKind
from ...model.facts import Answer, Facts
from ...wording.names import near_names, same_name

SUPPLIER, SUPPLIER_CODE = "supplier", "supplier_tax_code"
LINK_SHARE = Decimal("0.2")
"""The share of votes from which art. 2359 of the Italian civil code presumes a link (a tenth where listed)."""
Likeness = Literal["code", "name", "near"]
_SUREST: tuple[Likeness, ...] = ("code", "name", "near")


class Party(NamedTuple):
    """Somebody a supplier is compared with: what it is to the applicant, its name, its codes, where that is written."""

    kind: PartyKind
    name: str
    codes: frozenset[str]
    key: str


class SupplierTie(NamedTuple):
    """A supplier that is, or may be, a party: how alike they are."""

    party: Party
    likeness: Likeness


class Parties:
    """The parties of an application, found once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.known = tuple(_parties(facts))

    def ties_of(self, item: Facts, partner: Facts | None) -> list[SupplierTie]:
        """Return the parties that the supplier of a line is, or may be, the surest first."""
        name, code = _text(item, SUPPLIER), _code(_text(item, SUPPLIER_CODE))
        if not name and not code:
            return []
        found = [
            SupplierTie(party, likeness)
            for party in self._seen_by(partner)
            if (likeness := _likeness(name, code, party)) is not None
        ]
        return sorted(found, key=lambda tie: _SUREST.index(tie.likeness)) if len(found) > 1 else found

    def _seen_by(self, partner: Facts | None) -> tuple[Party, ...]:
        """Return the parties as the partner of a line sees them: itself is the applicant."""
        if partner is None:
            return self.known
        own = f"partners[{partner.id}]."
        return tuple(party._replace(kind="applicant") if party.key.startswith(own) else party for party in self.known)


def used_by(tie: SupplierTie, item: Facts) -> tuple[tuple[str, Answer], ...]:
    """Return the answers that a tie rests on, by full key: the supplier's, then the party's name."""
    prefix = f"expenses[{item.id}]."
    own = ((prefix + field, item.answers[field]) for field in (SUPPLIER, SUPPLIER_CODE) if field in item.answers)
    return (*own, (tie.party.key, Answer(tie.party.name, "derived")))


def tie_words(tie: SupplierTie, item: Facts) -> str:
    """Say whom the supplier may be, and what would settle it."""
    words = {
        "name": _("Il fornitore «{supplier}» ha lo stesso nome di «{party}» ({kind})."),
        "near": _("Il fornitore «{supplier}» ha un nome simile a «{party}» ({kind})."),
        "code": _("Il fornitore «{supplier}» è «{party}» ({kind}): il codice fiscale è lo stesso."),
    }
    told = words[tie.likeness].format(
        supplier=_text(item, SUPPLIER), party=tie.party.name, kind=_kind_word(tie.party.kind)
    )
    if tie.likeness == "code":
        return told
    return f"{told} {_('Lo chiariscono i codici fiscali di entrambi, o la voce segnata come controllata.')}"


def _kind_word(kind: PartyKind) -> str:
    return {
        "applicant": _("il richiedente stesso"),
        "person": _("amministra l'impresa o ne ha i poteri"),
        "holder": _("ha una quota dell'impresa"),
        "linked": _("controllo o collegamento con l'impresa"),
        "partner": _("partner del progetto"),
        "consultant": _("prestatore della consulenza"),
    }[kind]


def _likeness(name: str, code: str, party: Party) -> Likeness | None:
    if code and any(len(one) == len(code) for one in party.codes):
        return "code" if code in party.codes else None
    if same_name(name, party.name):
        return "name"
    return "near" if near_names(name, party.name) else None


def _parties(facts: Facts) -> Iterator[Party]:
    yield from _party("applicant", facts, "company.name", ("company.vat_number", "company.tax_code"), "")
    yield from _party("consultant", facts, "consultant.name", ("consultant.tax_code",), "")
    for one in facts.lists.get("people", ()):
        yield from _party("person", one, "name", ("tax_code",), f"people[{one.id}].")
    for one in facts.lists.get("company.links", ()):
        for kind in _link_kinds(one):
            yield from _party(kind, one, "name", ("tax_code", "vat_number"), f"company.links[{one.id}].")
    for one in facts.lists.get("partners", ()):
        codes = ("company.vat_number", "company.tax_code")
        yield from _party("partner", one, "company.name", codes, f"partners[{one.id}].")


def _link_kinds(link: Facts) -> Iterator[PartyKind]:
    """Yield what a tie makes of somebody: who holds the firm, and who is linked to it in the sense of art. 2359."""
    if _text(link, "of"):
        return
    if link.value("direction") == "upstream":
        yield "holder"
    shares = [
        value for field in ("percent_votes", "percent_capital") if isinstance(value := link.value(field), Decimal)
    ]
    linked = link.value("relation") == "linked" or link.value("control") is True
    if linked or (shares and shares[0] >= LINK_SHARE):
        yield "linked"


def _party(kind: PartyKind, facts: Facts, name: str, codes: tuple[str, ...], prefix: str) -> Iterator[Party]:
    called = _text(facts, name)
    known = frozenset(code for one in codes if (code := _code(_text(facts, one))))
    if called or known:
        yield Party(kind, called, known, prefix + name)


def _text(facts: Facts, key: str) -> str:
    answer: Answer | None = facts.answers.get(key)
    return "" if answer is None or answer.value is None else str(answer.value)


@lru_cache(maxsize=8192)
def _code(text: str) -> str:
    """Return a tax code as it is compared: letters and digits, without the country of an Italian VAT number."""
    plain = "".join(letter for letter in text.upper() if letter.isalnum())
    return plain[2:] if plain.startswith("IT") and plain[2:].isdigit() and len(plain) == 13 else plain
