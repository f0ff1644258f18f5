"""Bands of a ranking criterion: the stretches that none of them covers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantcli.loading.lint.bands import hole_in
from grantcli.model.condition import All, Any, Condition, Ref, Test, Word
from grantcli.model.criterion import Band
from grantcli.model.vocabulary import Fact

VOCABULARY = {name: Fact(kind=kind, label="") for name, kind in (("n", "integer"), ("x", "number"), ("y", "number"))}  # type: ignore[arg-type]


def cut(fact: str, **words: int | str) -> Condition:
    tests = tuple(Test(fact=fact, word=word, value=Decimal(value)) for word, value in words.items())  # type: ignore[arg-type]
    return tests[0] if len(tests) == 1 else All(of=tests)


def hole(*conditions: Condition | None) -> tuple[Decimal, Decimal] | None:
    found = hole_in([Band(points=Decimal(1), when=condition) for condition in conditions], VOCABULARY)
    return None if found is None else (found[0].at, found[1].at)


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ([cut("x", less_than=5), cut("x", at_least=5)], None),
        ([cut("x", at_least=5), cut("x", less_than=5)], None),
        ([cut("x", less_than=5), cut("x", more_than=5)], (5, 5)),
        ([cut("x", at_most=5), cut("x", more_than=5)], None),
        ([cut("x", at_most=5), cut("x", at_least=6)], (5, 6)),
        ([cut("n", at_most=5), cut("n", at_least=6)], None),
        ([cut("n", at_most=5), cut("n", more_than=6)], (5, 6)),
        ([cut("x", less_than=2), cut("x", at_least=1, at_most=3), cut("x", more_than=4)], (3, 4)),
        ([cut("x", less_than=2), cut("y", at_least=3)], None),
        ([cut("x", less_than=2), None], None),
        ([cut("x", less_than=2), Any(of=(cut("x", at_least=3),))], None),
        ([cut("x", less_than=2), Test(fact="x", word="is", value=(Decimal(3),))], None),
        ([cut("x", less_than=2), Test(fact="x", word="at_least", value=Ref(fact="y"))], None),
        ([cut("x", less_than=2), Test(fact="x", word="known", value=True)], None),
        ([cut("x", less_than=2), All(of=(cut("x", at_least=3), cut("y", at_least=3)))], None),
        ([], None),
    ],
)
def test_holes(bands: list[Condition | None], expected: tuple[int, int] | None) -> None:
    assert hole(*bands) == expected


WORDS: tuple[Word, ...] = ("at_least", "at_most", "more_than", "less_than")
CUTS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.integers(0, 6)).map(lambda pair: cut("n", **{pair[0]: pair[1]})), min_size=1
)


def holds(test: object, value: int) -> bool:
    assert isinstance(test, Test)
    bound = int(test.value)  # type: ignore[call-overload]
    return {
        "at_least": value >= bound,
        "at_most": value <= bound,
        "more_than": value > bound,
        "less_than": value < bound,
    }[test.word]


class TestAHoleIsAValueThatNoBandCovers:
    """Between the lowest and the highest value covered, a hole is told when, and only when, some number has no band."""

    @given(CUTS)
    def test_against_trying_every_number(self, bands: list[Condition]) -> None:
        covered = [value for value in range(-3, 11) if any(holds(band, value) for band in bands)]
        gap = any(value not in covered for value in range(min(covered), max(covered))) if covered else False
        assert (hole(*bands) is not None) == gap
