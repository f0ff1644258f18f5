"""The build of the tables, on a country of four communes: mergers told or refused, same bytes from any order."""

import random
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

HEADER = ";".join(
    (
        "Codice Comune formato alfanumerico",
        "Denominazione in italiano",
        "Denominazione altra lingua",
        "Sigla automobilistica",
        "Codice Catastale del comune",
        "Codice NUTS3 2021",
        "Codice NUTS3 2024",
        "Codice Comune numerico con 103 province (dal 1995 al 2005)",
        "Codice Comune numerico con 107 province (dal 2006 al 2009)",
        "Codice Comune numerico con 110 province (dal 2010 al 2016)",
    )
)
LISTED = (
    "900001;Alba Nuova;;AA;A001;ITX01;ITX01;900001;900001;900001",
    "900002;Borgo;Burg;AA;A002;ITX01;ITX09;800007;800007;900002",
    "900003;Cima;;AA;A003;ITX01;ITX01;900003;900003;900003",
)
SIGLAS = {"900": "AA", "800": "BB"}


def commune(code: str, name: str, born: str, ended: str = "") -> dict[str, Any]:
    return {"code": code, "name": name, "province": "AA", "date_created": born, "date_deleted": ended}


REGISTER = (
    commune("A001", "Alba Nuova", "2018-01-01"),
    commune("A002", "Borgo Vecchio", "1861-03-17", "1995-05-31"),
    commune("A002", "Borgo", "1995-06-01"),
    commune("A003", "Cima", "1861-03-17"),
    commune("A008", "Alba Di Sotto", "1861-03-17", "2017-12-31"),
    commune("A009", "Alba Di Sopra", "1861-03-17", "2017-12-31"),
)
HAND: dict[str, list[list[str]]] = {
    "mergers.tsv": [],
    "codes.tsv": [["A008", "900008", "Alba di Sotto"]],
    "recoded.tsv": [],
}


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "tools"))
    module = import_module("registry.communes")
    monkeypatch.setattr(module, "facts", lambda name: iter(HAND[name]))
    yield module
    for name in [name for name in sys.modules if name.split(".")[0] == "registry"]:
        monkeypatch.delitem(sys.modules, name)


def tables(build: Any, listed: tuple[str, ...] = LISTED, register: tuple[dict[str, Any], ...] = REGISTER) -> Any:
    return build.build("\n".join((HEADER, *listed)) + "\n", register, SIGLAS)


def test_codes_with_their_days_and_heirs(build: Any) -> None:
    codes, names = tables(build)
    assert codes.splitlines()[1:] == [
        "800007\tBorgo\tBurg\tBB\tA002\t\t\t\t2009-12-31\t900002",
        "900001\tAlba Nuova\t\tAA\tA001\tITX01\t\t2018-01-01",
        "900002\tBorgo\tBurg\tAA\tA002\tITX01\tITX09\t2010-01-01",
        "900003\tCima\t\tAA\tA003\tITX01",
        "900008\tAlba di Sotto\t\tAA\tA008\tITX01\t\t\t2017-12-31\t900001",
    ]
    assert [line for line in names.splitlines() if line.endswith("\tf")] == [
        "alba di sopra\t900001\tf",
        "alba di sotto\t900001\tf",
        "borgo vecchio\t900002\tf",
    ]


def test_any_order_gives_the_same_bytes(build: Any) -> None:
    first = tables(build)
    for seed in range(5):
        listed, register = list(LISTED), list(REGISTER)
        random.Random(seed).shuffle(listed)  # noqa: S311 - an order, not a secret
        random.Random(seed).shuffle(register)  # noqa: S311
        assert tables(build, tuple(listed), tuple(register)) == first


def test_a_merger_nobody_told_of_stops_the_build(build: Any) -> None:
    gone = commune("A007", "Dosso", "1861-03-17", "2020-06-30")
    with pytest.raises(ValueError, match="Dosso"):
        tables(build, register=(*REGISTER, gone))


def test_a_merger_told_by_hand(build: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = commune("A007", "Dosso", "1861-03-17", "2020-06-30")
    monkeypatch.setitem(HAND, "mergers.tsv", [["AA", "Dosso", "Cima"]])
    _codes, names = tables(build, register=(*REGISTER, gone))
    assert "dosso\t900003\tf" in names.splitlines()


def test_a_merger_told_that_did_not_happen_stops_the_build(build: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HAND, "mergers.tsv", [["AA", "Cima", "Borgo"]])
    with pytest.raises(ValueError, match="cima"):
        tables(build)


def test_names_in_capitals_are_made_plain(build: Any) -> None:
    assert build.tidy("Pino Sulla Sponda Del Lago Maggiore") == "Pino sulla Sponda del Lago Maggiore"
    assert build.tidy("Farra D'Alpago") == "Farra d'Alpago"
    assert build.tidy("Val Di Chy") == "Val di Chy"
