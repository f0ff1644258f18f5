"""The edition of ATECO that the codes of a call are of: named, else inferred from its date and from the codes."""

from collections.abc import Iterator
from dataclasses import replace

from ...model.call import Call
from ...model.condition import Ref, Test
from ...model.vocabulary import Vocabulary
from ...model.walk.call_nouns import conditions_of
from ...registry.correspondence import inferred_edition


def with_edition_of_codes(call: Call, vocabulary: Vocabulary) -> Call:
    """Return the call with the edition of its codes of activity; unchanged where it says it or names no code."""
    if call.ateco_edition is not None:
        return call
    codes = tuple(codes_of(call, vocabulary))
    if not codes:
        return call
    return replace(call, ateco_edition=inferred_edition(codes, call.published or call.checked), ateco_inferred=True)


def codes_of(call: Call, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the codes of activity that the conditions of a call name."""
    kinds = {key.rpartition("[].")[2]: fact.kind for key, fact in vocabulary.items()}
    for part in conditions_of(call):
        if not isinstance(part, Test) or part.word not in ("under", "is") or isinstance(part.value, Ref):
            continue
        if kinds.get(part.fact) == "ateco":
            yield from map(str, part.value if isinstance(part.value, tuple) else (part.value,))
