"""How judgements are joined and swapped: which verdict beats which, and what remains to be said of the others."""

from collections.abc import Iterable, Sequence

from ..model.facts import Answer
from ..model.finding import Verdict
from .frame import Judgement

Rank = dict[Verdict, int]

OF_ALL: Rank = {"pass": 0, "manual": 1, "undetermined": 2, "unknown": 3, "fail": 4}
OF_ANY: Rank = {"fail": 0, "manual": 1, "undetermined": 2, "unknown": 3, "pass": 4}
SWAPPED: dict[Verdict, Verdict] = {
    "pass": "fail",
    "fail": "pass",
    "unknown": "unknown",
    "undetermined": "undetermined",
    "manual": "manual",
}
HOLDS = Judgement("pass")
FAILS = Judgement("fail")


def flip(judgement: Judgement) -> Judgement:
    """Swap pass and fail."""
    return judgement._replace(verdict=SWAPPED[judgement.verdict])


def all_of(judgements: Sequence[Judgement]) -> Judgement:
    """Join judgements that must all hold: fail, then unknown, undetermined, manual, pass; none at all holds."""
    return join(judgements, OF_ALL) if judgements else HOLDS


def any_of(judgements: Sequence[Judgement]) -> Judgement:
    """Join judgements of which one is enough: pass, then unknown, undetermined, manual, fail; none at all fails."""
    return join(judgements, OF_ANY) if judgements else FAILS


def join(judgements: Sequence[Judgement], rank: Rank) -> Judgement:
    """Take the strongest verdict (there is at least one), and what those that gave it rest on, lack and name."""
    strongest = judgements[0]
    height = rank[strongest[0]]
    several = False
    for judgement in judgements[1:]:
        other = rank[judgement[0]]
        if other > height:
            strongest, height, several = judgement, other, False
        elif other == height:
            several = True
    return merged(strongest[0], judgements) if several else strongest


def merged(verdict: Verdict, judgements: Iterable[Judgement]) -> Judgement:
    """Put together what all judgements of ``verdict`` rest on, lack and name."""
    used: list[tuple[str, Answer]] = []
    missing: dict[str, None] = {}
    who: dict[str, None] = {}
    for judgement in judgements:
        if judgement[0] == verdict:
            used += judgement[1]
            missing.update(dict.fromkeys(judgement[2]))
            who.update(dict.fromkeys(judgement[3]))
    return Judgement(verdict, tuple(used), tuple(missing), tuple(who))
