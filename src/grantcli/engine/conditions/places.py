"""Where a place lies: inside a region, or inside an area of the call, which may be known only in part."""

from ...model.call import Area
from ...model.condition import Test
from ...model.facts import Answer
from ...model.walk.scope import Scope
from .context import Frame
from .judgement import Judgement, made
from .lookups import Judge, lacker, looker, namer

_PLACES = frozenset({"commune", "region"})


def speaks_of_places(test: Test, scope: Scope) -> bool:
    """Return whether an ``under`` is about places: its fact is one, or it names an area of the call."""
    fact = scope.fact(test.fact)
    return (fact is not None and fact.kind in _PLACES) or any(name in scope.areas for name in _names(test.value))


def compile_place(test: Test, scope: Scope) -> Judge:
    """Judge whether a commune or a region lies in one of the areas or regions named.

    Outside an area whose list is not complete, or whose list we lack, the judgement is undetermined.
    """
    names = _names(test.value)
    areas = [scope.areas[name] for name in names if name in scope.areas]
    area = _union(areas, frozenset(name for name in names if name not in scope.areas))
    told = all(one.complete and one.status != "missing" for one in areas)
    fact = scope.fact(test.fact)
    is_region = fact is not None and fact.kind == "region"
    look, name, lack = looker(test.fact, scope), namer(test.fact, scope), lacker(test.fact, scope)
    key = f"{test.fact}.region"
    region, region_name, lack_region = looker(key, scope), namer(key, scope), lacker(key, scope)

    def judge(frame: Frame) -> Judgement:
        answer = look(frame)
        if answer is None:
            return lack(frame)
        used: tuple[tuple[str, Answer], ...] = ((name(frame), answer),)
        if answer.value in (area.regions if is_region else area.communes):
            return made(Judgement, ("pass", used, (), ()))
        if area.regions and not is_region:
            lies = region(frame)
            if lies is None:
                return lack_region(frame)
            used = (*used, (region_name(frame), lies))
            if lies.value in area.regions:
                return Judgement("pass", used)
        return made(Judgement, ("fail" if told else "undetermined", used, (), ()))

    return judge


def _union(areas: list[Area], regions: frozenset[str]) -> Area:
    """Join the areas that we have a list of with the regions named by their code."""
    held = [area for area in areas if area.status != "missing"]
    return Area(
        text="",
        cite="",
        communes=frozenset().union(*(area.communes for area in held)),
        regions=regions.union(*(area.regions for area in held)),
    )


def _names(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, (tuple, frozenset)) else ()
