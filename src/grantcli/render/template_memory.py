"""Shipped templates compiled once and remembered between runs; of a house's own, that anybody may write, nothing is.

What is kept is found again under the template's text, this program and Python. ``GRANTCLI_NO_CACHE`` turns it off.
"""

import hashlib
import os
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from .. import __version__
from ..assets import code_mark
from ..filing import is_ours, write_whole

_KEY = 32  # bytes of a digest


class TemplateMemory(BytecodeCache):
    """Keeps compiled templates as files of a folder, whole and by this very program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = f"{__version__} {code_mark(['render'])}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is kept of its template; leave it empty where that is damaged or not ours."""
        file = self._file(bucket)
        if not is_ours(file):
            return
        try:
            content = file.read_bytes()
            if hashlib.sha256(content[_KEY:]).digest() == content[:_KEY]:
                bucket.bytecode_from_string(content[_KEY:])
        except (OSError, ValueError, EOFError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds; a disk that refuses is no matter."""
        made, file = bucket.bytecode_to_string(), self._file(bucket)
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(file, hashlib.sha256(made).digest() + made)
        except OSError:
            return

    def _file(self, bucket: Bucket) -> Path:
        name = hashlib.sha256(f"{bucket.key} {self.program}".encode()).hexdigest()[:_KEY]
        return self.folder / f"{name}.template"


def memory() -> TemplateMemory | None:
    """Return the user's own memory of templates; None where it is turned off."""
    if os.environ.get("GRANTCLI_NO_CACHE"):
        return None
    from platformdirs import user_cache_path

    return TemplateMemory(user_cache_path("grantcli", appauthor=False) / "templates")
