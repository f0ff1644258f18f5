"""The laws of judging, on arbitrary conditions over arbitrary facts, against an interpreter written the naive way."""

from decimal import Decimal

import pytest
from hypothesis import Phase, assume, find, given, settings
from hypothesis import strategies as st

from grantcli.engine.conditions.compiler import compile_condition
from grantcli.engine.conditions.context import Frame
from grantcli.engine.rules.eligibility import compile_rule
from grantcli.model.call import Area
from grantcli.model.condition import All, Any, Each, Measure, Not, Ref
from grantcli.model.condition import Test as Asks
from grantcli.model.facts import Answer, Facts
from grantcli.model.rule import Rule
from grantcli.model.vocabulary import Fact
from grantcli.model.walk.scope import Scope

NUMBERS = ("n", "m")
VOCABULARY = {
    "n": Fact(kind="integer", label="n"),
    "m": Fact(kind="integer", label="m"),
    "yes": Fact(kind="yes_no", label="yes"),
    "several": Fact(kind="choices", label="several", choices={"a": "a", "b": "b"}),
    "place": Fact(kind="commune", label="place"),
    "items": Fact(kind="list", label="items"),
    "items[].n": Fact(kind="money", label="n", at_least=Decimal(0)),
    "items[].loss": Fact(kind="money", label="loss"),
    "items[].place": Fact(kind="commune", label="place"),
    "items[].partner": Fact(kind="text", label="partner"),
    "partners": Fact(kind="list", label="partners"),
    "partners[].yes": Fact(kind="yes_no", label="yes"),
}
SCOPE = Scope(VOCABULARY, {"partly": Area(text="", cite="", communes=frozenset({"in"}), complete=False)})
small = st.integers(0, 3)
ORDERS = ("at_least", "at_most", "more_than", "less_than")
VALUES = {
    "n": small,
    "m": small,
    "yes": st.booleans(),
    "several": st.sets(st.sampled_from("ab")).map(lambda chosen: tuple(sorted(chosen))),
    "place": st.sampled_from(["in", "out"]),
    "items[].n": small.map(Decimal),
    "items[].loss": st.integers(-2, 2).map(Decimal),
    "items[].place": st.sampled_from(["in", "out"]),
    "items[].partner": st.sampled_from(["A", "B"]),
    "partners[].yes": st.booleans(),
}


def asking(inside: bool) -> st.SearchStrategy:
    numbers = st.sampled_from(("n", "m", "loss") if inside else NUMBERS)
    return st.one_of(
        st.builds(Asks, fact=numbers, word=st.sampled_from(ORDERS), value=small.map(Decimal)),
        st.builds(
            Asks, fact=numbers, word=st.sampled_from(ORDERS), value=st.builds(Ref, fact=st.sampled_from(NUMBERS))
        ),
        st.builds(Asks, fact=st.just("n"), word=st.just("is"), value=st.sets(small, max_size=2).map(tuple)),
        st.builds(Asks, fact=st.just("yes"), word=st.just("is"), value=st.booleans().map(lambda one: (one,))),
        st.builds(Asks, fact=st.just("several"), word=st.just("is"), value=st.sampled_from([("a",), ("a", "b")])),
        st.builds(Asks, fact=st.just("several"), word=st.just("known"), value=st.booleans()),
        st.just(Asks(fact="place", word="under", value="partly")),
    )


def joined(leaves: st.SearchStrategy, most: int) -> st.SearchStrategy:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(All, of=st.lists(inner, max_size=3).map(tuple)),
            st.builds(Any, of=st.lists(inner, max_size=3).map(tuple)),
            st.builds(Not, of=inner),
        ),
        max_leaves=most,
    )


