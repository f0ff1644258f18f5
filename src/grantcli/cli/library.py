"""The calls at hand: shipped ones first, then those of the user; each is read when it is asked for."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..assets import shipped
from ..filing import real
from ..i18n import _, plural
from ..model.call import Edition
from ..problem import Place, Problem
from .shell.setting import Setting
from .shell.terminal import typed


def folders(setting: Setting, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Return where calls are looked for: shipped, ``--calls``, GRANTCLI_CALLS, the user's data folder if it exists.

    Of two calls of one id the first is used: the shipped one, unless the user's own were asked to go first.
    """
    from platformdirs import user_data_path

    given = [Path(name) for name in environment.get("GRANTCLI_CALLS", "").split(os.pathsep) if name]
    own = user_data_path("grantcli", appauthor=False) / "calls"
    owned = [*setting.calls, *given, *([own] if _is_folder(own) else [])]
    return [*owned, shipped("calls")] if setting.own_first else [shipped("calls"), *owned]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # in a home that is not ours to look into
        return False


class Library(Mapping[str, Edition]):
    """Editions by id. A call in a folder of its own name is read alone; ``problems`` gathers what reading found."""

    def __init__(self, places: list[Path]) -> None:
        self.problems: list[Problem] = []
        self._places = places
        self._folders = self._found(places)
        self._read: dict[str, Edition | None] = {}
        self._all: dict[str, Edition] | None = None

    def _found(self, places: list[Path]) -> dict[str, Path]:
        from ..loading.call.file_names import CALL_FILE
        from ..loading.call.library import call_folders

        found: dict[str, Path] = {}
        for place in places:
            inside, problems = call_folders(place)
            self.problems += problems
            for folder in inside:
                first = found.setdefault(folder.name, folder)
                if first is not folder and real(first) != real(folder):
                    text = _("il bando «{id}» c'è già in {folder}: vale quello").format(id=folder.name, folder=first)
                    where = Place(str(folder / CALL_FILE))
                    hint = _("per usare prima i propri bandi: --own-first") if first.parent == shipped("calls") else ""
                    self.problems.append(Problem(where, "id", text, hint, "duplicate_call", warning=True))
        return found

    def __getitem__(self, ident: str) -> Edition:
        if self._all is None and ident in self._folders:
            edition = self._one(ident)
            if edition is None or edition.call.id == ident:
                if edition is None:
                    raise KeyError(ident)
                return edition
        return self.all()[ident]

    def _one(self, ident: str) -> Edition | None:
        from ..loading.call.library import load_edition

        if ident not in self._read:
            self._read[ident], problems = load_edition(self._folders[ident])
            self.problems += problems
        return self._read[ident]

    def all(self) -> dict[str, Edition]:
        """Read every call and return them by id; one that cannot be read is left out, and reported in one line."""
        from ..loading.call.library import load_library

        if self._all is None:
            self._all, problems = load_library(self._places)
            known = {(one.place, one.kind) for one in self.problems if one.kind == "duplicate_call"}
            told = [one for one in problems if one not in self.problems and (one.place, one.kind) not in known]
            self.problems += _in_one_line_each(told, set(map(str, self._folders.values())))
        return self._all

    def folder(self, ident: str) -> list[Path]:
        """Return the folder of the call named ``ident``, or nothing."""
        return [self._folders[ident]] if ident in self._folders else []

    def every_folder(self) -> tuple[list[Path], list[Problem]]:
        """Return the folders of all calls, those too that another one of the same name comes before, and problems."""
        from ..loading.call.library import call_folders

        found = [call_folders(place) for place in self._places]
        return [one for inside, _told in found for one in inside], [one for _inside, told in found for one in told]

    def names(self) -> list[str]:
        """Return the names of the folders, which are the ids of the calls as far as is known unread."""
        return list(self._folders)

    def __iter__(self) -> Iterator[str]:
        return iter(self.all())

    def __len__(self) -> int:
        return len(self.all())


def _in_one_line_each(problems: list[Problem], folders: set[str]) -> list[Problem]:
    """Return problems with those of each broken call in one warning: whoever needs that call reads it alone."""
    broken = {one.place.file: 0 for one in problems if not one.warning and str(Path(one.place.file).parent) in folders}
    for one in problems:
        if one.place.file in broken:
            broken[one.place.file] += not one.warning
    return [
        *(one for one in problems if one.place.file not in broken),
        *(_left_out(file, count) for file, count in broken.items()),
    ]


def _left_out(file: str, count: int) -> Problem:
    text = plural("il bando ha {n} errore e resta fuori", "il bando ha {n} errori e resta fuori", count).format(n=count)
    hint = _("vederli: grantcli calls check {folder}").format(folder=typed(Path(file).parent))
    return Problem(Place(file), "", text, hint, "broken_call", warning=True)


def known_ids(incomplete: str) -> list[str]:
    """Return the ids that complete what is typed, for the shell."""
    return [name for name in Library(folders(Setting())).names() if name.startswith(incomplete)]
