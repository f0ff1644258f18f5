"""The European calls: what their files promise beyond their golden cases."""

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from grantcli.assets import shipped
from grantcli.loading.calls import load_edition
from grantcli.loading.lint import lint

CLUSTERS = shipped("calls") / "cosme-cluster-excellence-2020"
PROJECT = shipped("calls") / "inter-ventures"
DAY = date(2026, 11, 22)


def kinds_of(folder: Path) -> list[str]:
    edition, problems = load_edition(folder, shared=shipped("calls") / "facts.yaml")
    assert edition is not None, [str(problem) for problem in problems]
    return [problem.kind for problem in lint(edition, DAY)]


def test_the_budget_that_the_summary_prints_is_caught(tmp_path):
    copied = Path(shutil.copytree(CLUSTERS, tmp_path / CLUSTERS.name))
    call = copied / "call.yaml"
    text = call.read_text(encoding="utf-8")
    assert text.count('total: "6000000"') == 1
    call.write_text(text.replace('total: "6000000"', 'total: "6000000000"'), encoding="utf-8")
    assert "budget_sanity" not in kinds_of(CLUSTERS)
    assert "budget_sanity" in kinds_of(copied)


@pytest.mark.parametrize(("language", "thousands", "point"), [("en", ",", "."), ("it", ".", ",")])
def test_the_share_told_of_the_project_is_that_of_its_figures(language, thousands, point):
    edition, _problems = load_edition(PROJECT)
    assert edition is not None
    cost, check = (edition.call.profile[name][language] for name in ("cost", "check"))
    total, paid = (
        Decimal(figure.replace(thousands, "").replace(point, "."))
        for figure in re.findall(rf"\d[\d{thousands}]*{re.escape(point)}\d\d", cost)
    )
    told = re.search(rf"(\d\d{re.escape(point)}\d\d) %", check)
    assert told is not None
    assert round(paid / total * 100, 2) == Decimal(told[1].replace(point, "."))
