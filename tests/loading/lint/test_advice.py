"""Every warning's advice, followed, never lowers an amount: over the shipped calls, those of the recipes, the bad ones.

An advice that can be followed without reading the source is followed here as its author would; why another cannot is
said beside it. What is then given is compared over all the cases of the call.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.law.lint import lint_rates
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import case_facts, load_cases, overlay
from grantcli.loading.lint.checks import lint
from grantcli.loading.parser.parsing import read_tree
from grantcli.loading.parser.tree import to_plain
from grantcli.model.call import Edition
from grantcli.model.facts import Facts
from grantcli.problem import Problem

TESTS = Path(__file__).parents[2]
BAD = TESTS / "loading" / "bad"
OWN = Path(__file__).parent / "advice"
ROOTS = (Path(str(shipped("calls"))), TESTS / "sayable", BAD, OWN)
FOLDERS = sorted(path.parent for root in ROOTS for path in root.glob("*/call.yaml"))
TODAY = date(2026, 11, 29)
Call = dict[str, Any]


def with_rate_of_nothing(call: Call, problem: Problem) -> None:
    regime = call["contribution"]["regimes"][_numbers(problem)[0]]
    named = {one for rate in regime["rates"] for one in rate.get("categories") or ()}
    lost = [one["id"] for one in call["expenses"]["categories"] if one["id"] not in named]
    regime["rates"].append({"id": f"{regime['id']}.nothing", "cite": regime["cite"], "rate": 0, "categories": lost})


def without_the_row(call: Call, problem: Problem) -> None:
    name, row = re.fullmatch(r"tables\.(.+)\.rows\[(\d+)\]", problem.path).groups()  # type: ignore[union-attr]
    del call["tables"][name]["rows"][int(row)]


def without_the_table(call: Call, problem: Problem) -> None:
    del call["tables"][problem.path.removeprefix("tables.")]


def without_the_ceiling(call: Call, problem: Problem) -> None:
    del call["contribution"]["regimes"][_numbers(problem)[0]]["ceiling"]


def without_the_tiers(call: Call, problem: Problem) -> None:
    regime = call["contribution"]["regimes"][_numbers(problem)[0]]
    del regime[problem.path.rpartition(".")[2]]


def with_a_balance(call: Call, problem: Problem) -> None:
    last = call["payments"][_numbers(problem)[0]]
    rest = {"id": "the.rest", "text": "Saldo", "cite": last["cite"], "what": "balance", "of": last.get("of") or []}
    call["payments"].append(rest)


def moved_before(call: Call, problem: Problem) -> None:
    moved = call["payments"].pop(_numbers(problem)[0])
    call["payments"].insert(0, moved)


def for_who_has_it(call: Call, problem: Problem) -> None:
    noun = _noun_at(call, problem.path)
    who = [one for one in call["applicants"]["who"] if one not in ("person", "team")]
    own = {"applicant.who": who}
    noun["when"] = {"all": [noun["when"], own]} if noun.get("when") else own


def with_its_edition(call: Call, problem: Problem) -> None:
    call["ateco_edition"] = re.search(r"20\d\d", problem.text)[0]  # type: ignore[index]


def with_the_points_there_are(call: Call, problem: Problem) -> None:
    call["scoring"]["most"] = re.search(r"massimo ([\d.,]+)", problem.text)[1]  # type: ignore[index]


def with_a_question(call: Call, problem: Problem) -> None:
    _noun_at(call, problem.path.removesuffix(".question"))["question"] = "Quale?"


def with_the_division(call: Call, problem: Problem) -> None:
    codes = _noun_at(call, problem.path.rpartition("[")[0] if problem.path.endswith("]") else problem.path)
    codes[:] = [str(one).removesuffix(".00") for one in codes]


FOLLOWED: dict[str, Callable[[Call, Problem], None]] = {
    "category_without_rate": with_rate_of_nothing,
    "ceiling_never_reached": without_the_ceiling,
    "row_never": without_the_row,
    "table_unused": without_the_table,
    "tiers_never_reached": without_the_tiers,
    "payments_do_not_sum": with_a_balance,
    "payment_after_all": moved_before,
    "figure_not_had": for_who_has_it,
    "ateco_edition_inferred": with_its_edition,
    "grid_sum": with_the_points_there_are,
    "fact_without_question": with_a_question,
    "budget_sanity": lambda call, _problem: call["budget"].update(explained="È così."),
    "budget_parts": lambda call, _problem: call["budget"].update(explained="È così."),
    "never_checked": lambda call, _problem: call.update(checked=str(TODAY)),
    "checked_long_ago": lambda call, _problem: call.update(checked=str(TODAY)),
    "says_open_or_closed": lambda call, _problem: call["window"].update(text="La finestra va fino al 30 settembre."),
    "wrong_short": lambda call, _problem: call.update(short="Prova"),
    "no_closing": lambda call, _problem: call.update(window={"cite": _cite(call), "closes": "standing"}),
}
NOT_FOLLOWED = {
    "table_gap": "the figure of the row that lacks is in the source, not in the call",
    "rows_overlap": "the source says where one of the two stretches ends",
    "equivalent_never_told": "the method and its figures are in the source",
    "not_among_applicants": "who may apply is in the source: the list or the condition is wrong",
    "missing_language": "the other language is written by a person; texts move no amount",
    "folder_name": "the folder is renamed, nothing in the call",
    "ends_soon": "nothing to do but to hurry",
    "no_ceiling_known": "says that we do not know the law of that article, asks for no change",
    "above_ceiling": "a doubt against the law: the article or the rate, as the source has it",
    "above_threshold": "a doubt against the law: the article or the cap, as the source has it",
    "none_beside_others": "which answer goes with no other is in the source; no amount",
    "wrong_filing": "sizes and names of files: no amount",
}


def _numbers(problem: Problem) -> list[int]:
    return [int(one) for one in re.findall(r"\[(\d+)\]", problem.path)]


def _noun_at(node: Any, path: str) -> Any:
    """Return what stands at a path; keys may have dots of their own."""
    if not path:
        return node
    number = re.match(r"\[(\d+)\]\.?", path)
    if number:
        return _noun_at(node[int(number[1])], path[number.end() :])
    key = max((key for key in node if re.match(rf"{re.escape(key)}(?=[.\[]|$)", path)), key=len)
    return _noun_at(node[key], path[len(key) :].removeprefix("."))


def _cite(call: Call) -> str:
    return next(iter(call["sources"]))


def warnings_of(edition: Edition) -> list[Problem]:
    return [one for one in (*lint(edition, TODAY), *lint_rates(edition)) if one.warning]


def amounts(edition: Edition) -> Iterator[tuple[str, Decimal | None]]:
    """Yield what comes of every case of a call; of a call that has none, of a plan of a thousand euro a category."""
    cases = load_cases(Path(edition.folder), edition)[0]
    for case in cases:
        outcome = assess(edition, case_facts(case, edition)[0], case.on, drafts=False)
        yield case.name, outcome.contribution.amount
    if not cases:
        lines = [{"id": one.id, "category": one.id, "amount": 1000} for one in edition.call.expenses.categories]
        facts, _problems = overlay(Facts(), {"expenses": lines}, edition)
        yield "un piano", assess(edition, facts, TODAY, drafts=False).contribution.amount


@pytest.mark.slow
def test_every_kind_of_warning_is_followed_or_says_why_not() -> None:
    told = {
        problem.kind for folder in FOLDERS if (edition := _read(folder)) is not None for problem in warnings_of(edition)
    }
    assert told <= FOLLOWED.keys() | NOT_FOLLOWED.keys()
    assert not FOLLOWED.keys() & NOT_FOLLOWED.keys()
    assert FOLLOWED.keys() | NOT_FOLLOWED.keys() <= told


def _read(folder: Path) -> Edition | None:
    return load_edition(folder, BAD / "facts.yaml" if folder.parent == BAD else None)[0]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_an_advice_followed_lowers_no_amount(folder: Path, tmp_path: Path) -> None:
    edition = _read(folder)
    if edition is None:
        return
    to_follow = [one for one in warnings_of(edition) if one.kind in FOLLOWED]
    before = dict(amounts(edition)) if to_follow else {}
    for index, problem in enumerate(to_follow):
        home = tmp_path / str(index) / folder.name
        shutil.copytree(folder, home)
        call: Any = to_plain(read_tree(home / "call.yaml")[0])  # type: ignore[arg-type]
        FOLLOWED[problem.kind](call, problem)
        (home / "call.yaml").write_text(yaml.safe_dump(call, allow_unicode=True, sort_keys=False), encoding="utf-8")
        followed, problems = load_edition(home, BAD / "facts.yaml" if folder.parent == BAD else None)
        assert followed is not None, [str(one) for one in problems]
        assert (problem.kind, problem.path) not in {(one.kind, one.path) for one in warnings_of(followed)}
        for name, amount in amounts(followed):
            was = before[name]
            assert was is None or (amount is not None and amount >= was), f"{problem}: {name} {was} → {amount}"


def test_what_tiers_and_lump_sums_give_needs_no_rate() -> None:
    """The rate of nothing that the warning advises would take the tier's 80 % from the second category."""
    edition = _read(OWN / "rates-beside")
    assert edition is not None
    assert [(one.kind, one.path) for one in warnings_of(edition)] == [
        ("category_without_rate", "contribution.regimes[2].rates")
    ]
