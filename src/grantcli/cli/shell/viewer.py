"""The system's own viewer of a file, called without any shell: the file's name is one argument, whatever is in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from ...filing import real

_PATIENCE = 3
"""Seconds after which a viewer that has not failed is taken to show the file."""


def show_in_viewer(file: Path, environment: Mapping[str, str] = os.environ) -> bool:
    """Show a file; False where there is no viewer, or it fails at once."""
    whole = real(file)
    if sys.platform == "win32":
        os.startfile(whole)  # noqa: S606 - a paper of ours, by its whole path
        return True
    viewer = viewer_of(environment)
    if viewer is None:
        return False
    quiet = subprocess.DEVNULL
    words = [viewer, str(whole)]
    try:
        shown = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)  # noqa: S603
        return shown.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False


def viewer_of(environment: Mapping[str, str]) -> str | None:
    """Return the program that opens files: ``open`` of macOS, ``xdg-open`` where there is a screen; None where none is.

    It is looked for in the folders of the path, never in the working folder.
    """
    if sys.platform == "darwin":
        return _found("open", environment)
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return None
    return _found("xdg-open", environment)


def _found(name: str, environment: Mapping[str, str]) -> str | None:
    places = [one for one in environment.get("PATH", "").split(os.pathsep) if Path(one).is_absolute()]
    return shutil.which(name, path=os.pathsep.join(places)) if places else None
