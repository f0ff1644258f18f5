"""Which kinds of applicant can have a fact: a person has no accounts, a professional no entry in the register."""

from ..computing.stages import operands
from ..vocabulary import NO_FIRM_YET, ApplicantKind, Fact, Vocabulary


def is_had_by(kind: ApplicantKind, key: str, vocabulary: Vocabulary) -> bool:
    """Return whether a kind of applicant can have what a full key of the vocabulary means; of a computed fact, all it
    follows from."""
    for holder in dict.fromkeys((key.partition("[]")[0], key)):
        held = _entry(holder, vocabulary)
        if held is not None and not _has(kind, holder, held):
            return False
    return all(is_had_by(kind, one, vocabulary) for one in operands(key, vocabulary))


def _entry(key: str, vocabulary: Vocabulary) -> Fact | None:
    """Return the fact of a key: of the region of a commune, the commune."""
    whole, _dot, last = key.rpartition(".")
    parent = vocabulary.get(whole)
    if last in ("region", "province", "name") and parent is not None and parent.kind == "commune":
        return parent
    return vocabulary.get(key)


def _has(kind: ApplicantKind, key: str, fact: Fact) -> bool:
    if fact.asked_of:
        return kind in fact.asked_of
    return not (key.startswith("company.") and kind in NO_FIRM_YET)