in_item = joined(asking(inside=True), 3)
number_tests = st.tuples(
    st.sampled_from([*ORDERS, "is"]), st.one_of(small.map(Decimal), st.builds(Ref, fact=st.just("m")))
)
over_items = st.one_of(
    st.builds(Each, word=st.sampled_from(["some", "every"]), list=st.just("items"), where=in_item),
    st.builds(
        Measure,
        quantity=st.sampled_from(["sum", "distinct", "count"]),
        list=st.just("items"),
        field=st.sampled_from(["n", "loss"]),
        where=st.none() | in_item,
        tests=st.lists(number_tests, min_size=1, max_size=2).map(tuple),
    ),
)
conditions = joined(st.one_of(asking(inside=False), over_items), 6)
rules = st.builds(
    Rule,
    id=st.just("R"),
    text=st.just(""),
    cite=st.just(""),
    when=st.none() | conditions,
    require=st.none() | conditions,
    forbid=st.none() | conditions,
    manual=st.none() | st.just("look"),
    each=st.none() | st.just("items"),
    status=st.sampled_from(["official", "official", "missing"]),
)


@st.composite
def answers_of(draw, list_name=""):
    prefix = f"{list_name}[]." if list_name else ""
    names = [key.removeprefix(prefix) for key in VALUES if key.startswith(prefix) and ("[]" in key) is bool(list_name)]
    known = draw(st.sets(st.sampled_from(names)))
    return {name: Answer(draw(VALUES[prefix + name])) for name in sorted(known)}


@st.composite
def facts(draw):
    lists = {}
    for name, ids in (("items", ("X", "Y", "Z")), ("partners", ("A", "B"))):
        if draw(st.integers(0, 3)):
            chosen = sorted(draw(st.sets(st.sampled_from(ids))))
            lists[name] = tuple(Facts(id=one, answers=draw(answers_of(name))) for one in chosen)
    return Facts(answers=draw(answers_of()), lists=lists)


def with_answer(known: Facts, key: str, draw) -> Facts:
    """Return ``known`` with any answer whatever to one full key."""
    if key in ("items", "partners"):
        return known.with_list(key, (Facts(id="X"),) if draw(st.booleans()) else ())
    if "[" not in key:
        return known.with_answers({key: Answer(draw(VALUES[key]))})
    list_name, one, field = key.replace("].", "[").split("[")
    items = known.lists.get(list_name, ())
    if all(item.id != one for item in items):
        items = (*items, Facts(id=one))
    answer = {field: Answer(draw(VALUES[f"{list_name}[].{field}"]))}
    return known.with_list(list_name, tuple(item.with_answers(answer) if item.id == one else item for item in items))


# ---- the naive interpreter: plain recursion, one verdict as a string, no bounds but by trying every possibility

UNKNOWN = object()
COMPARE = {
    "at_least": lambda left, right: left >= right,
    "at_most": lambda left, right: left <= right,
    "more_than": lambda left, right: left > right,
    "less_than": lambda left, right: left < right,
    "is": lambda left, right: left == right,
}


def value_in(known, item, name):
    """Find a name in the item, then in its partner when it has one, then in the application."""
    if item is not None and f"items[].{name}" in VOCABULARY:
        return item.answers[name].value if name in item.answers else UNKNOWN
    if item is not None and f"partners[].{name}" in VOCABULARY and "partner" in item.answers:
        partners = [one for one in known.lists.get("partners", ()) if one.id == item.answers["partner"].value]
        found = partners[0].answers if partners else {}
        return found[name].value if name in found else UNKNOWN
    return known.answers[name].value if name in known.answers else UNKNOWN


def strongest(verdicts, order):
    return next((verdict for verdict in order if verdict in verdicts), order[-1])


def all_hold(verdicts):
    return strongest(verdicts, ["fail", "unknown", "undetermined", "manual", "pass"])


def one_holds(verdicts):
    return strongest(verdicts, ["pass", "unknown", "undetermined", "manual", "fail"])


def said(truth):
    return "pass" if truth else "fail"


def naive(condition, known, item=None):
    match condition:
        case None:
            return "pass"
        case All():
            return all_hold([naive(part, known, item) for part in condition.of])
        case Any():
            return one_holds([naive(part, known, item) for part in condition.of])
        case Not():
            inner = naive(condition.of, known, item)
            return {"pass": "fail", "fail": "pass"}.get(inner, inner)
        case Each():
            if "items" not in known.lists:
                return "unknown"
            verdicts = [naive(condition.where, known, one) for one in known.lists["items"]]
            return all_hold(verdicts) if condition.word == "every" else one_holds(verdicts)
        case Measure():
            return naive_measure(condition, known)
        case _:
            return naive_test(condition, known, item)


