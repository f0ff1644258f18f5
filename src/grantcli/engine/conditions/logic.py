"""How judgements are joined and swapped: which verdict beats which, and what remains to be said of the others."""

from collections.abc import Sequence
from itertools import chain

from ...model.finding import Verdict
from .judgement import Judgement, made

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
    verdict, used, missing, who = judgement
    return made(Judgement, (SWAPPED[verdict], used, missing, who))


def all_of(judgements: Sequence[Judgement]) -> Judgement:
    """Join judgements that must all hold: fail, then unknown, undetermined, manual, pass; none at all holds."""
    return join_all(judgements, OF_ALL, HOLDS)


def any_of(judgements: Sequence[Judgement]) -> Judgement:
    """Join judgements of which one is enough: pass, then unknown, undetermined, manual, fail; none at all fails."""
    return join_all(judgements, OF_ANY, FAILS)


def join(one: Judgement, other: Judgement, rank: Rank) -> Judgement:
    """Take the stronger of two judgements; of equals, what both rest on, lack and name."""
    if one[0] != other[0]:
        return one if rank[one[0]] > rank[other[0]] else other
    if one[2] or other[2] or one[3] or other[3]:
        return merged(one[0], (one, other))
    return made(Judgement, (one[0], one[1] + other[1], (), ()))


def join_all(judgements: Sequence[Judgement], rank: Rank, none: Judgement) -> Judgement:
    """Take the strongest verdict and what those that gave it rest on, lack and name; of no judgements, ``none``."""
    if not judgements:
        return none
    verdicts = [judgement[0] for judgement in judgements]
    strongest = max(verdicts, key=rank.__getitem__)
    times = verdicts.count(strongest)
    if times == 1:
        return judgements[verdicts.index(strongest)]
    if times < len(verdicts):
        judgements = [judgement for judgement in judgements if judgement[0] == strongest]
    return merged(strongest, judgements)


def merged(verdict: Verdict, judgements: Sequence[Judgement]) -> Judgement:
    """Put together what judgements of one verdict rest on, lack and name."""
    used = tuple(chain.from_iterable([one[1] for one in judgements]))
    lacks = [one[2] for one in judgements if one[2]]
    names = [one[3] for one in judgements if one[3]]
    missing = tuple(dict.fromkeys(chain.from_iterable(lacks))) if lacks else ()
    who = tuple(dict.fromkeys(chain.from_iterable(names))) if names else ()
    return made(Judgement, (verdict, used, missing, who))
