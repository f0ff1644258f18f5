"""The exit codes that scripts rely on."""

from typing import Final

DONE: Final = 0
NOT_ELIGIBLE: Final = 1
WRONG_USAGE: Final = 2
UNDECIDED: Final = 3
BAD_INPUT: Final = 4
SOME_BAD_ROWS: Final = 5
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141

OF_VERDICT: Final = {
    "eligible": DONE,
    "to_verify": DONE,
    "not_eligible": NOT_ELIGIBLE,
    "incomplete": UNDECIDED,
    "undetermined": UNDECIDED,
}
