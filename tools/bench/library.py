"""The library of calls: read whole against the bare YAML composition of the same files, with the cache and without."""

import os
from collections.abc import Iterator
from pathlib import Path

import yaml

from grantcli.assets import shipped
from grantcli.loading.call.library import call_folders, load_library

from .measure import Figure, in_turns


def figures() -> Iterator[Figure]:
    """Measure both."""
    folders, _problems = call_folders(shipped("calls"))
    files = [shipped("calls") / "facts.yaml", *(folder / "call.yaml" for folder in folders)]
    tasks = {"compose": lambda: [_compose(file) for file in files], "kept": _load, "read": _load_anew}
    best = in_turns(tasks, 5)
    note = f"× yaml.compose of {len(files)} files"
    yield Figure("all shipped calls, remembered", best["kept"] / best["compose"], 1.5, note=note)
    yield Figure("all shipped calls, read anew", best["read"] / best["compose"], note=note)


def _compose(file: Path) -> object:
    with file.open(encoding="utf-8") as stream:
        return yaml.compose(stream, yaml.CSafeLoader)


def _load() -> object:
    return load_library([shipped("calls")])


def _load_anew() -> object:
    os.environ["GRANTCLI_NO_CACHE"] = "1"
    try:
        return load_library([shipped("calls")])
    finally:
        del os.environ["GRANTCLI_NO_CACHE"]
