"""Which of the disagreements between the sources touch an application."""

from collections.abc import Iterable

from ...model.call import Discrepancy
from ...model.walk.scope import Scope
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame

_ASIDE = frozenset({"fail", "unknown"})


class Disagreements:
    """The discrepancies of a call that readers are shown, each with its occasion."""

    def __init__(self, discrepancies: Iterable[Discrepancy], scope: Scope):
        self.shown = tuple(one for one in discrepancies if one.shown)
        self._occasions = [(one.id, compile_condition(one.when, scope)) for one in self.shown if one.when is not None]

    def untouched(self, frame: Frame) -> frozenset[str]:
        """Return the ids of those whose occasion does not arise, or is not known to arise, in an application."""
        return frozenset(one for one, judge in self._occasions if judge(frame).verdict in _ASIDE)
