"""Where an application says otherwise than the profile it names: shown, never silent; the application holds."""

import re
from collections.abc import Iterator, Mapping

from ...i18n import _
from ...model.facts import Facts
from ...model.vocabulary import Fact
from ...problem import Place, Problem
from ...registry.values import write_value

KIND = "differs_from_profile"
_PLACE = re.compile(r"(.*):(\d+):(\d+)")


def differences(profile: Facts, application: Facts, vocabulary: Mapping[str, Fact], file: str) -> list[Problem]:
    """Return a warning for each answer of the application ``file`` that is not the one of the profile.

    A list that the application writes takes the place of the profile's: items and fields lost so have a warning too.
    """
    return list(_differences(profile, application, vocabulary, file, ""))


def place_of(note: str) -> Place:
    """Read a place back from the note of an answer (``file:line:column``), the note itself where it is none."""
    found = _PLACE.fullmatch(note)
    return Place(found[1], int(found[2]), int(found[3])) if found else Place(note)


def _short(note: str) -> str:
    place = place_of(note)
    name = place.file.replace("\\", "/").rpartition("/")[2]
    return f"{name}:{place.line}" if place.line else name


def _differences(under: Facts, upper: Facts, known: Mapping[str, Fact], file: str, prefix: str) -> Iterator[Problem]:
    for key, told in upper.answers.items():
        held = under.answers.get(key)
        if held is not None and held.value != told.value and key in known:
            text = _("il profilo dice «{held}» ({where}), la domanda «{told}»: qui vale la domanda")
            held_text, told_text = (write_value(known[key], answer.value) for answer in (held, told))
            said = text.format(held=held_text, where=_short(held.note), told=told_text)
            yield Problem(place_of(told.note), f"{prefix}{key}", said, kind=KIND, warning=True)
    for key, items in upper.lists.items():
        if key in under.lists and key in known:
            yield from _of_list(under.lists[key], items, known[key].items or {}, file, f"{prefix}{key}")


def _of_list(
    under: tuple[Facts, ...], upper: tuple[Facts, ...], known: Mapping[str, Fact], file: str, path: str
) -> Iterator[Problem]:
    written = {item.id: item for item in upper}
    lost = [item.id for item in under if item.id not in written]
    if lost:
        place = place_of(upper[0].note) if upper else Place(file)
        text = _("il profilo ha anche {items}: qui vale l'elenco scritto nella domanda").format(items=", ".join(lost))
        yield Problem(place, path, text, kind=KIND, warning=True)
    for item in under:
        mine = written.get(item.id)
        if mine is not None:
            yield from _lost_fields(item, mine, f"{path}[{item.id}]")
            yield from _differences(item, mine, known, file, f"{path}[{item.id}].")


def _lost_fields(under: Facts, upper: Facts, path: str) -> Iterator[Problem]:
    lost = [key for key in under.keys() if key not in upper.answers and key not in upper.lists]  # noqa: SIM118
    if lost:
        text = _("il profilo dà anche {fields}: qui vale la voce scritta nella domanda").format(fields=", ".join(lost))
        yield Problem(place_of(upper.note), path, text, kind=KIND, warning=True)
