"""Where an interview stopped, remembered beside no file of the client's: in the folder where programs keep their state.

It keeps the order of the questions and which were not known; the answers are in the application alone. Where it is
lost, or not ours, the interview goes on by its plan.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from ... import filing
from ...filing import real
from ...interview.trail import Trail

_MOST_BYTES = 1_000_000


def trail_of(file: Path, call: str) -> Trail:
    """Return the way made in the interview of an application to a call; an empty one where none is known."""
    place = _place(file)
    if place is None:
        return Trail()
    try:
        told = json.loads(filing.read_regular(place, _MOST_BYTES))
    except (OSError, ValueError):
        return Trail()
    if not isinstance(told, dict) or told.get("call") != call:
        return Trail()
    stops = told.get("stops")
    return Trail(
        tuple(_words(stop) for stop in stops if _words(stop)) if isinstance(stops, list) else (),
        _words(told.get("passed_over")),
        _words(told.get("at")),
        _words(told.get("begun")),
    )


def _words(told: Any) -> tuple[str, ...]:
    return tuple(one for one in told if isinstance(one, str)) if isinstance(told, list) else ()


def remember(file: Path, call: str, trail: Trail) -> None:
    """Write the way made; a disk that refuses is no matter."""
    place = _place(file)
    if place is None:
        return
    content = json.dumps({"call": call, **trail._asdict()}).encode()
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        filing.write_whole(place, content)
    except OSError:
        return


def _place(file: Path) -> Path | None:
    if os.environ.get("GRANTCLI_NO_CACHE"):
        return None
    from platformdirs import user_state_path

    name = hashlib.sha256(str(real(file)).encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return user_state_path("grantcli", appauthor=False) / "interviews" / f"{name}.json"
