"""Some item of a list, or every one: judged item by item, the deciding ones named."""

from collections.abc import Callable
from typing import Literal

from .columns import Column
from .context import FoundList, Frame, frames_of
from .judgement import Judgement
from .logic import FAILS, HOLDS, OF_ALL, OF_ANY, merged
from .lookups import Judge


def compile_each(word: Literal["some", "every"], find: Callable[[Frame], FoundList], where: Column) -> Judge:
    """Return the judge of ``some`` or ``every`` item; ``where`` judges all of them."""
    rank, empty = (OF_ANY, FAILS) if word == "some" else (OF_ALL, HOLDS)

    def judge(frame: Frame) -> Judgement:
        found = find(frame)
        if found.items is None:
            return Judgement("unknown", (), (found.path,))
        if not found.items:
            return empty
        judged = where(frames_of(frame, found))
        verdict = max({one[0] for one in judged}, key=rank.__getitem__)
        deciding = [(item.id, one) for item, one in zip(found.items, judged, strict=True) if one[0] == verdict]
        _verdict, used, missing, _who = merged(verdict, [one for _item, one in deciding])
        return Judgement(verdict, used, missing, tuple([item for item, _one in deciding]))

    return judge
