"""The characters that a terminal would obey, shown as signs or written as JSON escapes."""

import re
from typing import Final

_COMMANDS: Final = (
    *(code for code in range(0x20) if code not in (0x09, 0x0A)),
    *range(0x7F, 0xA0),
    0x061C,
    *range(0x200E, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
)
"""C0 but tab and newline, delete and C1, and the marks that turn the direction of writing or break lines."""
SIGN: Final = {code: 0x2400 + code if code < 0x20 else 0x2421 if code == 0x7F else 0xFFFD for code in _COMMANDS}
_ESCAPE: Final = {code: f"\\u{code:04x}" for code in _COMMANDS if code >= 0x7F}
OBEYED: Final = re.compile(f"[{''.join(map(chr, _COMMANDS))}]")


def visible(text: str) -> str:
    """Return a text with a sign in place of each character that a terminal would obey: ␛ for escape."""
    return text.translate(SIGN) if OBEYED.search(text) else text


def escaped(json: str) -> str:
    """Return JSON text that means the same, with such characters written as ``\\u202e``."""
    return json.translate(_ESCAPE) if OBEYED.search(json) else json
