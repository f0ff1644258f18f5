"""The facts that can be asked for a call: those it looks at, and for what only follows from others, the others."""

from ..engine.verdict import askable
from ..law.derive import sources_of
from ..model.call import Call
from ..model.vocabulary import Vocabulary
from ..model.walk.named_facts import facts_of


def facts_asked(call: Call, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the keys of the vocabulary (``expenses[].amount``) that something in the call looks at.

    For a derived fact also those it is derived from; for the place of a commune, the commune. What only a later
    moment looks at (award, execution, reporting) is left out.
    """
    named = {askable(key, vocabulary) for key in facts_of(call, vocabulary)}
    whole = named | {source for key in named for source in sources_of(key)}
    return frozenset(key for key in whole if key in vocabulary)
