"""What the text of a call lacks and somebody may supply who has read it elsewhere: by id, as a fact."""

from functools import lru_cache

from ...model.call import Call
from ...model.vocabulary import Fact
from ...model.walk.figures import figure_facts
from ..identity_key import Same


def suppliable(call: Call) -> dict[str, Fact]:
    """Return the ids under which something can be supplied, each as the fact it is read by."""
    return _suppliable(Same(call))


@lru_cache(maxsize=64)
def _suppliable(same: Same[Call]) -> dict[str, Fact]:
    return figure_facts(same.value)
