"""The colours of the drawings; a house style may put its own in their place."""

from typing import Final

PALETTE: Final = {
    "accent": "#0066cc",
    "ink": "#17324d",
    "cut": "#cc334d",
    "own": "#94a6b5",
    "add": "#3d8fe0",
    "soft": "#e3ecf5",
    "softer": "#f3f6f9",
}
"""Name, as the style sheet has it with ``--`` before it, to colour."""
