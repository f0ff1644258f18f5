"""The facts that can be asked for a call: those it looks at, and for what only follows from others, the others."""

from ..engine.verdict import askable
from ..law.derive import sources_of
from ..model.call import Call
from ..model.computing.stages import operands
from ..model.vocabulary import Vocabulary
from ..model.walk.named_facts import facts_of

PARTNERS = "partners"


def facts_asked(call: Call, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the keys of the vocabulary (``expenses[].amount``) that something in the call looks at.

    For a derived or computed fact also those it follows from; for the place of a commune, the commune. What only a
    later moment looks at (award, execution, reporting) is left out.
    """
    looked_at = set(facts_of(call, vocabulary))
    if PARTNERS not in looked_at:  # the applicant stands alone: what is looked at of a line's partner is its own
        looked_at |= {key.removeprefix(f"{PARTNERS}[].") for key in looked_at}
    waiting = list(looked_at)
    while waiting:
        found = set(operands(waiting.pop(), vocabulary)) - looked_at
        looked_at |= found
        waiting += found
    named = {askable(key, vocabulary) for key in looked_at}
    whole = named | {source for key in named for source in sources_of(key)}
    return frozenset(key for key in whole if key in vocabulary)


def facts_that_decide(call: Call, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the keys of the vocabulary that can exclude the application or refuse a line of its plan.

    Those that a requirement due at submission looks at, and a rule that refuses lines or sends them to a person; for a
    computed fact also those it follows from. Of a line's partner its fields as well.
    """
    rules = [rule for rule in call.rules if rule.severity != "info" and rule.moment == "submission"]
    parts = [*rules, *(rule for rule in call.expenses.refused if rule.verdict != "warn")]
    looked_at = {key for part in parts for key in facts_of(call, vocabulary, part)}
    waiting = list(looked_at)
    while waiting:
        found = set(operands(waiting.pop(), vocabulary)) - looked_at
        looked_at |= found
        waiting += found
    return frozenset(askable(key, vocabulary) for key in looked_at)
