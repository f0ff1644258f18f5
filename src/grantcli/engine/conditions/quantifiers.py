"""Some item of a list, or every one: judged item by item, the deciding ones named."""

from itertools import compress
from typing import Literal

from ...model.condition import Each
from ...model.facts import Facts
from ...model.walk.scope import Scope
from .columns import Compile, compile_column, tested_field
from .context import Frame, frames_of
from .judgement import Judgement
from .logic import FAILS, HOLDS, OF_ALL, OF_ANY, merged
from .lookups import Judge, lister
from .tallies import Used, answers_held

Word = Literal["some", "every"]


def compile_each(each: Each, scope: Scope, compile_whole: Compile) -> Judge:
    """Return the judge of ``some`` or ``every`` item of a list; a test of a single field needs no judgements."""
    word, find, inner = each.word, lister(each.list, scope), scope.within(each.list)
    where, tested = compile_column(each.where, inner, compile_whole), tested_field(each.where, inner)
    empty = FAILS if word == "some" else HOLDS

    def judge(frame: Frame) -> Judgement:
        found = find(frame)
        if found.items is None:
            return Judgement("unknown", (), (found.path,))
        if not found.items:
            return empty
        frames = frames_of(frame, found)
        held = None if tested is None else answers_held(frames, tested)
        return _of_judgements(word, found.items, where(frames)) if held is None else _of_held(word, found.items, *held)

    return judge


def _of_held(word: Word, items: tuple[Facts, ...], answers: Used, holding: list[bool]) -> Judgement:
    """Judge by what is known of each item whether it holds."""
    passed = any(holding) if word == "some" else all(holding)
    deciding = holding if passed else [not held for held in holding]
    who = tuple([item.id for item in compress(items, deciding)])
    return Judgement("pass" if passed else "fail", tuple(compress(answers, deciding)), (), who)


def _of_judgements(word: Word, items: tuple[Facts, ...], judged: list[Judgement]) -> Judgement:
    rank = OF_ANY if word == "some" else OF_ALL
    verdict = max({one[0] for one in judged}, key=rank.__getitem__)
    deciding = [(item.id, one) for item, one in zip(items, judged, strict=True) if one[0] == verdict]
    _verdict, used, missing, _who = merged(verdict, [one for _item, one in deciding])
    return Judgement(verdict, used, missing, tuple([item for item, _one in deciding]))
