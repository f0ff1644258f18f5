"""The names of the files of a call."""

from typing import Final

CALL_FILE: Final = "call.yaml"
FACTS_FILE: Final = "facts.yaml"
"""The vocabulary that all calls share, beside their folders."""