def naive_test(test, known, item):
    value = value_in(known, item, test.fact)
    wanted = value_in(known, item, test.value.fact) if isinstance(test.value, Ref) else test.value
    if value is UNKNOWN or wanted is UNKNOWN:
        return "unknown"
    if test.word == "known":
        return said((value != ()) == wanted)
    if test.word == "under":
        return "pass" if value == "in" else "undetermined"
    if test.word == "is":
        return said(any(one in wanted for one in (value if isinstance(value, tuple) else (value,))))
    return said(COMPARE[test.word](value, wanted))


def naive_measure(measure, known):
    """Try every way in which the doubtful items could count and the unknown values could be, in a wide enough range.

    The judge knows only the least and the most that a number can be, so every whole number between them is tried.
    """
    if "items" not in known.lists:
        return "unknown"
    doubts, choices = set(), [[]]
    for item in known.lists["items"]:
        member = naive(measure.where, known, item)
        if member == "fail":
            continue
        value = item.answers[measure.field].value if measure.field in item.answers else UNKNOWN
        unknown_value = value is UNKNOWN and measure.quantity != "count"
        doubts |= {member} - {"pass"} | ({"unknown"} if unknown_value else set())
        wide = range(13) if measure.field == "n" else range(-13, 13)
        possible = list(wide) if unknown_value else [value]
        ways = [[one] for one in possible] + ([[]] if member != "pass" else [])
        choices = [[*before, *way] for before in choices for way in ways]
    reached = {int(naive_number(measure.quantity, counted)) for counted in choices}
    numbers = range(min(reached), max(reached) + 1)
    return all_hold([naive_number_test(word, wanted, numbers, doubts, known) for word, wanted in measure.tests])


def naive_number(quantity, counted):
    return len(counted) if quantity == "count" else sum(counted) if quantity == "sum" else len(set(counted))


def naive_number_test(word, wanted, numbers, doubts, known):
    limit = value_in(known, None, wanted.fact) if isinstance(wanted, Ref) else wanted
    if limit is UNKNOWN:
        return "unknown"
    verdicts = {said(COMPARE[word](number, limit)) for number in numbers}
    if len(verdicts) == 1:
        return verdicts.pop()
    return strongest(doubts, ["unknown", "undetermined", "manual"])


class TestConditions:
    """«all: fail beats unknown beats undetermined beats manual beats pass; any: pass beats unknown … beats fail; not
    swaps pass and fail. A settled finding misses nothing, and one more fact never reopens it.» (design §3)"""

    @given(conditions, facts())
    def test_the_compiled_judge_says_what_the_naive_interpreter_says(self, condition, known):
        blanks = sum("loss" not in item.answers or "n" not in item.answers for item in known.lists.get("items", ()))
        assume(blanks <= 2)
        assert compile_condition(condition, SCOPE)(Frame(known)).verdict == naive(condition, known)

    @given(conditions, facts())
    def test_only_the_unknown_misses_anything(self, condition, known):
        judged = compile_condition(condition, SCOPE)(Frame(known))
        assert bool(judged.missing) is (judged.verdict == "unknown")
        assert len(set(judged.missing)) == len(judged.missing)

    @given(conditions, facts(), st.data())
    def test_one_more_fact_never_reopens_what_is_settled(self, condition, known, data):
        judge = compile_condition(condition, SCOPE)
        before = judge(Frame(known))
        assume(before.verdict in ("pass", "fail"))
        absent = [
            key for key in ("n", "m", "yes", "several", "place", "items") if key not in {*known.answers, *known.lists}
        ]
        for item in known.lists.get("items", ()):
            fields = ("n", "loss", "place")
            absent += [f"items[{item.id}].{field}" for field in fields if field not in item.answers]
        assume(absent)
        more = with_answer(known, data.draw(st.sampled_from(absent)), data.draw)
        assert judge(Frame(more)).verdict == before.verdict

    @given(conditions, facts(), st.data())
    def test_what_is_answered_is_no_longer_missing_and_asking_ends(self, condition, known, data):
        judge = compile_condition(condition, SCOPE)
        asked = set()
        judged = judge(Frame(known))
        while judged.missing:
            key = data.draw(st.sampled_from(judged.missing))
            assert key not in asked
            asked.add(key)
            known = with_answer(known, key, data.draw)
            judged = judge(Frame(known))
        assert judged.verdict != "unknown"

    @given(conditions, facts())
    def test_the_facts_it_names_are_enough(self, condition, known):
        """With all else forgotten (but which items there are, and whose), the verdict stands."""
        judge = compile_condition(condition, SCOPE)
        judged = judge(Frame(known))
        assume(judged.verdict in ("pass", "fail"))
        used = {key for key, _ in judged.used}
        assert judge(Frame(only(known, used))).verdict == judged.verdict


