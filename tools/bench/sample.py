"""The Marche example, and as many applications like it as are asked for."""

import json
import random
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from grantcli.assets import shipped
from grantcli.law.derive import derive
from grantcli.loading.application.facts import read_facts
from grantcli.loading.call.library import load_edition
from grantcli.model.call import Edition
from grantcli.model.facts import Facts

MARCHE = "marche-transizione-digitale-2022"
FOLDER = shipped("calls") / MARCHE
EXAMPLE = FOLDER / "example" / "domanda.yaml"
DAY = date(2022, 6, 20)


@cache
def edition() -> Edition:
    """Return the call."""
    found, _problems = load_edition(FOLDER)
    if found is None:
        raise SystemExit("the Marche call cannot be read")
    return found


@cache
def text() -> str:
    """Return the example as JSON."""
    return json.dumps(yaml.load(EXAMPLE.read_text("utf-8"), yaml.BaseLoader), ensure_ascii=False)  # noqa: S506


def data() -> dict[str, Any]:
    """Return the answers of the example."""
    whole: dict[str, Any] = json.loads(text())
    return {key: value for key, value in whole.items() if key not in ("call", "on")}


@cache
def facts() -> Facts:
    """Return the facts of the example, with what follows from them."""
    read, _problems = read_facts(data(), edition().vocabulary, "file", call=edition().on(DAY))
    return derive(read, edition().vocabulary, DAY)


def write_applications(path: Path, count: int, lines: int | None = None) -> Path:
    """Write applications like the example, each with its own names, amounts and figures; one in seven fails.

    ``lines`` keeps only the first so many expenses of each.
    """
    chance = random.Random(2022)  # noqa: S311
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(json.dumps(_varied(number, chance, lines), ensure_ascii=False) + "\n")
    return path


def _varied(number: int, chance: random.Random, lines: int | None) -> dict[str, Any]:
    one: dict[str, Any] = {"id": f"D{number:06d}", **json.loads(text())}
    one["expenses"] = one["expenses"][:lines]
    one["company"] |= {"name": f"Impresa {number} S.r.l.", "registry_number": f"MC-{number}"}
    if number % 7 == 0:
        one["company"]["durc_regular"] = "false"
    for year in one["company"]["years"].values():
        year["turnover"] = str(chance.randrange(3_000_000, 6_000_000))
    for line in one["expenses"]:
        line["amount"] = f"{float(line['amount']) * chance.uniform(0.6, 1.4):.2f}"
        line["supplier"] = f"Fornitore {chance.randrange(10_000)} S.r.l."
    return one
