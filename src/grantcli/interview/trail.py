"""The way through an interview: what was put, in which order, and which question is next; it outlives the session."""

from collections.abc import Set
from typing import NamedTuple

Stop = tuple[str, ...]
"""The questions put together, on one page; one alone in most cases."""


class Trail(NamedTuple):
    """What the next session must know: the stops made, what was said not to be known, where the session ended.

    ``begun`` are the lists of which nobody said yet that they are complete.
    """

    stops: tuple[Stop, ...] = ()
    passed_over: tuple[str, ...] = ()
    at: Stop = ()
    begun: tuple[str, ...] = ()


class Way:
    """The stops of an interview in their order. Going back and forth neither loses nor renumbers any."""

    def __init__(self, begun: Trail) -> None:
        self._stops = list(begun.stops)
        self._numbers: dict[str, int] = {}
        self.at = begun.at
        for stop in self._stops:
            self._number(stop)

    @property
    def stops(self) -> tuple[Stop, ...]:
        """The stops made so far."""
        return tuple(self._stops)

    def count_known(self, keys: Set[str]) -> None:
        """Count as put what was answered before, of which the order is not known."""
        self._number(tuple(sorted(keys)))

    def _number(self, stop: Stop) -> int:
        for key in stop:
            self._numbers.setdefault(key, len(self._numbers) + 1)
        return self._numbers[stop[0]] if stop else 1

    def stand(self, stop: Stop, left: Set[str]) -> tuple[int, int]:
        """Return the number of a stop's first question, and of about how many: it is that number at any later time."""
        self.at = stop
        number = self._number(stop)
        return number, self.about(left)

    def about(self, left: Set[str]) -> int:
        """Return of about how many questions those left are: what was put, and what is still to be."""
        return len(self._numbers) + len(left - self._numbers.keys())

    def settle(self, stop: Stop, answered: Stop) -> None:
        """Remember that a stop is made, as far as it was answered; made again, it keeps its place.

        What was not is to be put at another time, or never: it gives its number back.
        """
        idle = set(stop) - set(answered)
        self._numbers = {key: n for n, key in enumerate((key for key in self._numbers if key not in idle), 1)}
        place = next((n for n, made in enumerate(self._stops) if set(answered) & set(made)), len(self._stops))
        made = self._stops[place] if place < len(self._stops) else ()
        if answered:
            self._stops[place : place + 1] = [tuple(dict.fromkeys((*made, *answered)))]

    def before(self, stop: Stop) -> Stop | None:
        """Return the stop to go back to from a stop, None where there is none."""
        places = [n for n, made in enumerate(self._stops) if set(stop) & set(made)]
        place = places[0] if places else len(self._stops)
        return self._stops[place - 1] if place else None