def only(known: Facts, used: set[str]) -> Facts:
    """Forget every answer that is not used."""
    lists = {}
    for name, items in known.lists.items():
        lists[name] = tuple(
            Facts(
                id=item.id,
                answers={k: v for k, v in item.answers.items() if f"{name}[{item.id}].{k}" in used or k == "partner"},
            )
            for item in items
        )
    return Facts(answers={key: answer for key, answer in known.answers.items() if key in used}, lists=lists)


def naive_rule(rule, known, item=None):
    occasion = naive(rule.when, known, item)
    if occasion == "fail":
        return "pass"
    forbidden = "fail" if rule.forbid is None else naive(rule.forbid, known, item)
    not_forbidden = {"pass": "fail", "fail": "pass"}.get(forbidden, forbidden)
    body = all_hold([naive(rule.require, known, item), not_forbidden, "manual" if rule.manual else "pass"])
    body = "undetermined" if rule.status == "missing" else body
    return body if occasion == "pass" or body == "pass" else occasion


class TestRules:
    """«Passes when require holds and forbid does not; applies only where when holds; judged item by item.»"""

    @given(rules, facts())
    def test_the_finding_is_what_the_naive_interpreter_says(self, rule, known):
        blanks = sum("loss" not in item.answers or "n" not in item.answers for item in known.lists.get("items", ()))
        assume(blanks <= 2)
        finding = compile_rule(rule, SCOPE)(Frame(known))
        if rule.each is None:
            expected = naive_rule(rule, known)
        elif "items" in known.lists:
            expected = all_hold([naive_rule(rule, known, item) for item in known.lists["items"]])
        else:
            assume(rule.when is None)
            expected = "unknown"
        assert finding.verdict == expected

    @given(rules, facts())
    def test_a_settled_finding_misses_nothing(self, rule, known):
        finding = compile_rule(rule, SCOPE)(Frame(known))
        assert bool(finding.missing) is (finding.verdict == "unknown")
        assert not (finding.verdict == "pass" and finding.who)
        assert finding.applies or finding.verdict == "pass"

    @given(rules, facts())
    def test_the_same_facts_give_the_same_finding(self, rule, known):
        assert compile_rule(rule, SCOPE)(Frame(known)) == compile_rule(rule, SCOPE)(Frame(known))


@pytest.mark.parametrize("verdict", ["pass", "fail", "unknown", "undetermined"])
def test_the_laws_see_every_verdict(verdict):
    """Guard: the strategies above reach all verdicts, so that none of the laws holds of nothing."""
    look = settings(max_examples=5000, phases=[Phase.generate], database=None, deadline=None, derandomize=True)
    condition, known = find(
        st.tuples(conditions, facts()),
        lambda pair: compile_condition(pair[0], SCOPE)(Frame(pair[1])).verdict == verdict,
        settings=look,
    )
    assert compile_condition(condition, SCOPE)(Frame(known)).verdict == verdict


def test_the_naive_interpreter_can_be_contradicted():
    """Guard: it is no echo; swapped tables of the algebra are found out at once."""
    wrong = compile_condition(Any(of=(Asks(fact="yes", word="is", value=(True,)),) * 2), SCOPE)
    known = Facts(answers={"yes": Answer(False)})
    assert naive(All(of=()), known) == "pass"
    with pytest.raises(AssertionError):
        assert wrong(Frame(known)).verdict == naive(All(of=()), known)
