"""Tables as functions of a frame: the value of the first row that fits."""

from functools import cache

from ...model.computing.compute import LookupTable
from ...model.walk.scope import Scope
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.lookups import Judge
from .figures import compile_figure
from .resolved import UNDETERMINED, Find, Resolved


def compile_lookup(table: LookupTable, scope: Scope) -> Find:
    """Return the function from a frame to the figure of the first row that fits there.

    A row that may or may not fit leaves the figure open; where none fits it is undetermined.
    """

    @cache
    def row_at(number: int) -> tuple[Judge, Find | None]:
        """Return a row compiled when the first search comes to it: most end before."""
        row = table.rows[number]
        return compile_condition(row.when, scope), compile_figure(row.value, scope)

    def find(frame: Frame) -> Resolved:
        for number in range(len(table.rows)):
            judge, value = row_at(number)
            judged = judge(frame)
            if judged.verdict == "fail":
                continue
            if judged.verdict != "pass":
                return Resolved(None, judged.used, judged)
            if value is None:
                return Resolved(None, judged.used, UNDETERMINED, number)
            found = value(frame)
            return found._replace(used=(*judged.used, *found.used), row=number)
        return Resolved(None, (), UNDETERMINED)

    return find
