"""The application's file under the interview: every answer is on the disk before the next question is put."""

import os
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from types import MappingProxyType

from .. import filing
from ..i18n import _
from ..model.facts import Facts
from ..model.vocabulary import Vocabulary
from .changes import changes, whole_list
from .edits import CannotEditError, Edit, Flat, edited, flat
from .named_files import names_lost
from .yaml_text import scalar

_MOST_BYTES = 50_000_000


class Session:
    """Writes an application as it grows. ``facts`` are those the file and its profile say when the session begins.

    A file that is there is changed in place: comments, order and all that was not answered anew stay. Where that
    cannot be done it is written anew, and what it was is kept beside it, as ``<name>.bak``, ``<name>.bak2`` and so
    on. A list that the file takes from another (a plan, a table of partners) is written out when it is answered anew:
    the name is then in the copy, and in ``unnamed``. ``under`` are the facts of the files it names,
    ``named`` by their keys: what is answered otherwise is written in the application, never in the profile.
    """

    def __init__(
        self,
        path: Path,
        call: str,
        vocabulary: Vocabulary,
        facts: Facts | None = None,
        *,
        under: Facts | None = None,
        on: date | None = None,
        named: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.path = path
        self.kept: list[Path] = []
        self.unnamed: list[str] = []
        self.differences: dict[str, tuple[object, object]] = {}
        self._vocabulary = vocabulary
        self._under = under or Facts()
        self._held = facts or self._under
        self._head = _head(call, on, named)
        self._last = _content(path)

    def save(self, facts: Facts) -> None:
        """Write what changed since the last time; OSError where the disk refuses.

        Where somebody has changed the file meanwhile, what it was is kept in a copy of its own (``kept``): answers that
        are given here go into the changed file, and nothing is written over that is kept nowhere.
        """
        edits = list(changes(self._held, facts, self._vocabulary))
        before = _content(self.path)
        if before is not None and before != self._last and edits:
            self._keep(before)
        if before is None:
            write_whole(self.path, self._anew(facts))
        elif edits:
            self._rewrite(before, edits, facts)
        self._held = facts
        if edits or before is None:
            self._last = _content(self.path)
        self._note_differences(facts)

    def _changed(self, text: str, edits: list[Edit], facts: Facts) -> str | None:
        try:
            held = flat(text)
            for edit in edits:
                text, held = _checked(text, held, edit, facts, self._vocabulary)
        except CannotEditError:
            return None
        return text

    def _anew(self, facts: Facts) -> str:
        text = self._head
        for edit in changes(self._under, facts, self._vocabulary):
            text = edited(text, edit)
        return text

    def _rewrite(self, content: bytes, edits: list[Edit], facts: Facts) -> None:
        written = _read(content)
        before = written.replace("\r\n", "\n")
        after = self._changed(before, edits, facts)
        text = self._anew(facts) if after is None else after
        lost = names_lost(before, text, edits, self._vocabulary)
        self.unnamed += lost
        if after is None or lost or _comments(before) > _comments(after):
            self._keep(content)
        write_whole(self.path, text if before == written else text.replace("\n", "\r\n"))

    def _keep(self, content: bytes) -> None:
        """Keep what the file was beside it: as ``.bak``, ``.bak2`` and so on, each content once."""
        for number in count(1):
            backup = self.path.with_name(f"{self.path.name}.bak{number if number > 1 else ''}")
            if not os.path.lexists(backup):
                filing.write_whole(backup, content)
                self.kept.append(backup)
                return
            if _content(backup) == content:
                return

    def _note_differences(self, facts: Facts) -> None:
        self.differences = {
            key: (told.value, facts.value(key))
            for key, told in self._under.answers.items()
            if facts.value(key) != told.value
        }


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all, and on the disk: a process killed at any moment leaves the old one or the new.

    A link is followed, so that the file it points to is the one written.
    """
    filing.write_whole(filing.real(path), text.encode("utf-8", "backslashreplace"))


def _content(path: Path) -> bytes | None:
    """Return the text of a file, None where there is none."""
    try:
        return filing.read_regular(path, _MOST_BYTES)
    except FileNotFoundError:
        return None


def _read(content: bytes) -> str:
    """Return a file as text; what is not UTF-8 is read as Windows-1252, as editors of that system write it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _head(call: str, on: date | None, named: Mapping[str, str]) -> str:
    lines = [
        _("# Domanda scritta con «grantcli ask»: si può correggere a mano, e riprendere con lo stesso comando."),
        f"call: {scalar(call)}",
        *([f"on: {on.isoformat()}"] if on else []),
        *(f"{key}: {scalar(file)}" for key, file in named.items()),
    ]
    return "\n".join(lines) + "\n"


def _checked(text: str, held: Flat, edit: Edit, facts: Facts, vocabulary: Vocabulary) -> tuple[str, Flat]:
    """Make one edit, and make sure that it changed what it should and nothing else."""
    try:
        return _verified(held, edited(text, edit), edit)
    except CannotEditError:
        if edit.item is None:
            raise
        anew = whole_list(edit.key, facts.lists[edit.key], vocabulary[edit.key])
        return _verified(held, edited(text, anew), anew)


def _verified(held: Flat, after: str, edit: Edit) -> tuple[str, Flat]:
    now = flat(after)
    wanted = set(flat(f"value: {edit.line}").values()) if edit.line is not None else set()
    if _outside(held, edit) != _outside(now, edit) or not wanted <= set(_inside(now, edit)):
        raise CannotEditError
    return after, now


def _outside(values: Flat, edit: Edit) -> Flat:
    kept = {path: value for path, value in values.items() if not edit.reaches(path)}
    if "company.profile" in kept:
        kept["company"] = kept.pop("company.profile")
    return kept


def _inside(values: Flat, edit: Edit) -> Iterable[str]:
    return (value for path, value in values.items() if edit.reaches(path))


def _comments(text: str) -> int:
    return text.count("#")
