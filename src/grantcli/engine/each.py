"""Some item of a list, or every one: judged item by item, the deciding ones named."""

from collections.abc import Callable
from typing import Literal

from .algebra import FAILS, HOLDS, OF_ALL, OF_ANY, merged
from .frame import Found, Frame, Judge, Judgement, frames_of
from .glance import Glance


def compile_each(word: Literal["some", "every"], find: Callable[[Frame], Found], where: Judge, glance: Glance) -> Judge:
    """Return the judge of ``some`` or ``every`` item; ``glance`` gives the verdict that ``where`` explains."""
    rank, empty = (OF_ANY, FAILS) if word == "some" else (OF_ALL, HOLDS)

    def judge(frame: Frame) -> Judgement:
        found = find(frame)
        if found.items is None:
            return Judgement("unknown", (), (found.path,))
        if not found.items:
            return empty
        frames = frames_of(frame, found)
        verdicts = [glance(inner) for inner in frames]
        verdict = max(verdicts, key=rank.__getitem__)
        deciding = [inner for inner, one in zip(frames, verdicts, strict=True) if one == verdict]
        joined = merged(verdict, [where(inner) for inner in deciding])
        return joined._replace(who=tuple(inner.item.id for inner in deciding))

    return judge
