"""The way through a call: the first track whose condition holds, or why it is open."""

from collections.abc import Callable

from ...model.call import Track
from ...model.facts import Answer, Facts
from ...model.walk.scope import Scope
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.judgement import Judgement, Open
from ..conditions.lookups import Judge
from .eligibility import Ruled, settled_by

FindTrack = Callable[[Facts], Answer | None]


def compile_tracks(tracks: tuple[Track, ...], scope: Scope) -> FindTrack:
    """Return the function that answers the computed fact ``track``: an id, or Open while it is not decided.

    None where the call has no tracks; an empty id where none of them holds. A yes or no that the user supplied under
    a track's id settles it.
    """
    judges = [(track.id, _compile_track(track, scope)) for track in tracks]

    if not judges:
        return lambda facts: None  # noqa: ARG005

    def find(facts: Facts) -> Answer:
        for track, judge in judges:
            ruled = Ruled(judge(Frame(facts)))
            if ruled.judgement.verdict in ("undetermined", "manual"):
                ruled = settled_by(facts.supplied.get(track), ruled)
            verdict = ruled.judgement.verdict
            if verdict == "pass":
                return Answer(track, "derived", ruled.supplied or "")
            if verdict != "fail":
                return Answer(Open(verdict, ruled.judgement.missing), "derived")
        return Answer("", "derived")

    return find


def _compile_track(track: Track, scope: Scope) -> Judge:
    if track.status == "missing":
        return lambda frame: Judgement("undetermined")  # noqa: ARG005
    return compile_condition(track.when, scope)
