"""What the text of a call lacks and somebody may supply who has read it elsewhere: by id, with its kind."""

from functools import lru_cache

from ...model.call import Call
from ...model.vocabulary import Kind
from ...model.walk.figures import figures_of, kind_of_figure
from ..identity_key import Same


def suppliable(call: Call) -> dict[str, Kind]:
    """Return the ids under which something can be supplied, with its kind: a yes or no, a share, another figure."""
    return _suppliable(Same(call))


@lru_cache(maxsize=64)
def _suppliable(same: Same[Call]) -> dict[str, Kind]:
    return {figure.id: kind_of_figure(figure) for _steps, figure in figures_of(same.value)}
